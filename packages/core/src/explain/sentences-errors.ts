/** What each error means and what to do. The pages in docs/errors are generated from these texts. */
import type { SmtpErrorCode } from "../protocol/errors/errors.ts";
import type { Advice } from "./explanation.ts";
import { createAdvice } from "./kinds.ts";

/** The texts for all errors of one code. */
export interface ErrorProse {
  /** What happened, and what that means for the message. */
  readonly means: string;
  /** Whether another try can help. */
  readonly retry: string;
  /** What to do. */
  readonly advice: Advice;
  /** What to do instead if the error says that another try can help. */
  readonly adviceAgain?: Partial<Advice>;
}

const NOTHING = "There is nothing to do.";
const LATER = "Send the message again later.";
const DEVELOPER = "Report the error to the developer of the program.";
const SETTINGS = "Check the host, the port and the security settings of the account.";

/** By error code. */
export const ERRORS: Readonly<Record<SmtpErrorCode, ErrorProse>> = {
  CONNECT_FAILED: {
    means: "Parley could not connect to the server. No mail was sent.",
    retry:
      "It can help later if the server or the network was down. It does not help if host or port is wrong, or if the runtime forbids the connection.",
    advice: createAdvice(
      "Check your network connection, and send the message again later.",
      "Check the spelling of the host, and the port. Instead of port 25, which many providers block, use 587 or 465.",
      "Check that the server is running and that no firewall blocks its port.",
    ),
  },
  CONNECTION_LOST: {
    means:
      "The connection broke before the whole message was sent, and without a refusal. The server has not accepted the message, so sending it again does not deliver it twice.",
    retry: "It can help immediately, over a new connection.",
    advice: createAdvice(
      "Send the message again.",
      "Send the message again over a new connection. If the connection breaks again at the same place, check `phase`: some servers close the connection instead of refusing.",
      "Search the server's log for the reason why the connection was closed. Check the time limits of proxies and firewalls.",
    ),
  },
  TIMEOUT: {
    means: "The server did not answer in time, or the deadline for the whole call has passed.",
    retry: "It can help later.",
    advice: createAdvice(
      LATER,
      "If the server is slow, increase the timeout of that phase in `timeouts`.",
      "Check whether the server is overloaded and whether a firewall drops packets.",
    ),
  },
  ABORTED: {
    means: "The call was aborted by its AbortSignal. The message was not sent completely.",
    retry: "It can help immediately, because nothing failed at the server.",
    advice: createAdvice(
      "Send the message again if you still want to.",
      "There is nothing to fix. `cause` contains the reason of the AbortSignal.",
      NOTHING,
    ),
  },
  CLOSED: {
    means: "Your program closed the connection or mailer before the call.",
    retry: "It never helps on the same object.",
    advice: createAdvice(
      DEVELOPER,
      "Create a new connection or mailer, and close it only after the last message.",
      NOTHING,
    ),
  },
  PROTOCOL_VIOLATION: {
    means:
      "The server sent an invalid SMTP reply, or replies that do not match the commands. Parley cannot trust further replies and closed the connection.",
    retry:
      "It can help later if the server had a fault. It does not help if the server speaks another protocol.",
    advice: createAdvice(
      SETTINGS,
      "Check host, port and TLS mode: in clear text, a server that expects TLS from the first byte sends unreadable data.",
      "Check whether a proxy or firewall rewrites SMTP.",
    ),
  },
  SERVER_UNAVAILABLE: {
    means:
      "The server accepts no mail at the moment, or closed the session. It has not accepted the message.",
    retry: "It can help later.",
    advice: createAdvice(
      LATER,
      "Try again after some minutes, with increasing intervals. Use fewer connections at the same time.",
      "Check the load, the disk space and the connection limits of the server.",
    ),
  },
  GREETING_REFUSED: {
    means:
      "The server refused this client in its greeting or in reply to EHLO and HELO. No mail was sent.",
    retry: "It can help later if `retry` says so. Otherwise it helps only after a change.",
    advice: createAdvice(
      "Report the reply to the administrator of your network.",
      "Set `name` to a fully qualified host name, or send through the mail server of a provider.",
      "Read the reply: the client's IP address may be on a blocklist, or the server may not accept the EHLO name.",
    ),
  },
  CERTIFICATE_REFUSED: {
    means:
      "The server's certificate is not trusted, or is for another name. No credentials and no mail were sent.",
    retry: "It never helps until the certificate or the options change.",
    advice: createAdvice(
      "Report the error to the administrator of the server. Do not send passwords over this connection.",
      "Set `host` to the name in the certificate, or set `ca` to the certificate of the server's own authority. If you expected neither, an attacker may be intercepting the connection.",
      "Renew the certificate, install it with its whole chain, and check that it contains the host name.",
    ),
  },
  TLS_FAILED: {
    means: "The TLS handshake failed, and TLS is required. No mail was sent.",
    retry: "It can help later if the server had a fault.",
    advice: createAdvice(
      SETTINGS,
      "Check that the port supports the TLS mode: TLS from the first byte on 465, STARTTLS on 587. Old servers may not support TLS 1.2.",
      "Check the certificate, the TLS versions and the cipher suites of the server.",
    ),
  },
  FEATURE_UNMET: {
    means:
      "This server does not provide a required feature, and no alternative is left. No mail was sent.",
    retry: "It does not help with the same server and the same options, unless `retry` says so.",
    advice: createAdvice(
      DEVELOPER,
      "See `decisions` for the unmet features and the reasons. Use another server, or change the requirements.",
      "Enable the missing extension, if the server supports the extension.",
    ),
  },
  AUTH_REFUSED: {
    means:
      "The server refused the credentials, or closed the connection when it received them, or `auth.token` failed permanently. Parley did not try again.",
    retry: "It never helps with the same credentials. Repeated failures lock accounts.",
    advice: createAdvice(
      "Check the user name and the password. Accounts with two-factor authentication need an application password.",
      "Ask the user for other credentials, and do not try the same ones again. Some providers accept only OAuth. If `auth.token` failed, `cause` contains the error.",
      "Search the server's log for the failed authentication. Check that the account is not locked and may send over SMTP.",
    ),
  },
  AUTH_UNAVAILABLE: {
    means: "The client and the server have no authentication mechanism in common.",
    retry: "It never helps with the same server and options.",
    advice: createAdvice(
      DEVELOPER,
      "Many servers offer authentication only under TLS, or only on port 587 or 465. Provide the kind of credentials that the server's mechanisms need.",
      "Offer a common mechanism, such as PLAIN under TLS.",
    ),
  },
  AUTH_TEMPORARY: {
    means:
      "The server cannot check the credentials at the moment, or `auth.token` returned no token. The credentials may be correct.",
    retry: "It can help later.",
    advice: createAdvice(
      "Send the message again later. The password may be correct.",
      "Try again after some minutes, and do not ask the user for another password. If `auth.token` failed, `cause` contains the error.",
      "Check the connection between the mail server and its user database.",
    ),
  },
  AUTH_REQUIRED: {
    means: "The server accepts mail only from authenticated clients. No mail was sent.",
    retry: "It never helps without credentials.",
    advice: createAdvice(
      "Enter the user name and the password in the settings of the account.",
      "Set `auth`, or use a server that accepts mail from this client without authentication.",
      "If this client may send without authentication, add its IP address to the trusted networks of the server.",
    ),
  },
  SENDER_REFUSED: {
    means: "The server refused the sender of the envelope. No mail was sent.",
    retry: "It can help later if `retry` says so. Otherwise it helps only with another sender.",
    advice: createAdvice(
      "Use a sender address that belongs to the account.",
      "Check that the domain of the sender address exists. The reply may state the rule.",
      "Check which sender addresses the server allows for the account.",
    ),
    adviceAgain: {
      sender: LATER,
      developer:
        "Send the same message again after some minutes, with increasing intervals. A temporary failure does not mean that the sender is wrong.",
    },
  },
  RECIPIENTS_REFUSED: {
    means:
      "The server accepted no recipient, or not all although all were required. No mail was sent.",
    retry: "It can help later for recipients with a temporary failure.",
    advice: createAdvice(
      "Correct or remove the recipients with a permanent failure.",
      "See `recipients` for the reply to each recipient.",
      "Search the server's log for the refused recipients.",
    ),
    adviceAgain: {
      sender: "Send the message again later to the recipients with a temporary failure.",
      developer:
        "See `recipients` for the reply to each recipient. Send again after some minutes to recipients with a temporary failure.",
    },
  },
  MESSAGE_REFUSED: {
    means: "The server accepted the sender and the recipients, and refused the message itself.",
    retry:
      "It can help later if `retry` says so. Otherwise it helps only after you change the message.",
    advice: createAdvice(
      "Read the reply, change the message, and send the message again.",
      "Read the reply. The usual causes are spam filters, forged senders, forbidden attachments and invalid header fields.",
      "Search the log of the receiving server for the rule that refused the message.",
    ),
    adviceAgain: {
      sender: LATER,
      developer: "Send the same message again after some minutes, with increasing intervals.",
    },
  },
  MESSAGE_TOO_LARGE: {
    means: "The message is larger than the server accepts. No mail was sent.",
    retry: "It never helps at this size.",
    advice: createAdvice(
      "Send a smaller message, or a link in place of attachments.",
      "Compare the size of the message with SIZE in the server's reply to EHLO. Encoding makes attachments a third larger.",
      "Increase the size limit, if the server should accept larger messages.",
    ),
  },
  BODY_FAILED: {
    means:
      "Parley could not read the message to its end, because its stream failed. Parley closed the connection before the message was complete, so no mail was sent.",
    retry: "It helps when the stream can be read.",
    advice: createAdvice(DEVELOPER, "See `cause` for the error of the stream.", NOTHING),
  },
  BODY_SPENT: {
    means:
      "Parley had to send the message again from its start, but its stream can be read only once. No mail was sent.",
    retry: "It can help with a new stream.",
    advice: createAdvice(
      DEVELOPER,
      "Pass `raw` as bytes, as a string, or as a function that returns a stream.",
      NOTHING,
    ),
  },
  OUTCOME_UNKNOWN: {
    means:
      "The whole message was sent, and the connection ended before the server replied. The server may or may not have accepted the message.",
    retry: "It may deliver the message twice, so Parley never retries automatically.",
    advice: createAdvice(
      "Ask the recipient whether the message has arrived before you send it again.",
      "Let a person decide. If you send the message again with the same Message-ID, some systems drop the duplicate.",
      "Search the server's log for the Message-ID.",
    ),
  },
};

/** The sentence for `retry`. */
export const RETRY: Readonly<Record<"now" | "later" | "never", string>> = {
  now: "Trying again immediately can help.",
  later: "Trying again later can help.",
  never: "Trying the same again does not help.",
};
