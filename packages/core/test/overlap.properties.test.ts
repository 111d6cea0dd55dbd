import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMailbox, parseRecipient, parseReversePath } from "../src/protocol/address.ts";
import { SmtpError } from "../src/protocol/errors.ts";
import { deliverMany } from "../src/protocol/scripts/deliver-many.ts";
import { leave } from "../src/protocol/scripts/leave.ts";
import { createSession } from "../src/protocol/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import { textOf, utf8 } from "../src/testing/octets.ts";
import type { Personality } from "../src/testing/personality.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { type Settled, withMessages } from "../src/testing/with-messages.ts";
import { accountOf } from "./account.ts";
import { type Encounter, encounter } from "./arbitrary.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { createWitness, witnessed } from "./witness.ts";

const runs = 300;
/** Milliseconds, for a machine with much else to do. */
const patience = 120_000;

/** A message that can be told from the others by its content. */
interface Letter {
  readonly to: readonly string[];
  readonly lines: number;
  readonly inMemory: boolean;
  readonly partial: "accept" | "refuse";
}

const letters: fc.Arbitrary<readonly Letter[]> = fc.array(
  fc.record({
    to: fc.subarray(["b@x.example", "c@x.example", "d@y.example"], { minLength: 1 }),
    lines: fc.constantFrom(0, 0, 3, 500, 20_000),
    inMemory: fc.constantFrom(true, true, true, false),
    partial: fc.constantFrom<"accept" | "refuse">("accept", "accept", "accept", "refuse"),
  }),
  { minLength: 1, maxLength: 7 },
);

/** Where messages overlap every reply shares a flight with others: one left out is a lie about the next. */
function answeringAll({ server, config }: Encounter): Encounter {
  const answers = server.answers?.map(({ silence: _, ...answer }) => answer);
  return { config, server: { ...server, ...(answers ? { answers } : {}) } as Personality };
}

/** Mostly servers that let messages overlap. */
const encounters: fc.Arbitrary<Encounter> = fc
  .tuple(encounter({ honest: true }), fc.nat(3))
  .map(([made, plain]) => {
    const met = answeringAll(made);
    if (plain === 0) return met;
    const listed = [...new Set([...met.server.capabilities, "PIPELINING", "CHUNKING"])];
    return { ...met, server: { ...met.server, capabilities: listed } };
  });

interface Run {
  readonly settled: readonly Settled[];
  readonly faults: readonly string[];
  readonly mailbox: ReturnType<
    ReturnType<typeof createVirtualWorld>["mailbox"]["accepted"]["slice"]
  >;
  readonly open: boolean;
}

function contentOf(index: number, { lines }: Letter): string {
  return `Subject: letter ${index}\r\n\r\n${"a line of text\r\n".repeat(lines)}`;
}

function run(
  { server, config }: Encounter,
  given: readonly Letter[],
  most: number,
  chunk?: number,
): Run {
  const world = createVirtualWorld(server);
  const session = createSession(config);
  const witness = createWitness();
  const messages = given.map((letter, index) => {
    const octets = utf8(contentOf(index, letter));
    return {
      message: {
        from: parseReversePath("a@x.example"),
        to: letter.to.map(parseRecipient),
        partial: letter.partial,
        ...(letter.inMemory ? { size: octets.length, eightBit: false } : {}),
      },
      body: { pieces: [octets] },
    };
  });
  function* whole() {
    const settled = yield* withMessages(deliverMany(session, most), messages);
    yield* leave(session);
    return settled;
  }
  const { outcome } = driveScript(witnessed(whole(), witness), world, {
    token: "a.bearer.token",
    maxEffects: 100_000,
    ...(chunk === undefined ? {} : { chunk }),
  });
  if ("error" in outcome) throw outcome.error;
  const { tls = "auto", credentials, wishes, proven } = config;
  const free = tls === "none" || (tls === "auto" && (credentials?.allowCleartext ?? true));
  const { faults } = accountOf(witness.crossings, {
    allowCleartext: credentials?.allowCleartext ?? false,
    clearMail: wishes?.TLS === undefined ? free : wishes.TLS !== "require",
    proven: proven?.includes("CHUNKING") ?? false,
    secrets: [],
  });
  return { settled: outcome.result, faults, mailbox: world.mailbox.accepted, open: session.open };
}

/** All that is wrong with what was told, by what the server has. */
function wrong(
  { settled, mailbox, faults, open }: Run,
  given: readonly Letter[],
  most: number,
): string[] {
  const found = [...faults, ...(open ? ["left the connection open"] : [])];
  if (String(settled.map(({ index }) => index)) !== String(given.map((_, index) => index))) {
    found.push(`told of ${settled.map(({ index }) => index)}`);
  }
  let dragged = 0;
  for (const { index, outcome } of settled) {
    const letter = given[index] as Letter;
    if ("error" in outcome && !SmtpError.is(outcome.error)) found.push(String(outcome.error));
    const copies = mailbox.filter(({ content }) => textOf(content) === contentOf(index, letter));
    const has = copies.flatMap(({ to }) => to);
    if (new Set(has).size !== has.length) found.push(`letter ${index} came twice`);
    const recipients = recipientsOf(outcome as Result);
    if (String(recipients.map(({ address }) => address)) !== String(letter.to)) {
      found.push(`letter ${index} tells of ${recipients.map(({ address }) => address)}`);
    }
    for (const { address, outcome: what } of recipients) {
      if (what === "accepted" && !has.includes(address))
        found.push(`${index} ${address} is missing`);
      if ((what === "rejected" || what === "not-sent") && has.includes(address)) {
        found.push(`${index} ${address} has it, told ${what}`);
      }
    }
    const strangers = has.filter(
      (one) => !letter.to.map((to) => formatMailbox(parseRecipient(to))).includes(one),
    );
    found.push(...strangers.map((one) => `${one} is a stranger`));
    dragged = draggedDown(outcome) ? dragged + 1 : 0;
    if (dragged >= most) found.push(`${dragged + 1} unknown at once`);
  }
  const known = given.map((letter, index) => contentOf(index, letter));
  for (const { content } of mailbox) {
    if (!known.includes(textOf(content))) found.push("a message that nobody sent");
  }
  return found;
}

/** Unknown because the connection ended with a message before it. */
function draggedDown(outcome: Settled["outcome"]): boolean {
  const error = "error" in outcome && SmtpError.is(outcome.error) ? outcome.error : undefined;
  return error?.code === "OUTCOME_UNKNOWN" && /message before it/.test(String(error.cause));
}

describe("messages that overlap", () => {
  it(
    "are told of as the server has them, each once and in order",
    () => {
      fc.assert(
        fc.property(encounters, letters, fc.integer({ min: 1, max: 5 }), (met, given, most) => {
          expect(wrong(run(met, given, most), given, most)).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
    patience,
  );

  it(
    "come to the same however the server's octets are cut",
    () => {
      fc.assert(
        fc.property(encounters, letters, fc.constantFrom(1, 2, 7), (met, given, chunk) => {
          const told = ({ settled }: Run) =>
            settled.map(({ outcome }) => recipientsOf(outcome as Result).map((one) => one.outcome));
          expect(told(run(met, given, 3, chunk))).toEqual(told(run(met, given, 3)));
        }),
        { numRuns: 60 },
      );
    },
    patience,
  );
});
