/**
 * Replies that real servers gave, with the situation they were given in and what
 * they mean there. Several look contradictory: the situation differs, not the text.
 */
import { MAIL_REPLIES } from "./real-replies-mail.fixture.ts";
import { SESSION_REPLIES } from "./real-replies-session.fixture.ts";
import type { RealReply } from "./real-reply.fixture.ts";

export type { Expected, Particular, RealReply } from "./real-reply.fixture.ts";

/** Every reply. */
export const REAL_REPLIES: readonly RealReply[] = [...SESSION_REPLIES, ...MAIL_REPLIES];

/** What is known of servers but is no reply. */
export const NOT_A_REPLY: Readonly<Record<string, string>> = {
  R044: "a proxy leaves lines out of the EHLO reply: nothing is answered differently",
};

/** The replies whose meaning nothing but their text tells, to whatever they answer or to one command, each with the reason. */
export const TEXT_DECIDES: Readonly<Record<string, string>> = {
  R008: "a refused greeting otherwise means that the host takes no mail; that the server speaks in clear stands in the text alone",
  R023: "550 to EHLO, without an enhanced code, is given by what does not know the verb and by what denies the client",
  R030: "554 5.5.2 to RCPT blames a syntax, of the address or of the name in EHLO",
  "R035 to MAIL": "502 to MAIL refuses the sender; that EHLO comes first stands in the text alone",
  R069: "500 to HELO otherwise means that the verb is unknown; that a handshake failed before, the server alone knows",
  R078: "554 to MAIL refuses for any reason there is",
  R124: "550 to MAIL refuses for any reason there is",
  R148: "550 to MAIL refuses for any reason there is",
  R166: "552 to RCPT, without an enhanced code, is a full mailbox as well",
  R169: "451 4.3.0 to RCPT is any trouble of the server's own",
  R195: "451 to content is temporary; that the same bytes will never do stands in the text alone",
  R205: "554 to MAIL refuses for any reason there is",
  R217: "554 to NOOP is as good as any other answer; that the server hangs up stands in the text alone",
  R233: "502 to an optional verb otherwise means that it is not implemented",
};
