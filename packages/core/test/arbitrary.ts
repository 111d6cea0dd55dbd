/** Sessions and messages of every kind, as fast-check makes them. */
import fc from "fast-check";
import {
  type MessageOptions,
  mailOptionParameters,
  type RecipientOptions,
  recipientOptionParameters,
} from "../src/client/message/message-options.ts";
import { parseRecipient, parseReversePath } from "../src/protocol/address/address.ts";
import type { Feature, Wish, Wishes } from "../src/protocol/plan/feature.ts";
import type { OutgoingMessage, Recipient } from "../src/protocol/session/outgoing-message.ts";
import type { Hint } from "../src/protocol/session/server-knowledge.ts";
import type { SessionConfig } from "../src/protocol/session/session.ts";
import { decodeUtf8, encodeLatin1, encodeUtf8, join } from "../src/testing/octets.ts";
import type { Personality } from "../src/testing/personality.ts";
import { type Honesty, personality } from "./arbitrary-server.ts";

const wishable: readonly Feature[] = [
  "ESMTP",
  "TLS",
  "PIPELINING",
  "CHUNKING",
  "SIZE",
  "8BITMIME",
  "RSET",
  "QUIT",
  "DSN",
  "DELIVERBY",
  "RRVS",
  "LIMITS",
];

const wishes: fc.Arbitrary<Wishes> = fc.oneof(
  fc.constant({}),
  fc.constant({}),
  fc.dictionary(fc.constantFrom(...wishable), fc.constantFrom<Wish>("require", "prefer", "avoid"), {
    maxKeys: 2,
  }),
);

const hint: fc.Arbitrary<Hint> = fc
  .record({
    left: fc.constantFrom<[Feature, string]>(
      ["PIPELINING", "envelope in one flight"],
      ["CHUNKING", "BDAT at once"],
      ["CHUNKING", "BDAT after a probe"],
      ["SIZE", "declared"],
    ),
    tls: fc.boolean(),
  })
  .map(({ left: [feature, method], tls }) => ({ feature, method, reason: "unsupported", tls }));

/** The options of a session. */
export const config: fc.Arbitrary<SessionConfig> = fc
  .record(
    {
      host: fc.constant("mail.example"),
      port: fc.constantFrom(25, 465, 587),
      tls: fc.constantFrom<NonNullable<SessionConfig["tls"]>>(
        "auto",
        "implicit",
        "starttls",
        "none",
      ),
      name: fc.constantFrom("client.example", "client"),
      credentials: fc.record(
        {
          user: fc.constant("ann"),
          pass: fc.constant("open sesame"),
          token: fc.constantFrom<"fixed" | "renewable">("fixed", "renewable"),
          allowCleartext: fc.boolean(),
        },
        { requiredKeys: ["user", "pass"] },
      ),
      wishes,
      proven: fc.subarray<Feature>(["CHUNKING"]),
      hints: fc.array(hint, { maxLength: 1 }),
    },
    { requiredKeys: ["host"] },
  )
  .map((made) => made as SessionConfig);

/** A server, and the client's task with it. */
export interface Encounter {
  readonly server: Personality;
  readonly config: SessionConfig;
}

/** Any server and any session; mostly they agree on TLS. */
export function encounter(honesty: Honesty): fc.Arbitrary<Encounter> {
  return fc
    .record({ server: personality(honesty), config, disagree: fc.nat(5) })
    .map(({ disagree, ...pair }) => (disagree === 0 ? pair : agreeing(pair)))
    .map((pair) => (honesty.honest ? withoutFalseProof(pair) : pair));
}

/** A server that was proved to know BDAT knows it. */
function withoutFalseProof({ server, config: wanted }: Encounter): Encounter {
  const { proven: _, ...rest } = wanted;
  return { server, config: server.bdat === "unaware" ? rest : wanted };
}

function agreeing({ server, config: wanted }: Encounter): Encounter {
  const { ports: _, ...alone } = server;
  const { tls, port, credentials } = wanted;
  if (tls === "implicit" || (tls === undefined && port === 465)) {
    return { server: { ...alone, tls: "implicit" }, config: wanted };
  }
  if (tls === "none" && credentials) {
    const open = { ...credentials, allowCleartext: true };
    return { server: { ...alone, tls: "none" }, config: { ...wanted, credentials: open } };
  }
  if (tls === "starttls" || (credentials && !credentials.allowCleartext)) {
    const capabilities = [...server.capabilities, "STARTTLS"];
    return { server: { ...server, capabilities, tls: "starttls" }, config: wanted };
  }
  return {
    server: { ...server, tls: server.tls === "none" ? "none" : "starttls" },
    config: wanted,
  };
}

/** A message with its content in pieces. */
export interface Sample {
  readonly message: OutgoingMessage;
  readonly pieces: readonly Uint8Array[];
  readonly replayable: boolean;
  /** The source fails when it is asked for more pieces than this. */
  readonly breaks?: number;
}

const fragment: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .constantFrom(
      "Subject: hello",
      "\r\n",
      "\r",
      "\n",
      ".",
      "..",
      "\r\n.\r\n",
      "\n.\n",
      "QUIT\r\n",
      "a",
      "",
    )
    .map(encodeLatin1),
  fc.constantFrom("\r\n\r\n", "Ünicode").map(encodeUtf8),
  fc.uint8Array({ maxLength: 20 }),
);

/** Content in odd pieces. */
export const pieces: fc.Arbitrary<Uint8Array[]> = fc.oneof(
  fc.array(fragment, { maxLength: 12 }),
  fc.array(fragment, { maxLength: 8 }).map((made) => [encodeLatin1("From: a@b\r\n\r\n"), ...made]),
  fc
    .array(fragment, { maxLength: 8 })
    .map((made) => [...join(made)].map((octet) => Uint8Array.of(octet))),
);

/** Content that is too long to be kept for a second reading. */
const longPieces: fc.Arbitrary<Uint8Array[]> = fc
  .tuple(
    pieces,
    fc.integer({ min: 1, max: 700 }),
    fc.constantFrom(997, 1024, 65_536),
    fc.constantFrom("", "", "late: \xe4"),
  )
  .map(([first, kilobytes, size, last]) => {
    const line = encodeLatin1(`${"x".repeat(62)}\r\n`);
    const body = join(Array.from({ length: kilobytes * 16 }, () => line));
    const cut: Uint8Array[] = [];
    for (let at = 0; at < body.length; at += size) cut.push(body.subarray(at, at + size));
    const shown = `${JSON.stringify(first.map(decodeUtf8))} and ${kilobytes} KiB by ${size} and ${last}`;
    const made = [...first, ...cut, encodeLatin1(last)];
    return Object.assign(made, { [fc.toStringMethod]: () => shown });
  });

const addresses = [
  "b@x.example",
  "c@x.example",
  "d@y.example",
  "ü@y.example",
  "e@ü.example",
  "Postmaster",
];

/** Message options. */
const asked: fc.Arbitrary<MessageOptions> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom<MessageOptions>(
    { dsn: { ret: "headers" } },
    { dsn: { ret: "full", envid: "a b", notify: "never" } },
    { deliverBy: { seconds: 3600, mode: "notify" } },
    { deliverBy: { seconds: 60, mode: "return" }, priority: 3 },
    { holdFor: 60, requireTls: true },
  ),
);

/** Options of some recipients. */
const askedForSome: fc.Arbitrary<Omit<RecipientOptions, "address">> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom<Omit<RecipientOptions, "address">>(
    { notify: ["failure", "delay"] },
    { notify: ["success"], orcpt: "somebody+else@y.example" },
    { rrvs: new Date(0) },
  ),
);

function sampleOf(content: fc.Arbitrary<Uint8Array[]>): fc.Arbitrary<Sample> {
  return fc
    .record({
      from: fc.constantFrom(null, "a@x.example", "a@x.example", "ä@x.example"),
      to: fc.oneof(
        fc.subarray(addresses.slice(0, 3), { minLength: 1 }),
        fc.subarray(addresses, { minLength: 1, maxLength: 4 }),
      ),
      pieces: content,
      told: fc.boolean(),
      partial: fc.constantFrom<undefined | "accept" | "refuse">(undefined, "accept", "refuse"),
      idle: fc.constantFrom(undefined, false, true),
      replayable: fc.boolean(),
      asked,
      askedForSome,
    })
    .map(({ from, to, pieces: made, told, partial, idle, replayable, ...more }) => {
      const octets = join(made);
      const ofMail = mailOptionParameters(more.asked);
      const ofRcpt = recipientOptionParameters(more.askedForSome, more.asked.dsn);
      const ofRest = recipientOptionParameters({}, more.asked.dsn);
      return {
        pieces: made,
        replayable,
        message: {
          from: parseReversePath(from),
          to: to.map((address, at): Recipient => {
            const parameters = at % 2 === 1 ? ofRcpt : ofRest;
            return { ...parseRecipient(address), ...(parameters.length > 0 ? { parameters } : {}) };
          }),
          ...(ofMail.length > 0 ? { parameters: ofMail } : {}),
          ...(told ? { size: octets.length, eightBit: octets.some((octet) => octet > 127) } : {}),
          ...(partial ? { partial } : {}),
          ...(idle === undefined ? {} : { idle }),
        },
      };
    });
}

/** Any message. */
export const sample: fc.Arbitrary<Sample> = sampleOf(pieces);
/** Any message, possibly too long to be kept completely. */
export const longSample: fc.Arbitrary<Sample> = sampleOf(longPieces);
