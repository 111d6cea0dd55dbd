#!/usr/bin/env node
/** The laboratory from a shell: `start NAME...` until interrupted, `install` or `status`. */

import { lacks } from "./host.ts";
import { isFetched } from "./npm.ts";
import { cacheFolder, isUnpacked } from "./packages.ts";
import { availability, SERVERS, startServer } from "./start.ts";
import { LabUnavailable, PROFILES, type Profile, SERVER_NAMES, type ServerName } from "./types.ts";

const USAGE = `Usage: node src/main.ts COMMAND [SERVER...]

  start    start these servers and keep them until interrupted
  install  fetch and unpack what these servers need
  status   list which of these servers can run here

Servers (default all): ${SERVER_NAMES.join(", ")}
Packages are kept in ${cacheFolder()} (PARLEY_LAB moves it).`;

const COMMANDS: Readonly<Record<string, (names: readonly ServerName[]) => Promise<void>>> = {
  async start(names) {
    for (const name of names) {
      try {
        const { version, ports, credentials, caFile } = await startServer(name);
        console.log(`\n${name} ${version}, account ${credentials.user} / ${credentials.pass}`);
        console.log(`CA certificate ${caFile}, host name localhost`);
        for (const [profile, port] of Object.entries(ports)) {
          const what = PROFILES[profile as Profile];
          console.log(`  127.0.0.1:${String(port).padEnd(5)}  ${profile.padEnd(11)}  ${what}`);
        }
      } catch (error) {
        if (!(error instanceof LabUnavailable)) throw error;
        skipped(name, error.reason);
      }
    }
  },
  async install(names) {
    for (const name of names) {
      const available = await availability(name);
      if (available.ok) console.log(`${name}: ready`);
      else skipped(name, available.reason);
    }
  },
  async status(names) {
    for (const name of names) {
      const { needs, bundle, npm } = SERVERS[name];
      const lacking = lacks(needs);
      const here = bundle ? isUnpacked(bundle) : !npm || isFetched(npm);
      const state = here ? "ready" : "can be fetched";
      console.log(`${name}: ${lacking ? `not available: ${lacking}` : state}`);
    }
  },
};

function skipped(name: ServerName, reason: string): void {
  console.error(`SKIPPED ${name}: ${reason}`);
  process.exitCode = 1;
}

const [command = "", ...given] = process.argv.slice(2);
const run = COMMANDS[command];
const unknown = given.filter((name) => !(SERVER_NAMES as readonly string[]).includes(name));
if (run === undefined || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no server ${unknown.join(", ")}.\n`);
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await run(given.length > 0 ? (given as ServerName[]) : SERVER_NAMES);
}
