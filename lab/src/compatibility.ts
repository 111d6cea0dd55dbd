/**
 * Generates docs/compatibility.md from docs/seen, the results with every server and profile, and from the
 * recordings, which know versions and days.
 *
 *     node src/compatibility.ts            writes the page
 *     node src/compatibility.ts --check    fails if it is not up to date
 */

import { readFileSync, writeFileSync } from "node:fs";
import { type Recorded, readRecorded } from "./record/files.ts";
import { PROFILES, type Profile, SERVER_NAMES } from "./types.ts";

interface Way {
  readonly server: string;
  readonly profile: Profile;
  readonly feature: string;
  readonly method: string;
  readonly reason?: string;
  readonly reply?: string;
  readonly extraRoundTrips?: number;
}

interface Delivery {
  readonly server: string;
  readonly profile: Profile;
  readonly message: string;
  readonly became: string;
  readonly roundTrips?: number;
  readonly reply?: string;
}

const docs: URL = new URL("../../docs/", import.meta.url);

const rows: readonly (Way | Delivery)[] = SERVER_NAMES.flatMap((server) => {
  const text = readFileSync(new URL(`seen/${server}.json`, docs), "utf8");
  return (JSON.parse(text) as Omit<Way | Delivery, "server">[]).map(
    (row) => ({ ...row, server }) as Way | Delivery,
  );
});
const ways: readonly Way[] = rows.filter((row) => "feature" in row);
const messages: readonly Delivery[] = rows.filter((row) => "message" in row);

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const cell = (text: string): string => text.replaceAll("|", "\\|");
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Lists the servers as recorded. */
function servers(): string {
  const recorded = new Map<string, Recorded>(
    readRecorded().map(([, one]) => [one.server, one] as const),
  );
  const body = SERVER_NAMES.map((name) => {
    const { version = "", recorded: day = "" } = recorded.get(name) ?? {};
    const profiles = unique(rows.filter(({ server }) => server === name).map((row) => row.profile));
    return [name, version, day, profiles.join(", ")];
  });
  return table(["server", "version", "recorded", "profiles"], body);
}

/** Lists, by server and feature, every method used on the unrestricted profiles, best first. */
function features(): string {
  const honest: readonly Profile[] = ["plain", "implicit", "authRequired", "lmtp"];
  const names = unique(ways.map(({ feature }) => feature));
  const body = names.map((feature) => [
    feature,
    ...SERVER_NAMES.map((server) => {
      const taken = ways.filter(
        (row) => row.server === server && row.feature === feature && honest.includes(row.profile),
      );
      return unique(taken.map(({ method }) => method)).join(", ") || "-";
    }),
  ]);
  return table(["feature", ...SERVER_NAMES], body);
}

/** Lists the result of each kind of message: the number of round trips if it arrived unchanged. */
function deliveries(): string {
  const kinds = unique(messages.map(({ message }) => message));
  const places = unique(messages.map(({ server, profile }) => `${server} ${profile}`));
  const body = places.map((place) => {
    const there = messages.filter(({ server, profile }) => `${server} ${profile}` === place);
    return [place, ...kinds.map((kind) => outcome(there.find(({ message }) => message === kind)))];
  });
  return table(["server and profile", ...kinds], body);
}

function outcome(delivery: Delivery | undefined): string {
  if (!delivery) return "-";
  const { became, roundTrips } = delivery;
  if (roundTrips === undefined) return became;
  return became === "as sent" ? `${roundTrips}` : `${roundTrips} (${became})`;
}

/** Lists every fallback that a reply caused, with the reply. */
function refusals(): string {
  const left = ways
    .filter(({ reply }) => reply !== undefined)
    .map((row) => ({
      key: [row.feature, row.method, row.reason ?? "", cell(row.reply ?? "")].join(" | "),
      extra: row.extraRoundTrips ?? 0,
      where: `${row.server} ${row.profile}`,
    }));
  const body = unique(left.map(({ key }) => key))
    .sort()
    .map((key) => {
      const same = left.filter((row) => row.key === key);
      const extra = unique(same.map((row) => row.extra)).sort((a, b) => a - b);
      return [key, extra.join(" to "), unique(same.map(({ where }) => where)).join(", ")];
    });
  return table(
    ["feature", "used instead", "reason", "reply", "extra round trips", "servers"],
    body,
  );
}

function errors(): string {
  const failed = messages
    .filter(({ roundTrips }) => roundTrips === undefined)
    .map((row) => ({
      key: [row.became, cell(row.reply ?? "no reply")].join(" | "),
      where: `${row.server} ${row.profile}`,
    }));
  const body = unique(failed.map(({ key }) => key))
    .sort()
    .map((key) => {
      const places = failed.filter((row) => row.key === key).map(({ where }) => where);
      return [key, unique(places).join(", ")];
    });
  return table(["error", "reply", "servers"], body);
}

const profiles = unique(rows.map(({ profile }) => profile));
const page = `# Results with real servers

The client ran with every server and profile of the [laboratory](../lab/README.md). This page is generated from [docs/seen](seen), which the
laboratory writes, and from lab/recorded. \`pnpm lab\` repeats the runs and fails if a result differs.

${servers()}

A profile is a configuration of a server:

${profiles.map((profile) => `- \`${profile}\`: ${PROFILES[profile]}`).join("\n")}

## Server by feature

The methods that the client used with servers that support what they offer (profiles \`plain\`, \`implicit\`,
\`authRequired\` and \`lmtp\`).

${features()}

## Delivery of messages

A number is the number of round trips of a message, including the connection. It also means that every mailbox contains the message unchanged
(SHA-256, without trace headers at the top, and with normalized line ends). A word is the [error code](errors/README.md). It can be an error
before a byte is sent, such as \`FEATURE_UNMET\` for an address that needs SMTPUTF8. All kinds of messages except the last two use one kept
connection.

${deliveries()}

## Fallbacks, and the replies that caused them

${refusals()}

## Refusals

${errors()}
`;

const target = new URL("compatibility.md", docs);
if (!process.argv.includes("--check")) {
  writeFileSync(target, page);
} else if (readFileSync(target, "utf8") !== page) {
  console.error("docs/compatibility.md is out of date. Run: node lab/src/compatibility.ts");
  process.exitCode = 1;
}
