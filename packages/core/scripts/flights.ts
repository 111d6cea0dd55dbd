/**
 * `pnpm flights`: prints the flight table, measured against the floor, and
 * writes it to docs/flights.md; with `--check` compares instead.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { measure } from "../flights/measure.ts";
import { CONTENT_WAYS, FLIGHTS } from "../flights/table.ts";

const file = new URL("../../../docs/flights.md", import.meta.url);
const RECIPIENTS = [1, 10] as const;

const rows = FLIGHTS.map((row) => {
  const cells = CONTENT_WAYS.map((way) =>
    RECIPIENTS.map((recipients) => {
      const { counted } = measure(row, way, recipients);
      const floor = row.floor[way](recipients);
      return counted === floor ? `${counted}` : `${counted} (floor ${floor})`;
    }).join(", "),
  );
  return `| ${row.mix} | ${cells.join(" | ")} |`;
});

const page = `# Round trips

From connecting to the server's final reply to one message, TCP and TLS 1.3 handshakes included, QUIT not: the real
scripts against the virtual server, with a virtual clock and a delay in each direction. The first number is for one
recipient, the second for ten. Every number is at the floor, the fewest that RFC 5321, 2920, 3030, 3207 and 4954 allow;
where one was not, the floor would stand beside it. A server without PIPELINING that has not proved to know BDAT pays one
round trip for the proof, as it would for DATA.

A kept connection's second message needs no proof: the first one was it. Messages that overlap are handed over at once, after a
first one; by BDAT they need no more round trips than it takes to keep a hundred commands unanswered (RFC 2920 3.1).

| What the server offers | ${CONTENT_WAYS.join(" | ")} |
|---|${CONTENT_WAYS.map(() => "---|").join("")}
${rows.join("\n")}

Made by \`pnpm flights\`.
`;

if (!process.argv.includes("--check")) {
  writeFileSync(file, page);
  console.log(page);
} else if (readFileSync(file, "utf8") !== page) {
  console.error("docs/flights.md is out of date.");
  process.exitCode = 1;
}
