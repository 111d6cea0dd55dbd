/** What each error means and what to do. The pages in docs/errors are generated from these texts. */
import type { SmtpErrorCode } from "../protocol/errors/errors.ts";

/** The texts for all errors of one code. */
export interface ErrorProse {
  /** What happened, and what it means for the message. */
  readonly means: string;
  /** Whether trying again can help. */
  readonly retry: string;
  /** What to do. */
  readonly advice: string;
  /** What to do if the error says that trying again can help; if absent, the same. */
  readonly adviceAgain?: string;
}

/** By error code. */
export const ERRORS: Readonly<Record<SmtpErrorCode, ErrorProse>> = {
  CONNECT_FAILED: {
    means: "Parley could not connect to the server. No mail was sent.",
    retry:
      "It can help later if the server or the network was down. It does not help if host or port is wrong, or if the runtime forbids the connection.",
    advice:
      "Check host and port. Check whether a firewall or the provider blocks the port; many block port 25. Try port 587 or 465.",
  },
  CONNECTION_LOST: {
    means:
      "The connection broke before the whole message was sent, and without a refusal. The server has not accepted the message, so sending it again does not deliver it twice.",
    retry: "It can help immediately, over a new connection.",
    advice:
      "Send the message again. If the connection breaks again at the same place, check `phase` and the server's log: some servers close the connection instead of refusing.",
  },
  TIMEOUT: {
    means: "The server did not answer in time, or the deadline for the whole call has passed.",
    retry: "It can help later.",
    advice:
      "Check whether a firewall drops packets. If the server is slow, increase the timeout of that phase in `timeouts`.",
  },
  ABORTED: {
    means: "The call was aborted by its AbortSignal. The message was not sent completely.",
    retry: "It can help immediately, because nothing failed at the server.",
    advice: "There is nothing to fix. `cause` contains the reason of the AbortSignal.",
  },
  CLOSED: {
    means: "Your program closed the connection or mailer before the call.",
    retry: "It never helps on the same object.",
    advice: "Create a new connection or mailer, and close it only after the last message.",
  },
  PROTOCOL_VIOLATION: {
    means:
      "The server sent an invalid SMTP reply, or replies that do not match the commands. Parley cannot trust further replies and closed the connection.",
    retry:
      "It can help later if the server had a fault. It does not help if the server speaks another protocol.",
    advice:
      "Check host, port and TLS mode: in clear text, a server that expects TLS from the first byte sends unreadable data. Check whether a proxy rewrites SMTP.",
  },
  SERVER_UNAVAILABLE: {
    means:
      "The server accepts no mail at the moment, or closed the session. It has not accepted the message.",
    retry: "It can help later.",
    advice:
      "Try again after some minutes, with increasing intervals. Use fewer connections at the same time.",
  },
  GREETING_REFUSED: {
    means:
      "The server refused this client in its greeting or in reply to EHLO and HELO. No mail was sent.",
    retry: "It can help later if `retry` says so. Otherwise it helps only after a change.",
    advice:
      "Read the reply: the client's IP address may be on a blocklist, or the server may not accept the EHLO name. Set `name` to a fully qualified host name.",
  },
  CERTIFICATE_REFUSED: {
    means:
      "The server's certificate is not trusted, or is for another name. No credentials and no mail were sent.",
    retry: "It never helps until the certificate or the options change.",
    advice:
      "Set `host` to the name in the certificate, or set `ca` to the certificate of the server's own authority. If you expected neither, an attacker may be intercepting the connection.",
  },
  TLS_FAILED: {
    means: "The TLS handshake failed, and TLS is required. No mail was sent.",
    retry: "It can help later if the server had a fault.",
    advice:
      "Check that the port supports the TLS mode: TLS from the first byte on 465, STARTTLS on 587. Old servers may not support TLS 1.2.",
  },
  FEATURE_UNMET: {
    means:
      "This server does not provide a required feature, and no alternative is left. No mail was sent.",
    retry: "It does not help with the same server and the same options, unless `retry` says so.",
    advice:
      "See `decisions` for the unmet features and the reasons. Use another server, or change the requirements.",
  },
  AUTH_REFUSED: {
    means:
      "The server refused the credentials, or closed the connection when it received them. Parley did not try them again.",
    retry: "It never helps with the same credentials. Repeated failures lock accounts.",
    advice:
      "Check the user name and the password or token. Accounts with two-factor authentication need an application password, and some providers accept only OAuth.",
  },
  AUTH_UNAVAILABLE: {
    means: "The client and the server have no authentication mechanism in common.",
    retry: "It never helps with the same server and options.",
    advice:
      "Many servers offer authentication only under TLS, or only on port 587 or 465. Provide the kind of credentials that the server's mechanisms need.",
  },
  AUTH_TEMPORARY: {
    means:
      "The server cannot check the credentials at the moment, or `auth.token` returned no token. The credentials may be correct.",
    retry: "It can help later.",
    advice:
      "Try again after some minutes, and do not ask the user for another password. If `auth.token` failed, `cause` contains the error.",
  },
  AUTH_REQUIRED: {
    means: "The server accepts mail only from authenticated clients. No mail was sent.",
    retry: "It never helps without credentials.",
    advice:
      "Set `auth`, or use a server that accepts mail from this client without authentication.",
  },
  SENDER_REFUSED: {
    means: "The server refused the sender of the envelope. No mail was sent.",
    retry: "It can help later if `retry` says so. Otherwise it helps only with another sender.",
    advice:
      "Use a sender address that belongs to the account, with an existing domain. The reply may state the rule.",
    adviceAgain:
      "Send the same message again after some minutes, with increasing intervals. A temporary failure does not mean that the sender is wrong.",
  },
  RECIPIENTS_REFUSED: {
    means:
      "The server accepted no recipient, or not all although all were required. No mail was sent.",
    retry: "It can help later for recipients with a temporary failure.",
    advice:
      "See `recipients` for the reply to each recipient. Correct or remove recipients with a permanent failure.",
    adviceAgain:
      "See `recipients` for the reply to each recipient. Send again after some minutes to recipients with a temporary failure.",
  },
  MESSAGE_REFUSED: {
    means: "The server accepted the sender and the recipients, and refused the message itself.",
    retry:
      "It can help later if `retry` says so. Otherwise it helps only after you change the message.",
    advice:
      "Read the reply. The usual causes are spam filters, forged senders, forbidden attachments and invalid headers.",
    adviceAgain: "Send the same message again after some minutes, with increasing intervals.",
  },
  MESSAGE_TOO_LARGE: {
    means: "The message is larger than the server accepts. No mail was sent.",
    retry: "It never helps at this size.",
    advice:
      "Send a smaller message, or a link in place of attachments. Encoding makes attachments a third larger.",
  },
  BODY_FAILED: {
    means:
      "Parley could not read the message to its end, because its stream failed. Parley closed the connection before the message was complete, so no mail was sent.",
    retry: "It helps when the stream can be read.",
    advice: "See `cause` for the error of the stream.",
  },
  BODY_SPENT: {
    means:
      "Parley had to send the message again from its start, but its stream can be read only once. No mail was sent.",
    retry: "It can help with a new stream.",
    advice: "Pass `raw` as bytes, as a string, or as a function that returns a stream.",
  },
  OUTCOME_UNKNOWN: {
    means:
      "The whole message was sent, and the connection ended before the server replied. The server may or may not have accepted the message.",
    retry: "It may deliver the message twice, so Parley never retries automatically.",
    advice:
      "Let a person decide, or check whether the recipient has the message. If you send it again with the same Message-ID, some systems drop the duplicate.",
  },
};

/** What `retry` says, in a sentence. */
export const RETRY: Readonly<Record<"now" | "later" | "never", string>> = {
  now: "Trying again immediately can help.",
  later: "Trying again later can help.",
  never: "Trying the same again does not help.",
};
