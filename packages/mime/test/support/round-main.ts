import { round } from "./round.ts";

process.stdout.write(JSON.stringify(await round()));
