/** What the laboratory hands out, as plain types, and the tables of its servers' names and profiles. */

/** The servers, in the order in which they are listed. */
export const SERVER_NAMES = [
  "postfix",
  "exim",
  "sendmail",
  "opensmtpd",
  "dovecot",
  "chasquid",
  "qpsmtpd",
  "haraka",
  "aiosmtpd",
  "smtp-server",
  "smtp-sink",
] as const;

/** One of the servers. */
export type ServerName = (typeof SERVER_NAMES)[number];

/** The ways in which a server can be met, each on a port of its own, and what each does. */
export const PROFILES = {
  plain:
    "everything that the server can offer; STARTTLS and AUTH, if supported, also in clear text",
  implicit: "TLS from the first byte, otherwise like plain",
  bare: "as few extensions as the server can offer",
  tlsRequired: "530 to almost every command before STARTTLS",
  authRequired: "MAIL refused before AUTH, and AUTH offered only under TLS, if the server has TLS",
  lmtp: "LMTP: LHLO, and a reply for each recipient",
  noChunking: "like plain, without CHUNKING",
  ehlo500: "EHLO answered 500, HELO accepted",
  ehlo502: "EHLO answered 502, HELO accepted",
  masked: "a greeting of asterisks and no EHLO, as behind a Cisco PIX",
  mail555: "8BITMIME, SIZE, DSN, SMTPUTF8 offered, every MAIL parameter answered 555",
  data502: "DATA and BDAT answered 502 after an accepted envelope",
  bdat502: "CHUNKING offered, BDAT answered 502, and the bytes of its chunk run as commands",
  filter: "RSET, NOOP, VRFY, AUTH and STARTTLS answered 500 although offered",
  strict: "VRFY off, AUTH only under TLS, bare LF refused, connection closed after five errors",
  small: "messages of up to 20000 bytes",
  postscreen:
    "postscreen's tests: a greeting in two parts a second apart, 502 to AUTH, RCPT answered 450",
  earlyTalker:
    "a greeting after two seconds; the connection is closed if the client sends before it",
  handshakeFails: "STARTTLS offered and answered 220, and every handshake fails",
  refused502: "VRFY, RSET, NOOP and AUTH answered 502",
  rcpt451: "every RCPT answered 451",
  mail421: "MAIL answered 421, and the connection closed",
  ehloDrop: "the connection closed instead of a reply to EHLO",
  content550: "the content answered 550 after it was received",
  contentDrop: "the connection closed instead of the reply to the content",
} as const;

/** One way in which a server can be met. */
export type Profile = keyof typeof PROFILES;

/** The port of every profile that a server has; each has `plain`. */
export type Ports = { readonly plain: number } & { readonly [P in Profile]?: number };

/** A copy of a message as one mailbox holds it. */
export interface StoredMessage {
  /** The mailbox, such as `test@lab.test`. */
  readonly recipient: string;
  /** The octets as the server stored them: trace headers on top, perhaps LF line ends. */
  readonly raw: Uint8Array;
}

/** A running server. */
export interface LabServer extends AsyncDisposable {
  readonly name: ServerName;
  /** The version of the package it comes from. */
  readonly version: string;
  readonly host: "127.0.0.1";
  readonly ports: Ports;
  /** The account that AUTH accepts. */
  readonly credentials: { readonly user: string; readonly pass: string };
  /** A certificate of the account and its key as PEM, for servers that know it by that. */
  readonly clientCertificate: { readonly cert: string; readonly key: string };
  /** The private CA's certificate as PEM: trust it, and verify the name `localhost`. */
  readonly ca: string;
  /** The same certificate as a file. */
  readonly caFile: string;
  /** All copies stored so far, in the order in which the messages arrived, once all accepted mail is stored. */
  messages(): Promise<StoredMessage[]>;
  /** Forgets all messages stored so far. */
  clearMessages(): Promise<void>;
  /** What the server has logged and printed. */
  log(): Promise<string>;
  /** Ends the server's processes and removes its folder. May be called twice. */
  stop(): Promise<void>;
}

/** Whether a server can run on this host; `reason` is a sentence. */
export type Availability = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** This host cannot run the server that was asked for. The message says what it lacks. */
export class LabUnavailable extends Error {
  override readonly name: string = "LabUnavailable";
  readonly server: ServerName;
  readonly reason: string;

  constructor(server: ServerName, reason: string) {
    super(`${server} is not available here: ${reason}`);
    this.server = server;
    this.reason = reason;
  }
}
