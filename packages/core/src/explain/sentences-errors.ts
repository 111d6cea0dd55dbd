/** What each error means and what to do about it; the pages in docs/errors are made of the same. */
import type { SmtpErrorCode } from "../protocol/errors.ts";

/** What errors of one code have in common. */
export interface ErrorProse {
  /** What happened, and what it means for the message. */
  readonly means: string;
  /** Whether trying again can help. */
  readonly retry: string;
  /** What to do. */
  readonly advice: string;
  /** What to do where the error says that trying again can help; absent: the same. */
  readonly adviceAgain?: string;
}

/** By error code. */
export const ERRORS: Readonly<Record<SmtpErrorCode, ErrorProse>> = {
  CONNECT_FAILED: {
    means: "No connection to the server could be made. No mail was sent.",
    retry:
      "It can help later when the server or the network was down; not when host or port is wrong, or the runtime forbids the connection.",
    advice:
      "Check host and port, and whether a firewall or the provider blocks the port, as many do with 25. Try 587 or 465.",
  },
  CONNECTION_LOST: {
    means:
      "The connection broke before the whole message was handed over, and the server gave no refusal before. It has not taken the message, so that sending it again delivers it once.",
    retry: "It can help at once, over a new connection.",
    advice:
      "Send the message again. If it happens again at the same place, look at `phase` and at the server's log: some servers close the connection instead of refusing.",
  },
  TIMEOUT: {
    means: "The server did not answer in time, or the deadline for the whole call has passed.",
    retry: "It can help later.",
    advice:
      "Check whether something on the way swallows packets. Raise the deadline of that phase in `timeouts` if the server is known to be slow.",
  },
  ABORTED: {
    means: "The caller's AbortSignal fired. The message was not handed over as a whole.",
    retry: "It can help at once: nothing on the server's side failed.",
    advice: "There is nothing to mend; `cause` holds the reason that the caller gave.",
  },
  CLOSED: {
    means: "The connection or mailer had been closed by its own side before the call.",
    retry: "It never helps on the same object.",
    advice: "Open another connection, and close it only after the last message.",
  },
  PROTOCOL_VIOLATION: {
    means:
      "The server sent what is no SMTP reply, or replies that do not fit what it was asked. Nothing more it says can be trusted, so the connection was closed.",
    retry:
      "It can help later when the server was at fault; not when another protocol is spoken there.",
    advice:
      "Check host, port and TLS mode: a server for TLS from the first byte looks like garbage in clear text. Look for a proxy that rewrites SMTP.",
  },
  SERVER_UNAVAILABLE: {
    means: "The server takes no mail at the moment, or said goodbye. It has not taken the message.",
    retry: "It can help later.",
    advice: "Try again after some minutes, at growing intervals. Use fewer connections at a time.",
  },
  GREETING_REFUSED: {
    means:
      "The server refused this client in its greeting or in answer to EHLO and HELO. No mail was sent.",
    retry: "It can help later if `retry` says so; otherwise only after something has changed.",
    advice:
      "Read the reply: the client's address may be on a blocklist, or the name in EHLO is not accepted. Give a fully-qualified host name as `name`.",
  },
  CERTIFICATE_REFUSED: {
    means:
      "The server's certificate was not accepted, or is for another name. No credentials and no mail were sent.",
    retry: "It never helps until the certificate or the options change.",
    advice:
      "Give the name in the certificate as `host`, or the certificate of the server's own authority as `ca`. If neither is expected, somebody may be listening in.",
  },
  TLS_FAILED: {
    means: "The TLS handshake failed, and TLS is required. No mail was sent.",
    retry: "It can help later when the server was at fault.",
    advice:
      "Check that the port speaks TLS the way that is asked for: from the first byte on 465, with STARTTLS on 587. Old servers may lack TLS 1.2.",
  },
  FEATURE_UNMET: {
    means:
      "Something that is required cannot be had from this server, and no other way is left. No mail was sent.",
    retry: "It does not help with the same server and the same wishes, unless `retry` says so.",
    advice:
      "Look at `decisions` for what is unmet and why. Take another server, or change what is asked for.",
  },
  AUTH_REFUSED: {
    means:
      "The server did not accept the credentials, or closed the connection when it got them. They were not tried again.",
    retry: "It never helps with the same credentials; repeated failures lock accounts.",
    advice:
      "Check user name and password or token. With two-factor authentication an application password is needed, and some providers take only OAuth.",
  },
  AUTH_UNAVAILABLE: {
    means: "There is no way to authenticate here that both sides have.",
    retry: "It never helps with the same server and options.",
    advice:
      "Many servers offer authentication only under TLS, or only on port 587 or 465. Give the kind of credentials that the server's mechanisms need.",
  },
  AUTH_TEMPORARY: {
    means:
      "The server cannot check the credentials at the moment, or `auth.token` gave no token. The credentials may be right.",
    retry: "It can help later.",
    advice:
      "Try again after some minutes, and do not ask the user for another password. Where `cause` tells of the token, look there.",
  },
  AUTH_REQUIRED: {
    means: "The server takes mail only from clients that have authenticated. No mail was sent.",
    retry: "It never helps without credentials.",
    advice: "Give `auth`, or use a server that takes mail from this client without.",
  },
  SENDER_REFUSED: {
    means: "The server refused the sender of the envelope. No mail was sent.",
    retry: "It can help later if `retry` says so; otherwise only with another sender.",
    advice:
      "Use a sender address that the account owns, of a domain that exists. Read the reply for the rule.",
    adviceAgain:
      "Send the same message again after some minutes, at growing intervals. A temporary refusal says nothing against the sender.",
  },
  RECIPIENTS_REFUSED: {
    means:
      "No recipient was accepted, or not all where all were asked for. No mail was sent to anybody.",
    retry: "It can help later for the recipients whose refusal is temporary.",
    advice: "Look at `recipients`: each has its own reply. Correct or drop those refused for good.",
    adviceAgain:
      "Look at `recipients`: each has its own reply. Send again after some minutes to those whose refusal is temporary.",
  },
  MESSAGE_REFUSED: {
    means: "Sender and recipients were accepted, and the server refused the message itself.",
    retry: "It can help later if `retry` says so; otherwise only after a change of the message.",
    advice:
      "Read the reply: spam filters, forged senders, forbidden attachments and broken headers are the usual causes.",
    adviceAgain: "Send the same message again after some minutes, at growing intervals.",
  },
  MESSAGE_TOO_LARGE: {
    means: "The message is larger than the server takes. No mail was sent.",
    retry: "It never helps at this size.",
    advice:
      "Send a smaller message, or a link in place of attachments. They grow by a third when they are encoded.",
  },
  BODY_FAILED: {
    means:
      "The message could not be read to its end: its stream failed. The connection was closed before the message was complete, so no mail was sent.",
    retry: "It helps once the stream can be read.",
    advice: "Look at `cause` for the error of the stream.",
  },
  BODY_SPENT: {
    means:
      "The message had to be sent once more from its start, and its stream can be read only once. No mail was sent.",
    retry: "It can help with a fresh stream.",
    advice: "Give `raw` as bytes, as a string, or as a function that makes a stream.",
  },
  OUTCOME_UNKNOWN: {
    means:
      "The whole message was handed over, and the connection ended before the server's answer came. The message may or may not have been accepted.",
    retry: "It may deliver the message twice, so Parley never does it by itself.",
    advice:
      "Let somebody decide, or look for the message on the other side. Sending it again with the same Message-ID lets some systems drop the double.",
  },
};

/** What `retry` says, in a sentence. */
export const RETRY: Readonly<Record<"now" | "later" | "never", string>> = {
  now: "Trying again at once can help.",
  later: "Trying again later can help.",
  never: "Trying the same again does not help.",
};
