/**
 * Creates SmtpErrors for failures of the connection, refusals and unmet requirements: one sentence that says what
 * happened, one that says what it means or what to do.
 */

import { commandName } from "../command/command.ts";
import type { Feature } from "../plan/feature.ts";
import type { Choice } from "../plan/plan.ts";
import { decisionOf, decisionsUntil } from "../plan/session-plan.ts";
import { announcesClose, formatReply, type Reply } from "../reply/reply.ts";
import { ReplySyntaxError } from "../reply/reply-parser.ts";
import type { Reaction, Reason } from "../reply/situation.ts";
import type { Session } from "../session/session.ts";
import { explainBlockedPort } from "./blocked-port.ts";
import { type Phase, SmtpError, type SmtpErrorCode, type SmtpErrorDetails } from "./errors.ts";
import { cutText } from "./escape.ts";
import { OutOfSyncError } from "./out-of-sync.ts";
import { TransportError, type TransportErrorKind } from "./transport-error.ts";

/** The most characters of a server's list in a sentence. */
const MAX_LIST_CHARACTERS = 200;
/** The most characters of a reply that a sentence quotes. The error has more of the reply as data. */
const MAX_QUOTED_CHARACTERS = 500;

/** What an error says about the message, if one was being sent. */
export type ErrorContext = Partial<
  Pick<SmtpErrorDetails, "recipients" | "command" | "reply" | "cause" | "decisions">
>;

const CONNECTING: Record<TransportErrorKind, readonly [SmtpErrorCode, SmtpErrorDetails["retry"]]> =
  {
    refused: ["CONNECT_FAILED", "later"],
    unresolved: ["CONNECT_FAILED", "later"],
    unreachable: ["CONNECT_FAILED", "later"],
    "not-permitted": ["CONNECT_FAILED", "never"],
    certificate: ["CERTIFICATE_REFUSED", "never"],
    handshake: ["TLS_FAILED", "later"],
    reset: ["CONNECTION_LOST", "now"],
    timeout: ["TIMEOUT", "later"],
    expired: ["TIMEOUT", "later"],
    aborted: ["ABORTED", "now"],
  };

/** Whether a value is the kind of a TransportError. */
export function isTransportErrorKind(kind: unknown): kind is TransportErrorKind {
  return typeof kind === "string" && Object.hasOwn(CONNECTING, kind);
}

const PHASE_PHRASES: Record<Phase, string> = {
  connect: "while connecting",
  greeting: "before the server's greeting",
  ehlo: "while greeting the server",
  tls: "while starting TLS",
  auth: "while authenticating",
  ready: "between two messages",
  envelope: "while sending the envelope",
  content: "while sending the message",
  final: "after the whole message was sent",
  quit: "while leaving",
};

/** Converts an error from below SMTP, or for invalid reply lines, to an SmtpError. */
export function toConnectionError(
  session: Session,
  error: unknown,
  phase: Phase,
  particulars: ErrorContext = {},
): SmtpError {
  const at = `${session.config.host}:${session.target.port}`;
  const decisions = decisionsUntil(session, phase);
  if (error instanceof ReplySyntaxError) {
    return new SmtpError(
      `${at} did not speak SMTP ${PHASE_PHRASES[phase]}: ${error.message} Check host, port and TLS mode.`,
      {
        code: "PROTOCOL_VIOLATION",
        phase,
        retry: "later",
        decisions,
        ...particulars,
        cause: error,
      },
    );
  }
  if (error instanceof OutOfSyncError) {
    return new SmtpError(
      `${at} lost its place in the conversation ${PHASE_PHRASES[phase]}: ${error.message} The connection was closed.`,
      { code: "PROTOCOL_VIOLATION", phase, retry: "later", decisions, ...particulars },
    );
  }
  if (!(error instanceof TransportError)) throw error;
  const [code, usual] = CONNECTING[error.kind];
  const retry = error.permanent ? "never" : usual;
  const advice = adviceAbout(session, error, phase) + otherAddresses(session, phase);
  return new SmtpError(`${at} failed ${PHASE_PHRASES[phase]}: ${error.message}${advice}`, {
    code,
    phase,
    retry,
    decisions,
    cause: error,
    ...particulars,
  });
}

/** Returns what to do about a failed connection, as a sentence to append. */
function adviceAbout(
  { target, secondConnection }: Session,
  error: TransportError,
  phase: Phase,
): string {
  const { kind, remoteAddress } = error;
  if (kind === "certificate") return ` ${CERTIFICATE_ADVICE}`;
  if (kind === "timeout" && phase === "greeting" && target.tls !== "implicit") {
    // The error itself describes the result.
    if (secondConnection === "tried") return "";
    return ` ${SILENT_GREETING_ADVICE}`;
  }
  if (kind !== "timeout" || phase !== "connect") return "";
  const tls = target.tls === "implicit";
  // If TCP is connected, the port is not blocked.
  if (remoteAddress !== undefined) return tls ? ` The ${SILENT_HANDSHAKE}` : "";
  const blocked = ` ${explainBlockedPort(target.port)}`;
  return tls ? `${blocked} If the port is open, the ${SILENT_HANDSHAKE}` : blocked;
}

/** Returns the addresses of the host that failed, as a sentence to append. */
function otherAddresses({ avoid }: Session, phase: Phase): string {
  if (avoid.length === 0 || (phase !== "connect" && phase !== "greeting")) return "";
  return ` Other addresses of the host did not serve either: ${avoid.join(", ")}.`;
}

const SILENT_HANDSHAKE =
  'server does not answer the TLS handshake: set tls: "starttls" if the port begins in clear text.';

const SILENT_GREETING_ADVICE =
  'The port may expect TLS from the first byte: set tls: "implicit", or use port 587.';

const CERTIFICATE_ADVICE =
  "Nothing was sent, because the server that answers there did not prove that it has the requested name.";

/** Returns a reply as one line for a sentence. */
export function quoteReply(reply: Reply): string {
  return cutText(formatReply(reply), MAX_QUOTED_CHARACTERS);
}

/** Returns the command that the last reply answered, as `{ command }` for an error; `{}` for any other reply. */
export function commandAnswered(
  { connection: { lastAnswer: answered } }: Session,
  reply: Reply,
): { readonly command?: string } {
  return answered?.reply === reply ? { command: commandName(answered.command) } : {};
}

/** Creates the SmtpError for a refusal by the server. */
export function createRefusalError(
  session: Session,
  code: SmtpErrorCode,
  phase: Phase,
  what: string,
  reply: Reply,
  reaction: Reaction,
  particulars: ErrorContext = {},
): SmtpError {
  const temporary = announcesClose(reply) || (reply.code >= 400 && reply.code < 500);
  const retry = temporary ? "later" : reaction.retry;
  const later = retry === "later" ? " It may be accepted later." : "";
  const then = later + otherAddresses(session, phase);
  return new SmtpError(`${what}: the server answered "${quoteReply(reply)}".${then}`, {
    code,
    phase,
    reply,
    retry: retry === "now" ? "never" : retry,
    decisions: decisionsUntil(session, phase),
    ...commandAnswered(session, reply),
    ...particulars,
  });
}

const REASON_PHRASES: Partial<Record<Reason, string>> = {
  avoided: "the wishes avoid it",
  "not-needed": "the message does not need it",
  "not-offered": "the server does not offer it",
  masked: "something between here and the server masks its offer",
  withdrawn:
    "the server offered it before and does not now, so somebody on the way may take it out",
  "not-possible-here": "this version or runtime cannot do it",
  "out-of-limits": "the request is not within the limits that the server announced",
  hint: "the server refused it in an earlier session",
  "hint-unanswered": "the server did not answer it in an earlier session",
  "too-costly": "the server asks for more work than this client does",
  "tls-required": "it makes sense over TLS only",
  unverified: "the server's certificate was not checked",
  "handshake-failed": "the TLS handshake failed",
  "tls-unavailable": "TLS is not available",
  unproven: "the server has not proved that it supports it",
  "no-other-server": "no other server was named",
  disconnected: "the server closed the connection on it",
  silence: "the server never answered it",
  garbage: "the server answered it with garbage",
};

/** Creates one error for all unmet requirements; nothing that needs them was sent. */
export function createUnmetError(
  session: Session,
  choices: readonly Choice[],
  phase: Phase,
  particulars: ErrorContext = {},
  advice?: string,
): SmtpError {
  const reasons = choices.map(
    (choice) => `${choice.feature} (${describeUnavailability(session, choice)})`,
  );
  const decisions = choices.map((choice) =>
    Object.freeze({
      ...decisionOf(session, choice),
      outcome: "unmet",
      method: "nothing",
    } as const),
  );
  const reply = decisions.find((decision) => decision.reply)?.reply;
  const { command } =
    session.serverKnowledge.allExcludedMethods.findLast(
      (entry) => entry.reply === reply && choices.some(({ feature }) => feature === entry.feature),
    ) ?? {};
  const only = choices.length === 1 ? choices[0]?.feature : undefined;
  return new SmtpError(
    `${session.config.host} cannot do what is required: ${reasons.join(", ")}. No mail was sent. ${advice ?? adviceOf(session, choices, only)}`,
    {
      code: only === "AUTH" ? "AUTH_UNAVAILABLE" : "FEATURE_UNMET",
      phase,
      retry: reply && reply.code < 500 ? "later" : "never",
      decisions: Object.freeze([
        ...decisionsUntil(session, phase).filter((known) =>
          choices.every(({ feature }) => feature !== known.feature),
        ),
        ...decisions,
      ]),
      ...(reply ? { reply } : {}),
      ...(command === undefined ? {} : { command }),
      ...particulars,
    },
  );
}

/** Describes in half a sentence why a feature is not available. */
export function describeUnavailability(session: Session, choice: Choice): string {
  const { reason, reply } = decisionOf(session, choice);
  if (reply) return `the server answered "${quoteReply(reply)}"`;
  if (choice.feature === "AUTH" && reason !== "disconnected") {
    const offered =
      cutText(session.connection.capabilities.auth.join(", "), MAX_LIST_CHARACTERS) || "none";
    const have = session.mechanisms.map(({ name }) => name).join(", ") || "none";
    return `no common mechanism: the server offers ${offered}; the client has ${have}`;
  }
  // A failed handshake does not explain why the other methods were not tried.
  const others = reason === "handshake-failed" ? choice.skipped : [];
  const reasons = new Map(others.map((each) => [each.reason, describeReason(each.reason)]));
  reasons.delete(reason as Reason);
  const last = reason ? describeReason(reason) : "no way is left";
  return [...reasons.values(), last].join("; ");
}

function describeReason(reason: Reason): string {
  return REASON_PHRASES[reason] ?? reason;
}

const CRAM_MD5 = "CRAM-MD5";
const CRAM_MD5_ADVICE =
  'The server offers CRAM-MD5, which is one import away: set mechanisms: [...defaultMechanisms, cramMd5], with cramMd5 from the subpath "cram-md5" of this package.';

/** Returns what the user who required the feature can do. */
function adviceOf(
  { config: { wishes = {}, credentials }, connection, mechanisms }: Session,
  choices: readonly Choice[],
  feature: Feature | undefined,
): string {
  if (feature === "TLS" && wishes.TLS === "avoid") {
    return 'The server wants TLS: raise the wish to "prefer", or take another server.';
  }
  if (feature === "TLS" && credentials && !credentials.allowCleartext) {
    return "Credentials need TLS unless `auth.allowCleartext` is set; a server for development may be meant to be used without `auth`.";
  }
  if (feature === "REQUIRETLS") {
    return "It is never dropped: take another server, or leave it out.";
  }
  const { auth } = connection.capabilities;
  const isAuth = choices.some(({ feature: lacking }) => lacking === "AUTH");
  const lacksMd5 = auth.includes(CRAM_MD5) && !mechanisms.some(({ name }) => name === CRAM_MD5);
  if (isAuth && lacksMd5 && credentials?.pass !== undefined) return CRAM_MD5_ADVICE;
  const wished = choices.some((choice) => wishes[choice.feature] === "require");
  return wished ? 'Take another server, or lower the wish to "prefer".' : "Take another server.";
}
