/**
 * Generates the module of recorded personalities for `@parley-smtp/core/testing`.
 *
 *     node src/record/generate.ts            writes recorded.generated.ts
 *     node src/record/generate.ts --check    fails if it is not up to date
 */

import { readFileSync, writeFileSync } from "node:fs";
import { PROFILES, type ServerName } from "../types.ts";
import { personalityOfRecorded, type Recorded, readRecorded } from "./files.ts";

const target: URL = new URL(
  "../../../packages/core/src/testing/recorded.generated.ts",
  import.meta.url,
);

const TITLES: Readonly<Record<ServerName, string>> = {
  postfix: "Postfix",
  exim: "Exim",
  sendmail: "Sendmail",
  opensmtpd: "OpenSMTPD",
  dovecot: "Dovecot submission",
  chasquid: "chasquid",
  qpsmtpd: "qpsmtpd",
  haraka: "Haraka",
  aiosmtpd: "aiosmtpd",
  "smtp-server": "smtp-server for Node",
  "smtp-sink": "Postfix's smtp-sink",
};

function entry(recorded: Recorded): unknown {
  const { server, version, profile, recorded: day } = recorded;
  return {
    title: `${TITLES[server]} ${version}: ${PROFILES[profile]}`,
    source: { recorded: day, server, version },
    personality: personalityOfRecorded(recorded),
  };
}

const all = readRecorded();
const generated = `/** Servers as recorded in the laboratory. Generated from lab/recorded; do not edit. */
import type { KnownPersonality } from "./personality-known.ts";

/** The names of servers that were recorded. */
export type RecordedName =${all.map(([name]) => `\n  | ${JSON.stringify(name)}`).join("")};

/** Every server that was recorded. */
export const recorded: Readonly<Record<RecordedName, KnownPersonality>> = {
${all.map(([name, recorded]) => `  ${JSON.stringify(name)}: ${JSON.stringify(entry(recorded))},\n`).join("")}};
`;
if (!process.argv.includes("--check")) {
  writeFileSync(target, generated);
} else if (readFileSync(target, "utf8") !== generated) {
  console.error("recorded.generated.ts is out of date. Run: node lab/src/record/generate.ts");
  process.exitCode = 1;
}
