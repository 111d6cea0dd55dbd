/** For the pages in docs/errors: the fields of each error code. */
import type { Phase, SmtpErrorCode, SmtpErrorDetails } from "../src/protocol/errors/errors.ts";

/** The fields that differ from code to code; the others are the same everywhere. */
export interface ErrorFields {
  readonly phases: readonly Phase[];
  readonly retry: readonly SmtpErrorDetails["retry"][];
  /** Which reply it is, if there is one. */
  readonly reply?: string;
  /** The outcomes of the recipients, if a message was being sent. */
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
const TRANSPORT = "a `TransportError` with the `kind` ";

/** By error code. */
export const FIELDS: Readonly<Record<SmtpErrorCode, ErrorFields>> = {
  CONNECT_FAILED: {
    phases: ["connect"],
    retry: ["later", "never"],
    recipients: NOT_SENT,
    cause: `${TRANSPORT}\`refused\`, \`unresolved\`, \`unreachable\`, or \`not-permitted\` if the runtime forbids the connection`,
  },
  CONNECTION_LOST: {
    phases: ANYWHERE,
    retry: ["now"],
    recipients: "`not-sent`, and `rejected` for recipients refused earlier",
    cause: `${TRANSPORT}\`reset\``,
  },
  TIMEOUT: {
    phases: ANYWHERE,
    retry: ["later"],
    recipients: "`not-sent`, and `rejected` for recipients refused earlier",
    cause: `${TRANSPORT}\`timeout\`; its message names what the client waited for`,
  },
  ABORTED: {
    phases: ANYWHERE,
    retry: ["now"],
    recipients: "`not-sent`, and `rejected` for recipients refused earlier",
    cause: `${TRANSPORT}\`aborted\`; its own \`cause\` is the signal's reason`,
  },
  CLOSED: { phases: ["ready"], retry: ["never"] },
  PROTOCOL_VIOLATION: {
    phases: ANYWHERE,
    retry: ["later", "never"],
    reply: "the unexpected reply, if there was one",
    recipients: NOT_SENT,
    cause:
      "a `ReplySyntaxError` with the invalid line, if it was not a reply; a `MutualAuthenticationError`, if the server failed to prove its identity",
  },
  SERVER_UNAVAILABLE: {
    phases: ["greeting", "ehlo", "tls", "auth", "ready", "envelope", "final"],
    retry: ["later", "never"],
    reply: "the refusal, usually 421",
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
    reply: "the refusal, if a reply contradicted the plan",
    recipients: NOT_SENT,
  },
  AUTH_REFUSED: {
    phases: ["auth"],
    retry: ["never"],
    reply:
      "the refusal, usually 535; absent if the server closed the connection when it received the credentials, or `auth.token` returned no token",
    recipients: NOT_SENT,
    cause:
      'the error that `auth.token` threw, if that has `retry: "never"`; if it contains a recognizable credential, a copy with that credential masked',
  },
  AUTH_UNAVAILABLE: {
    phases: ["auth"],
    retry: ["never"],
    reply:
      "the refusal of the last mechanism, if one was tried; the challenge, if it asks for too much computation",
    recipients: NOT_SENT,
    cause: "a `TooCostlyError`, if a challenge asks for more computation than this client allows",
  },
  AUTH_TEMPORARY: {
    phases: ["auth"],
    retry: ["later"],
    reply: "the refusal, such as 454; absent if `auth.token` returned no token",
    recipients: NOT_SENT,
    cause:
      "the error that `auth.token` threw, if it returned no token; if it contains a recognizable credential, a copy with that credential masked",
  },
  AUTH_REQUIRED: {
    phases: ["envelope"],
    retry: ["never"],
    reply: "the refusal, usually 530",
    recipients: "`rejected` or `not-sent`",
  },
  SENDER_REFUSED: {
    phases: ["envelope"],
    retry: ["later", "never"],
    reply: "the reply to MAIL",
    recipients: "every recipient is `rejected`, with the same reply",
  },
  RECIPIENTS_REFUSED: {
    phases: ["envelope"],
    retry: ["later", "never"],
    reply: "the reply to the first refused recipient",
    recipients:
      "`rejected`, each with its own reply; `not-sent` for recipients that the server accepted but that did not get the message",
  },
  MESSAGE_REFUSED: {
    phases: ["envelope", "final"],
    retry: ["later", "never"],
    reply: "the reply to DATA, BDAT or the message itself",
    recipients: "every recipient is `rejected`",
  },
  MESSAGE_TOO_LARGE: {
    phases: ["envelope", "final"],
    retry: ["never"],
    reply:
      "the refusal; absent if the client compared the size with the limit before it sent anything",
    recipients: "`not-sent`, or `rejected` if the server refused",
  },
  BODY_FAILED: {
    phases: ["envelope", "content"],
    retry: ["never"],
    recipients: NOT_SENT,
    cause: "the error that the stream threw",
  },
  BODY_SPENT: { phases: ["content"], retry: ["never"], recipients: NOT_SENT },
  OUTCOME_UNKNOWN: {
    phases: ["final"],
    retry: ["never"],
    recipients: "`unknown` for recipients accepted earlier, `rejected` for the others",
    cause: "the error that ended the connection",
  },
};
