/** Prints what `signAll` returns, for the keys in the first argument. */
import process from "node:process";
import { signAll } from "./sign.ts";

process.stdout.write(JSON.stringify(await signAll(JSON.parse(process.argv[2] ?? "{}"))));
