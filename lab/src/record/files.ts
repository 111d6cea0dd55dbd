/** Reads and writes recordings, and the module of personalities that is generated from them. */

import { readdirSync, readFileSync } from "node:fs";
import type { LabServer, Profile, ServerName } from "../types.ts";
import { personalityOf } from "./personality.ts";
import { type Account, type Recording, record } from "./record.ts";

/** A recording, with its server, version and profile. */
export interface Recorded {
  readonly server: ServerName;
  readonly version: string;
  readonly profile: Profile;
  /** The day, as `2026-11-24`. */
  readonly recorded: string;
  readonly account: Account;
  readonly recording: Recording;
}

/** The folder of recordings, one file for each server and profile. */
export const FOLDER: URL = new URL("../../recorded/", import.meta.url);

/** Returns whether a personality is generated for a profile: with implicit TLS everything else is as in `plain`. */
export function isRecorded(profile: Profile): boolean {
  return profile !== "implicit" && profile !== "lmtp";
}

/** Records one profile of a running server. */
export async function recordProfile(server: LabServer, profile: Profile): Promise<Recording> {
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  return await record({ host: server.host, port, ca: server.ca }, server.credentials);
}

/** Returns the personality's name: `exim-4.96`, `postfix-3.7.11-data502`. */
export function nameOf({ server, version, profile }: Omit<Recorded, "recording">): string {
  const upstream = /^\d+(?:\.\d+)*(?:p\d+)?/.exec(version)?.[0] ?? version;
  const kebab = profile.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [server, upstream, ...(profile === "plain" ? [] : [kebab])].join("-");
}

/** Returns all recordings by name. */
export function readRecorded(): readonly (readonly [string, Recorded])[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => [
      file.replace(/\.json$/, ""),
      JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Recorded,
    ]);
}

/** Returns the personality of a recording. */
export function personalityOfRecorded({
  recording,
  account,
}: Recorded): ReturnType<typeof personalityOf> {
  return personalityOf(recording, account);
}
