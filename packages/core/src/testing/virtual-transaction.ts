/** The mail transactions of a virtual server: MAIL, RCPT, DATA, BDAT and their ends (RFC 5321 3.3, RFC 3030). */
import { join } from "./octets.ts";
import type { ReplyName } from "./ordinary-replies.ts";
import { matches } from "./personality.ts";
import { announcedRecipients, checkParameters, readPath } from "./virtual-parameters.ts";
import { fillPlaceholder, getObjection, say } from "./virtual-replies.ts";
import {
  type CommandResult,
  ifGood,
  note,
  type State,
  withoutContent,
  withoutTransaction,
} from "./virtual-state.ts";

const beyondAscii: RegExp = /[\u{80}-\u{10FFFF}]/u;
const MAILBOX_SYNTAX: RegExp = /^(?:.*@[^@\s]+|postmaster)$/isu;

/** Returns the most octets of a message. */
function sizeLimit({ server, offered }: State): number {
  const listed = offered.map((line) => /^SIZE ([1-9]\d*)$/i.exec(line)?.[1]).find(Boolean);
  return server.personality.size ?? Number(listed ?? Number.POSITIVE_INFINITY);
}

/** MAIL (RFC 5321 4.1.1.2). */
export function runMail(state: State, argument: string): CommandResult {
  const { requireAuth, refuse = [] } = state.server.personality;
  if (requireAuth && state.user === undefined) {
    return { lines: say(state, "MAIL before AUTH") };
  }
  const path = readPath("FROM:", argument);
  if (!path) return { lines: say(state, "MAIL syntax") };
  const { address: from, parameters } = path;
  const declared = parameters.find((parameter) => /^SIZE=/i.test(parameter))?.slice(5);
  const wrong =
    (state.transaction && getObjection(state, "MAIL twice")) ??
    objectionToParameters(state, "MAIL", parameters) ??
    (from === "" || MAILBOX_SYNTAX.test(from)
      ? undefined
      : getObjection(state, "MAIL address", from)) ??
    (beyondAscii.test(from) && !declares(parameters, "SMTPUTF8")
      ? getObjection(state, "MAIL SMTPUTF8", from)
      : undefined) ??
    (Number(declared ?? 0) > sizeLimit(state) ? getObjection(state, "MAIL SIZE") : undefined);
  if (wrong) return wrong;
  const refusal = refuse.find(({ sender }) => sender !== undefined && matches(sender, from));
  return {
    lines: refusal ? [fillPlaceholder(refusal.reply, from)] : say(state, "MAIL", from),
    effect: ifGood((before) => ({
      ...withoutTransaction(before),
      transaction: { from, parameters, recipients: [], chunked: false, failed: false },
    })),
  };
}

/** RCPT (RFC 5321 4.1.1.3). */
export function runRcpt(state: State, argument: string): CommandResult {
  const { refuse = [], maxRecipients = announcedRecipients(state.offered) } =
    state.server.personality;
  const { transaction } = state;
  if (!transaction) return { lines: say(state, "RCPT before MAIL") };
  const path = readPath("TO:", argument);
  if (!path) return { lines: say(state, "RCPT syntax") };
  const { address, parameters } = path;
  const wrong =
    objectionToParameters(state, "RCPT", parameters) ??
    (MAILBOX_SYNTAX.test(address) ? undefined : getObjection(state, "RCPT address", address)) ??
    (beyondAscii.test(address) && !declares(transaction.parameters, "SMTPUTF8")
      ? getObjection(state, "RCPT SMTPUTF8", address)
      : undefined);
  if (wrong) return wrong;
  const refusal = refuse.find(
    ({ recipient, afterContent }) =>
      recipient !== undefined && !afterContent && matches(recipient, address),
  );
  if (refusal) return { lines: [fillPlaceholder(refusal.reply, address)] };
  if (transaction.recipients.length >= maxRecipients) {
    return { lines: say(state, "RCPT too many") };
  }
  const recipients = [...transaction.recipients, { address, parameters }];
  return {
    lines: say(state, "RCPT", address),
    effect: ifGood((before) => ({ ...before, transaction: { ...transaction, recipients } })),
  };
}

/** DATA (RFC 5321 4.1.1.4). Only after 354 the next octets are content. */
export function runData(state: State): CommandResult {
  const { transaction } = state;
  const name = !transaction
    ? "DATA before MAIL"
    : transaction.recipients.length === 0
      ? "DATA before RCPT"
      : transaction.chunked || declares(transaction.parameters, "BODY=BINARYMIME")
        ? "DATA after BDAT"
        : "DATA";
  return {
    lines: say(state, name),
    effect: (before, code) =>
      code >= 300 && code < 400
        ? { ...before, ...withoutContent, reading: { as: "lines-to-dot", at: "line-start" } }
        : before,
  };
}

/** The end of DATA's content. The transaction is over, whatever the reply (RFC 5321 4.1.1.4). */
export function endOfData(state: State): CommandResult {
  if (state.server.personality.lmtp) return endForEach(state);
  return {
    lines: say(state, objectionToContent(state, "CONTENT before RCPT") ?? "CONTENT"),
    effect: (before, code) => withoutTransaction(code < 300 ? accept(before) : before),
  };
}

/** The end of a chunk. A refusal blocks the transaction until RSET (RFC 3030 2). */
export function endOfChunk(state: State, last: boolean): CommandResult {
  if (last && state.server.personality.lmtp && !state.transaction?.failed) return endForEach(state);
  const { transaction, octets } = state;
  const name = transaction?.failed
    ? "BDAT before RCPT"
    : (objectionToContent(state, "BDAT before RCPT") ?? (last ? "BDAT last" : "BDAT"));
  return {
    lines: say(state, name, String(octets)),
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

function objectionToParameters(
  state: State,
  verb: "MAIL" | "RCPT",
  given: readonly string[],
): Pick<CommandResult, "lines"> | undefined {
  const { server, offered } = state;
  const { name, parameter } =
    checkParameters(verb, given, offered, server.personality.parameters) ?? {};
  return name && getObjection(state, name, parameter);
}

function deliveredTo(address: string): string {
  return `250 2.1.5 <${address}> Delivered`;
}

/** Returns one reply for every accepted recipient, as LMTP requires (RFC 2033 4.2); no reply without recipients. */
function endForEach(state: State): CommandResult {
  const { refuse = [] } = state.server.personality;
  const name = objectionToContent(state, "CONTENT before RCPT");
  const recipients = (state.transaction?.recipients ?? []).map((recipient) => {
    const { address } = recipient;
    const refusal = refuse.find(
      ({ recipient: pattern, afterContent }) =>
        pattern !== undefined && afterContent && matches(pattern, address),
    );
    const [line = ""] = name ? say(state, name) : [refusal?.reply ?? deliveredTo(address)];
    return { recipient, line };
  });
  return {
    lines: recipients.map(({ line }) => line),
    effect: (before, _code, lines) => {
      const taken = recipients.filter((_, at) => lines[at]?.startsWith("2"));
      const transaction = before.transaction && {
        ...before.transaction,
        recipients: taken.map(({ recipient }) => recipient),
      };
      return withoutTransaction(accept({ ...before, transaction }));
    },
  };
}

function objectionToContent(state: State, withoutRecipients: ReplyName): ReplyName | undefined {
  if (!state.transaction?.recipients.length) return withoutRecipients;
  return state.octets > sizeLimit(state) ? "CONTENT size" : undefined;
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
