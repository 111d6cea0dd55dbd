/** `node src/record/main.ts [SERVER...]`: records the servers' behaviour into `recorded/`. */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { startServer } from "../start.ts";
import { LabUnavailable, type Profile, SERVER_NAMES, type ServerName } from "../types.ts";
import { FOLDER, isRecorded, nameOf, type Recorded, recordProfile } from "./files.ts";

const given = process.argv.slice(2) as ServerName[];
mkdirSync(FOLDER, { recursive: true });
for (const name of given.length > 0 ? given : SERVER_NAMES) {
  try {
    await using server = await startServer(name);
    for (const file of readdirSync(FOLDER)) {
      if (new RegExp(`^${name}-\\d`).test(file)) rmSync(new URL(file, FOLDER));
    }
    for (const profile of Object.keys(server.ports) as Profile[]) {
      if (!isRecorded(profile)) continue;
      const recorded: Recorded = {
        server: name,
        version: server.version,
        profile,
        recorded: new Date().toISOString().slice(0, 10),
        account: server.credentials,
        recording: await recordProfile(server, profile),
      };
      const text = `${JSON.stringify(recorded, undefined, 1)}\n`;
      writeFileSync(new URL(`${nameOf(recorded)}.json`, FOLDER), text);
      console.log(`${nameOf(recorded)}: ${recorded.recording.probes.length} probes`);
    }
  } catch (error) {
    if (!(error instanceof LabUnavailable)) throw error;
    console.error(`SKIPPED ${name}: ${error.reason}`);
    process.exitCode = 1;
  }
}
