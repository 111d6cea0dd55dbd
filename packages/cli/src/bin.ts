#!/usr/bin/env node
/** The command `parley`. */
import { main } from "./main.ts";

// The reader of the output may stop early, as `head` does.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

process.exitCode = await main(process.argv.slice(2));
