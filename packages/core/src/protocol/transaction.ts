/** One message on its way: its envelope, what became of each recipient, what was left out. */
import type { Mailbox } from "./address.ts";
import { formatMailbox } from "./address.ts";
import type { Parameter } from "./command.ts";
import { hasEightBit, headerEnd, Source } from "./content.ts";
import type { Script } from "./effects.ts";
import type { RecipientOutcome } from "./outcome.ts";
import type { Reply } from "./reply.ts";
import { choiceOf, type Session } from "./session.ts";
import { concat } from "./wire.ts";

/** A message as the client hands it to `deliver`, checked. Its content comes by pull effects. */
export interface OutgoingMessage {
  /** The reverse-path; `null` is `<>`. */
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  /** Octets of the message, when known beforehand. */
  readonly size?: number;
  /** Whether it has octets over 127, when known beforehand. */
  readonly eightBit?: boolean;
  /** `refuse`: nothing is sent unless every recipient is accepted. */
  readonly partial?: "accept" | "refuse";
  /** The connection rested before this message: its first flight must not be complete (it may be dead). */
  readonly idle?: boolean;
}

/** What the message itself needs of the server. */
export interface Needs {
  /** `undefined`: not known before all of it was seen. */
  readonly eightBit: boolean | undefined;
  readonly utf8: boolean;
  readonly size: number | undefined;
}

/** One recipient, as the transaction goes. */
export interface RecipientState {
  readonly mailbox: Mailbox;
  outcome: "pending" | "accepted" | "rejected";
  temporary: boolean;
  reply?: Reply;
}

/** The state of one message; it outlives reconnecting. */
export interface Transaction {
  readonly message: OutgoingMessage;
  readonly source: Source;
  needs: Needs;
  readonly recipients: readonly RecipientState[];
  /** Causes for which something was already tried again: one retry per cause. */
  causes: readonly string[];
  contentOctets: number;
  /** The last octet of the content was handed to the connection. */
  handedOver: boolean;
  /** Content may be seen by the server as 7-bit only: an octet over 127 must not be sent. */
  sevenBit: boolean;
}

/** How much is read before MAIL: a small message whole, of a large one the header section and some of the rest. */
const ENOUGH = [65_536, 262_144] as const;

/** The state of a message of which nothing is known yet. */
export function createTransaction(message: OutgoingMessage): Transaction {
  return {
    message,
    source: new Source(),
    needs: { eightBit: message.eightBit, utf8: false, size: message.size },
    recipients: message.to.map((mailbox) => ({ mailbox, outcome: "pending", temporary: false })),
    causes: [],
    contentOctets: 0,
    handedOver: false,
    sevenBit: false,
  };
}

/** Reads as much of the message as the plan needs to know. */
export function* survey(transaction: Transaction): Script<void> {
  const { message, source } = transaction;
  let header = -1;
  for (const enough of ENOUGH) {
    let piece: Uint8Array | null = null;
    do piece = yield* source.next();
    while (piece !== null && source.keptOctets < enough);
    header = headerEnd(joined(source));
    if (header !== -1 || piece === null) break;
  }
  const seen = joined(source);
  const head = header === -1 ? seen : seen.subarray(0, header);
  yield* source.restart();
  const addresses = [message.from, ...message.to].filter((mailbox) => mailbox !== null);
  transaction.needs = {
    eightBit: source.whole
      ? hasEightBit(seen)
      : (message.eightBit ?? (hasEightBit(seen) || undefined)),
    utf8: hasEightBit(head) || addresses.some(({ ascii, asciiDomain }) => !ascii || !asciiDomain),
    size: source.whole ? source.keptOctets : message.size,
  };
}

function joined({ kept }: Source): Uint8Array {
  return kept.length === 1 && kept[0] ? kept[0] : concat(kept);
}

/** The parameters of MAIL: only what is needed or wished, and was not refused before. */
export function mailParameters(session: Session, transaction: Transaction): readonly Parameter[] {
  const { needs } = transaction;
  const parameters: Parameter[] = [];
  if (needs.size !== undefined && choiceOf(session, "SIZE").way === "declared") {
    parameters.push({ keyword: "SIZE", value: String(needs.size), extension: "SIZE" });
  }
  if (needs.eightBit !== false && choiceOf(session, "8BITMIME").way === "BODY=8BITMIME") {
    parameters.push({ keyword: "BODY", value: "8BITMIME", extension: "8BITMIME" });
  }
  if (needs.utf8) parameters.push({ keyword: "SMTPUTF8", extension: "SMTPUTF8" });
  return parameters;
}

/** Those of MAIL's parameters, as written, that the message can do without. */
export function droppable(
  { wishes }: Session,
  { needs }: Transaction,
  parameters: readonly string[],
): readonly string[] {
  return parameters.filter((parameter) => {
    if (parameter.startsWith("SIZE=")) return wishes.SIZE !== "require";
    const mayBeBare = needs.eightBit !== true && wishes["8BITMIME"] !== "require";
    return parameter.startsWith("BODY=") && mayBeBare;
  });
}

/** What became of the recipients, as the caller is told. */
export function outcomes(
  { recipients }: Transaction,
  pending: Omit<RecipientOutcome, "address">,
  accepted: Omit<RecipientOutcome, "address"> = pending,
): readonly RecipientOutcome[] {
  return Object.freeze(
    recipients.map(({ mailbox, outcome, temporary, reply }) => {
      const address = formatMailbox(mailbox);
      if (outcome === "rejected") {
        return Object.freeze({ address, outcome, temporary, ...(reply ? { reply } : {}) });
      }
      return Object.freeze({ address, ...(outcome === "accepted" ? accepted : pending) });
    }),
  );
}

/** How many recipients the server took so far. */
export function acceptedCount({ recipients }: Transaction): number {
  return recipients.filter(({ outcome }) => outcome === "accepted").length;
}

/** All or none was asked for, and somebody was refused. */
export function refusesPartly({ message, recipients }: Transaction): boolean {
  return message.partial === "refuse" && recipients.some(({ outcome }) => outcome === "rejected");
}
