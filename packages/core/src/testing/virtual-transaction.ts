/** Mail transactions as a virtual server sees them: MAIL, RCPT, DATA, BDAT and what ends them (RFC 5321 3.3, RFC 3030). */
import { join } from "./octets.ts";
import { matches } from "./personality.ts";
import { checkParameters, readPath } from "./virtual-parameters.ts";
import {
  ifGood,
  note,
  type State,
  type Verdict,
  withoutContent,
  withoutTransaction,
} from "./virtual-state.ts";

const beyondAscii: RegExp = /[\u{80}-\u{10FFFF}]/u;
const mailbox: RegExp = /^(?:.*@[^@\s]+|postmaster)$/isu;

/** The octets that a message may have. */
function sizeLimit({ server, offered }: State): number {
  const listed = offered.map((line) => /^SIZE ([1-9]\d*)$/i.exec(line)?.[1]).find(Boolean);
  return server.personality.size ?? Number(listed ?? Number.POSITIVE_INFINITY);
}

/** MAIL (RFC 5321 4.1.1.2). */
export function mail(state: State, argument: string): Verdict {
  const { requireAuth, refuse = [] } = state.server.personality;
  if (state.transaction) return { lines: ["503 5.5.1 Nested MAIL command"] };
  if (requireAuth && state.user === undefined) {
    return { lines: ["530 5.7.0 Authentication required"] };
  }
  const path = readPath("FROM:", argument);
  if (!path) return { lines: ["501 5.5.4 Syntax: MAIL FROM:<address> [parameters]"] };
  const { address: from, parameters } = path;
  const objection = checkParameters("MAIL", parameters, state.offered);
  if (objection) return { lines: [objection] };
  if (from !== "" && !mailbox.test(from)) return { lines: ["501 5.1.7 Bad sender address"] };
  if (beyondAscii.test(from) && !declares(parameters, "SMTPUTF8")) {
    return { lines: ["553 5.6.7 This address needs SMTPUTF8"] };
  }
  const declared = parameters.find((parameter) => /^SIZE=/i.test(parameter))?.slice(5);
  if (Number(declared ?? 0) > sizeLimit(state)) {
    return { lines: ["552 5.3.4 Message size exceeds fixed limit"] };
  }
  const refusal = refuse.find(({ sender }) => sender !== undefined && matches(sender, from));
  return {
    lines: [refusal?.reply ?? "250 2.1.0 Sender ok"],
    effect: ifGood((before) => ({
      ...withoutTransaction(before),
      transaction: { from, parameters, recipients: [], chunked: false, failed: false },
    })),
  };
}

/** RCPT (RFC 5321 4.1.1.3). */
export function rcpt(state: State, argument: string): Verdict {
  const { refuse = [], maxRecipients = Number.POSITIVE_INFINITY } = state.server.personality;
  const { transaction } = state;
  if (!transaction) return { lines: ["503 5.5.1 Need MAIL command"] };
  const path = readPath("TO:", argument);
  if (!path) return { lines: ["501 5.5.4 Syntax: RCPT TO:<address> [parameters]"] };
  const { address, parameters } = path;
  const objection = checkParameters("RCPT", parameters, state.offered);
  if (objection) return { lines: [objection] };
  if (!mailbox.test(address)) return { lines: ["501 5.1.3 Bad recipient address"] };
  if (beyondAscii.test(address) && !declares(transaction.parameters, "SMTPUTF8")) {
    return { lines: ["553 5.6.7 This address needs SMTPUTF8"] };
  }
  const refusal = refuse.find(
    ({ recipient }) => recipient !== undefined && matches(recipient, address),
  );
  if (refusal) return { lines: [refusal.reply] };
  if (transaction.recipients.length >= maxRecipients) {
    return { lines: ["452 4.5.3 Too many recipients"] };
  }
  const recipients = [...transaction.recipients, { address, parameters }];
  return {
    lines: ["250 2.1.5 Recipient ok"],
    effect: ifGood((before) => ({ ...before, transaction: { ...transaction, recipients } })),
  };
}

/** DATA (RFC 5321 4.1.1.4). Only 354 makes what follows content. */
export function data({ transaction }: State): Verdict {
  const line = !transaction
    ? "503 5.5.1 Need MAIL command"
    : transaction.recipients.length === 0
      ? "554 5.5.1 No valid recipients"
      : transaction.chunked || declares(transaction.parameters, "BODY=BINARYMIME")
        ? "503 5.5.1 BDAT only, for this message"
        : "354 End data with <CR><LF>.<CR><LF>";
  return {
    lines: [line],
    effect: (before, code) =>
      code >= 300 && code < 400
        ? { ...before, ...withoutContent, reading: { as: "lines-to-dot", at: "line-start" } }
        : before,
  };
}

/** The end of DATA's content. Whatever the reply, the transaction is over (RFC 5321 4.1.1.4). */
export function endOfData(state: State): Verdict {
  return {
    lines: [objectionToContent(state, "554 5.5.1 No valid recipients") ?? "250 2.0.0 Queued"],
    effect: (before, code) => withoutTransaction(code < 300 ? accept(before) : before),
  };
}

/** The end of a chunk. A refusal spoils the transaction until RSET (RFC 3030 section 2). */
export function endOfChunk(state: State, last: boolean): Verdict {
  const { transaction, octets } = state;
  const done = last ? "250 2.0.0 Queued" : `250 2.0.0 ${octets} octets so far`;
  const sequence = "503 5.5.1 Need MAIL and RCPT, or RSET";
  return {
    lines: [transaction?.failed ? sequence : (objectionToContent(state, sequence) ?? done)],
    effect: (before, code) => {
      if (code >= 300) {
        return {
          ...before,
          ...withoutContent,
          transaction: transaction && { ...transaction, failed: true },
        };
      }
      if (last) return withoutTransaction(accept(before));
      return { ...before, transaction: transaction && { ...transaction, chunked: true } };
    },
  };
}

function objectionToContent(state: State, withoutRecipients: string): string | undefined {
  if (!state.transaction?.recipients.length) return withoutRecipients;
  return state.octets > sizeLimit(state) ? "552 5.3.4 Message size exceeds fixed limit" : undefined;
}

function accept(state: State): State {
  const { transaction, connection, tls, user } = state;
  if (!transaction?.recipients.length) return state;
  const pieces: Uint8Array[] = [];
  for (let at = state.content; at; at = at.before) pieces.push(at.piece);
  return note(state, "accepted", {
    from: transaction.from,
    to: transaction.recipients.map(({ address }) => address),
    parameters: {
      mail: transaction.parameters,
      rcpt: transaction.recipients.map(({ parameters }) => parameters),
    },
    content: join(pieces.reverse()),
    connection,
    tls,
    ...(user === undefined ? {} : { user }),
  });
}

function declares(parameters: readonly string[], wanted: string): boolean {
  return parameters.some((parameter) => parameter.toUpperCase() === wanted);
}
