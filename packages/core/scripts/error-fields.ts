/** For the pages in docs/errors: what an error of each code holds. */
import type { Phase, SmtpErrorCode, SmtpErrorDetails } from "../src/protocol/errors.ts";

/** The fields that differ from code to code; the others are the same everywhere. */
export interface ErrorFields {
  readonly phases: readonly Phase[];
  readonly retry: readonly SmtpErrorDetails["retry"][];
  /** Where `reply` is there: what it is. */
  readonly reply?: string;
  /** Where a message was under way: what its recipients hold. */
  readonly recipients?: string;
  readonly cause?: string;
}

const ANYWHERE: readonly Phase[] = [
  "connect",
  "greeting",
  "ehlo",
  "tls",
  "auth",
  "ready",
  "envelope",
  "content",
];
const NOT_SENT = "every recipient is `not-sent`";
const TRANSPORT = "a `TransportError`, whose `kind` is ";

/** By error code. */
export const FIELDS: Readonly<Record<SmtpErrorCode, ErrorFields>> = {
  CONNECT_FAILED: {
    phases: ["connect"],
    retry: ["later", "never"],
    recipients: NOT_SENT,
    cause: `${TRANSPORT}\`refused\`, \`unresolved\`, \`unreachable\`, or \`not-permitted\` where the runtime forbids it`,
  },
  CONNECTION_LOST: {
    phases: ANYWHERE,
    retry: ["now"],
    recipients: "`not-sent`, and `rejected` for those that were refused before",
    cause: `${TRANSPORT}\`reset\``,
  },
  TIMEOUT: {
    phases: ANYWHERE,
    retry: ["later"],
    recipients: "`not-sent`, and `rejected` for those that were refused before",
    cause: `${TRANSPORT}\`timeout\`; its message names what was waited for`,
  },
  ABORTED: {
    phases: ANYWHERE,
    retry: ["now"],
    recipients: "`not-sent`, and `rejected` for those that were refused before",
    cause: `${TRANSPORT}\`aborted\`; its own \`cause\` is the signal's reason`,
  },
  CLOSED: { phases: ["ready"], retry: ["never"] },
  PROTOCOL_VIOLATION: {
    phases: ANYWHERE,
    retry: ["later", "never"],
    reply: "the reply that does not fit, where it was a reply",
    recipients: NOT_SENT,
    cause:
      "a `ReplySyntaxError` with the offending line, where it was no reply; a `DistrustError`, where the server failed to prove itself",
  },
  SERVER_UNAVAILABLE: {
    phases: ["greeting", "ehlo", "tls", "auth", "ready", "envelope", "final"],
    retry: ["later", "never"],
    reply: "the refusal, mostly 421",
    recipients: "`not-sent`, or `rejected` and temporary",
  },
  GREETING_REFUSED: {
    phases: ["greeting", "ehlo"],
    retry: ["later", "never"],
    reply: "the refusal, such as 554 or 550",
    recipients: NOT_SENT,
  },
  CERTIFICATE_REFUSED: {
    phases: ["connect", "tls"],
    retry: ["never"],
    recipients: NOT_SENT,
    cause: `${TRANSPORT}\`certificate\``,
  },
  TLS_FAILED: {
    phases: ["connect", "tls"],
    retry: ["later"],
    recipients: NOT_SENT,
    cause: `${TRANSPORT}\`handshake\``,
  },
  FEATURE_UNMET: {
    phases: ["ehlo", "tls", "auth", "ready", "envelope", "content"],
    retry: ["later", "never"],
    reply: "the refusal, where a reply contradicted the plan",
    recipients: NOT_SENT,
  },
  AUTH_REFUSED: {
    phases: ["auth"],
    retry: ["never"],
    reply: "the refusal, mostly 535; none when the server closed the connection on the credentials",
    recipients: NOT_SENT,
  },
  AUTH_UNAVAILABLE: {
    phases: ["auth"],
    retry: ["never"],
    reply:
      "the refusal of the last mechanism, where one was tried; the challenge, where it asks for too much work",
    recipients: NOT_SENT,
    cause: "a `TooCostlyError`, where a challenge asks for more work than this client does",
  },
  AUTH_TEMPORARY: {
    phases: ["auth"],
    retry: ["later"],
    reply: "the refusal, such as 454; absent where no token could be had",
    recipients: NOT_SENT,
    cause:
      "what `auth.token` threw, where no token could be had; where it shows a credential that can be recognized, a copy with that masked",
  },
  AUTH_REQUIRED: {
    phases: ["envelope"],
    retry: ["never"],
    reply: "the refusal, mostly 530",
    recipients: "`rejected` or `not-sent`",
  },
  SENDER_REFUSED: {
    phases: ["envelope"],
    retry: ["later", "never"],
    reply: "the answer to MAIL",
    recipients: "every recipient is `rejected`, with the same reply",
  },
  RECIPIENTS_REFUSED: {
    phases: ["envelope"],
    retry: ["later", "never"],
    reply: "that of the first recipient that was refused",
    recipients:
      "`rejected`, each with its own reply; `not-sent` for those that were accepted in vain",
  },
  MESSAGE_REFUSED: {
    phases: ["envelope", "final"],
    retry: ["later", "never"],
    reply: "the answer to DATA, BDAT or the message itself",
    recipients: "every recipient is `rejected`",
  },
  MESSAGE_TOO_LARGE: {
    phases: ["envelope", "final"],
    retry: ["never"],
    reply: "the refusal; absent where the size was held against the limit before anything was sent",
    recipients: "`not-sent`, or `rejected` where the server refused",
  },
  BODY_FAILED: {
    phases: ["envelope", "content"],
    retry: ["never"],
    recipients: NOT_SENT,
    cause: "what the stream threw",
  },
  BODY_SPENT: { phases: ["content"], retry: ["never"], recipients: NOT_SENT },
  OUTCOME_UNKNOWN: {
    phases: ["final"],
    retry: ["never"],
    recipients: "`unknown` for those that were accepted before, `rejected` for the others",
    cause: "what ended the connection",
  },
};
