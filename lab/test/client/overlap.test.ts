/** Many messages over one connection, with the end of one and the beginning of the next in one flight. */
import { createMailer, type SendManyResult, SmtpError } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored, type LabServer, type ServerName } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

const COUNT = 30;
/** The message without any accepted recipient, and the one that only one of two recipients gets. */
const REFUSED = 11;
const PARTLY = 20;
const NOBODY = "no-such-user@lab.test";

const rawOf = (index: number): Uint8Array =>
  Buffer.from(
    [
      "From: <ann@lab.test>",
      `Subject: number ${index}`,
      "Date: Tue, 24 Nov 2026 12:00:00 +0000",
      `Message-ID: <number-${index}@lab.test>`,
      "",
      ".dot",
      // Most are small enough to follow each other; every seventh is not.
      `${index}`
        .padEnd(60, "x")
        .concat("\r\n")
        .repeat(index % 7 === 6 ? 2000 : (index * 5) % 13),
    ].join("\r\n"),
  );

function recipientsOf(index: number): string[] {
  if (index === REFUSED) return [NOBODY];
  return index === PARTLY ? ["test@lab.test", NOBODY] : ["test@lab.test"];
}

async function* messages() {
  for (let index = 0; index < COUNT; index += 1) {
    yield { from: "ann@lab.test", to: recipientsOf(index), raw: rawOf(index) };
  }
}

interface Told {
  readonly results: readonly SendManyResult[];
  /** How often the client wrote and then waited. */
  readonly flights: number;
}

async function sendAll(server: LabServer, maxUnacknowledged: number): Promise<Told> {
  let flights = 0;
  let waited = true;
  const results: SendManyResult[] = [];
  await using mailer = createMailer({
    host: "localhost",
    port: server.ports.plain,
    ca: server.ca,
    pool: { size: 1 },
    timeouts: { total: 60_000 },
    onEvent: (event) => {
      const writes = event.type === "command" || event.type === "content";
      if (writes && waited) flights += 1;
      if (writes || event.type === "reply") waited = !writes;
    },
  });
  for await (const result of mailer.sendMany(messages(), { maxUnacknowledged })) {
    results.push(result);
  }
  return { results, flights };
}

function checkResults(results: readonly SendManyResult[]): void {
  expect(results.map(({ index }) => index)).toEqual(Array.from({ length: COUNT }, (_, n) => n));
  for (const { index, receipt, error } of results) {
    const told = receipt?.recipients ?? (SmtpError.is(error) ? error.recipients : []);
    expect(told.map(({ address, outcome }) => [address, outcome])).toEqual(
      recipientsOf(index).map((address) => [address, address === NOBODY ? "rejected" : "accepted"]),
    );
    for (const { address, reply } of told) expect(reply?.code).toBe(address === NOBODY ? 550 : 250);
  }
}

/** Checks that each message is stored once, complete, and in the order of sending. */
async function checkStored(server: LabServer): Promise<void> {
  const sent = Array.from({ length: COUNT }, (_, n) => n).filter((index) => index !== REFUSED);
  const stored = await server.messages();
  expect(stored.map(({ recipient }) => recipient)).toEqual(sent.map(() => "test@lab.test"));
  const subjects = stored.map(
    ({ raw }) => /^Subject: number (\d+)/m.exec(`${Buffer.from(raw)}`)?.[1],
  );
  expect(subjects.map(Number)).toEqual(sent);
  for (const [place, { raw }] of stored.entries()) {
    const { sentSha256, storedSha256 } = compareStored(rawOf(sent[place] ?? -1), raw);
    expect(storedSha256).toBe(sentSha256);
  }
}

/**
 * Whether envelopes are written with the end of the previous message, and small messages without waiting. smtp-server
 * has no CHUNKING, so each message waits for its 354; aiosmtpd has no PIPELINING.
 */
const SERVERS: readonly [ServerName, "whole messages" | "envelopes" | "nothing"][] = [
  ["postfix", "whole messages"],
  ["exim", "whole messages"],
  ["smtp-server", "envelopes"],
  ["aiosmtpd", "nothing"],
];

for (const [name, overlaps] of SERVERS) {
  await describeServer(name, `${name}, where ${overlaps} may overlap`, (running) => {
    let oneByOne: number;

    it.for([1, 2, 10])("stores each of many once, %i unanswered at a time", async (most) => {
      const server = running();
      await server.clearMessages();
      const { results, flights } = await sendAll(server, most);
      checkResults(results);
      await checkStored(server);
      if (most === 1) oneByOne = flights;
      else if (overlaps === "nothing") expect(flights).toBe(oneByOne);
      else expect(flights).toBeLessThan(oneByOne);
      if (most === 10 && overlaps === "whole messages") expect(flights).toBeLessThan(COUNT);
    });
  });
}
