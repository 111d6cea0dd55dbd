/** Where recordings are kept, and the module of personalities that is made from them. */

import { readdirSync, readFileSync } from "node:fs";
import type { LabServer, Profile, ServerName } from "../types.ts";
import { personalityOf } from "./personality.ts";
import { type Account, type Recording, record } from "./record.ts";

/** A recording, with what it is of. */
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

/** Profiles of which a personality is made: where TLS comes first all else is as in `plain`. */
export function isRecorded(profile: Profile): boolean {
  return profile !== "implicit" && profile !== "lmtp";
}

/** Records one profile of a running server. */
export async function recordProfile(server: LabServer, profile: Profile): Promise<Recording> {
  const port = server.ports[profile];
  if (port === undefined) throw new RangeError(`${server.name} has no profile ${profile}.`);
  return await record({ host: server.host, port, ca: server.ca }, server.credentials);
}

/** The personality's name: `exim-4.96`, `postfix-3.7.11-data502`. */
export function nameOf({ server, version, profile }: Omit<Recorded, "recording">): string {
  const upstream = /^\d+(?:\.\d+)*(?:p\d+)?/.exec(version)?.[0] ?? version;
  const kebab = profile.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [server, upstream, ...(profile === "plain" ? [] : [kebab])].join("-");
}

/** All recordings by name. */
export function readRecorded(): readonly (readonly [string, Recorded])[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => [
      file.replace(/\.json$/, ""),
      JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Recorded,
    ]);
}

/** The personality of a recording. */
export function personalityOfRecorded({
  recording,
  account,
}: Recorded): ReturnType<typeof personalityOf> {
  return personalityOf(recording, account);
}
