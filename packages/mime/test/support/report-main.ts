/** Reads a bounce on the runtime that runs this file, and prints what it says. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { readReport } from "../../src/report/mod.ts";

const raw = readFileSync(new URL("../report/eml/postfix.eml", import.meta.url));
process.stdout.write(JSON.stringify(await readReport(raw)));
