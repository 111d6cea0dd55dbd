#!/usr/bin/env node
/** The command `parley`. */
import { main } from "./main.ts";

// Whoever reads our output may stop early, as `head` does: then there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

process.exitCode = await main(process.argv.slice(2));
