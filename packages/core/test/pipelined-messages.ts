/** Pipelined messages, sent to a server whose mailbox can be inspected afterwards. */
import {
  type MessageOptions,
  mailOptionParameters,
} from "../src/client/message/message-options.ts";
import {
  formatMailbox,
  parseRecipient,
  parseReversePath,
} from "../src/protocol/address/address.ts";
import { SmtpError } from "../src/protocol/errors/errors.ts";
import type { Feature } from "../src/protocol/plan/feature.ts";
import { deliverMany } from "../src/protocol/scripts/deliver-many.ts";
import { quitAndClose } from "../src/protocol/scripts/quit.ts";
import { createSession } from "../src/protocol/session/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import type { Network } from "../src/testing/network.ts";
import { decodeUtf8, encodeUtf8 } from "../src/testing/octets.ts";
import type { AcceptedMessage, Choose } from "../src/testing/virtual-state.ts";
import { createVirtualWorld } from "../src/testing/virtual-world.ts";
import { type Settled, withMessages } from "../src/testing/with-messages.ts";
import type { Encounter } from "./arbitrary.ts";
import { type Result, recipientsOf } from "./check-outcome.ts";
import { recode } from "./mime/recode.ts";
import { observeSession } from "./observe-session.ts";
import { createWitness, witnessed } from "./witness.ts";

/** A message with unique content. */
export interface TestMessage {
  readonly to: readonly string[];
  readonly lines: number;
  readonly inMemory: boolean;
  readonly partial: "accept" | "refuse";
  /** It has octets over 127, so that it may have to be re-encoded; default false. */
  readonly eightBit?: boolean;
  /** What is asked of the server for this letter alone. */
  readonly asks?: MessageOptions;
}

/** What came of it, by the client and by the server. */
export interface Run {
  readonly settled: readonly Settled[];
  readonly faults: readonly string[];
  readonly mailbox: readonly AcceptedMessage[];
  readonly config: Encounter["config"];
  readonly open: boolean;
}

function contentOf(index: number, { lines, eightBit }: TestMessage): string {
  const line = eightBit ? "eine Zeile für Köln\r\n" : "a line of text\r\n";
  return `Subject: letter ${index}\r\n\r\n${line.repeat(lines)}`;
}

/** What the server may have of a letter: its octets, or the same text re-encoded. */
function formsOf(index: number, message: TestMessage): readonly string[] {
  const content = contentOf(index, message);
  return message.eightBit ? [content, decodeUtf8(recode([encodeUtf8(content)]))] : [content];
}

/** As a stream gives them. */
function piecesOf(octets: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += 65_536) pieces.push(octets.subarray(at, at + 65_536));
  return pieces;
}

/** Parameters of MAIL that only what is asked for a letter brings about. */
const OPTION_PARAMETERS = /^(?:REQUIRETLS|RET=|ENVID=|BY=|HOLDFOR=)/;

/** A letter went with what was asked for it, and with nothing that was asked for another. */
function askedWrongly(
  { asks = {} }: TestMessage,
  { mail }: AcceptedMessage["parameters"],
  { wishes = {} }: Encounter["config"],
): string[] {
  const asked = mailOptionParameters(asks).map(({ keyword, value, extension }) => ({
    parameter: value === undefined ? keyword : `${keyword}=${value}`,
    wish: keyword === "REQUIRETLS" ? "require" : (wishes[extension as Feature] ?? "require"),
  }));
  const always = wishes.REQUIRETLS === "require" ? ["REQUIRETLS"] : [];
  const allowed = [...always, ...asked.map(({ parameter }) => parameter)];
  const sent = mail.filter((parameter) => OPTION_PARAMETERS.test(parameter));
  return [
    ...sent.filter((one) => !allowed.includes(one)).map((one) => `went with ${one} unasked`),
    ...asked
      .filter(({ parameter, wish }) => wish === "require" && !sent.includes(parameter))
      .map(({ parameter }) => `went without ${parameter}`),
  ];
}

/**
 * Sends the letters, at most so many unacknowledged, and leaves.
 *
 * @param chunk octets of the server per read
 * @param between what stands on the line
 * @param delay time of a packet in either direction
 */
export function run(
  { server, config }: Encounter,
  given: readonly TestMessage[],
  most: number,
  chunk?: number,
  between: (network: Network) => Network = (network) => network,
  delay = 0,
  choose?: Choose,
): Run {
  const world = createVirtualWorld(server, choose);
  const session = createSession(config);
  const witness = createWitness();
  const messages = given.map((message, index) => {
    const octets = encodeUtf8(contentOf(index, message));
    return {
      message: {
        from: parseReversePath("a@x.example"),
        to: message.to.map(parseRecipient),
        partial: message.partial,
        // What is not known to be 7-bit might be re-encoded unseen; that is looked at elsewhere.
        eightBit: message.eightBit ?? false,
        ...(message.asks ? { parameters: mailOptionParameters(message.asks) } : {}),
        ...(message.inMemory ? { size: octets.length } : {}),
      },
      body: { pieces: piecesOf(octets) },
    };
  });
  function* whole() {
    const settled = yield* withMessages(deliverMany(session, most), messages);
    yield* quitAndClose(session);
    return settled;
  }
  const { outcome } = driveScript(witnessed(whole(), witness), between(world), {
    token: "a.bearer.token",
    delay,
    maxEffects: 100_000,
    ...(chunk === undefined ? {} : { chunk }),
  });
  if ("error" in outcome) throw outcome.error;
  const { tls = "auto", credentials, wishes, proven } = config;
  const free = tls === "none" || (tls === "auto" && (credentials?.allowCleartext ?? true));
  const { faults } = observeSession(witness.crossings, {
    allowCleartext: credentials?.allowCleartext ?? false,
    clearMail: wishes?.TLS === undefined ? free : wishes.TLS !== "require",
    proven: proven?.includes("CHUNKING") ?? false,
    secrets: [],
  });
  const { accepted } = world.mailbox;
  return {
    settled: outcome.result,
    faults,
    mailbox: accepted,
    config,
    open: session.connection.open,
  };
}

/** Lists all differences between the reported outcomes and the server's mailbox. */
export function wrong(
  { settled, mailbox, faults, config, open }: Run,
  given: readonly TestMessage[],
  most: number,
): string[] {
  const found = [...faults, ...(open ? ["left the connection open"] : [])];
  if (String(settled.map(({ index }) => index)) !== String(given.map((_, index) => index))) {
    found.push(`told of ${settled.map(({ index }) => index)}`);
  }
  let dragged = 0;
  for (const { index, outcome } of settled) {
    const message = given[index] as TestMessage;
    if ("error" in outcome && !SmtpError.is(outcome.error)) found.push(String(outcome.error));
    const forms = formsOf(index, message);
    const copies = mailbox.filter(({ content }) => forms.includes(decodeUtf8(content)));
    for (const { parameters } of copies) {
      found.push(...askedWrongly(message, parameters, config).map((one) => `${index} ${one}`));
    }
    const has = copies.flatMap(({ to }) => to);
    if (new Set(has).size !== has.length) found.push(`letter ${index} came twice`);
    const recipients = recipientsOf(outcome as Result);
    if (String(recipients.map(({ address }) => address)) !== String(message.to)) {
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
      (one) => !message.to.map((to) => formatMailbox(parseRecipient(to))).includes(one),
    );
    found.push(...strangers.map((one) => `${one} is a stranger`));
    dragged = draggedDown(outcome) ? dragged + 1 : 0;
    if (dragged >= most) found.push(`${dragged + 1} unknown at once`);
  }
  const known = given.flatMap((message, index) => formsOf(index, message));
  for (const { content } of mailbox) {
    if (!known.includes(decodeUtf8(content))) found.push("a message that nobody sent");
  }
  return found;
}

/** Unknown because the connection ended with a message before it. */
function draggedDown(outcome: Settled["outcome"]): boolean {
  const error = "error" in outcome && SmtpError.is(outcome.error) ? outcome.error : undefined;
  return error?.code === "OUTCOME_UNKNOWN" && /message before it/.test(String(error.cause));
}
