/**
 * The English sentences about Parley's reaction to a reply: by action, and by command where that matters.
 */
import type { Feature } from "../protocol/plan/feature.ts";
import type { Action, CommandName } from "../protocol/reply/situation.ts";

/**
 * The reaction for every command, and for those that differ. `recipient`: it concerns only one recipient; `later`:
 * the command may be sent again later.
 */
export type Doing = { readonly usual: string } & {
  readonly [Key in CommandName | "recipient" | "later"]?: string;
};

const ENDS = "Parley ends with an error; the same would be refused again.";
const ENDS_FOR_NOW = "Parley ends with an error; the same may succeed later.";
const GIVES_UP = "Parley ends with an error, and closes the connection.";
const UNKNOWN = "Parley reports the answer as unknown.";

/** By action. `next-method` has the sentences that do not depend on the feature; the others follow below. */
export const DOES: Readonly<Record<Action, Doing>> = {
  proceed: {
    usual: "Parley goes on.",
    GREETING: "Parley sends EHLO.",
    STARTTLS:
      "Parley begins the TLS handshake, and closes if any bytes follow the reply in clear text.",
    DATA: "Parley sends the content.",
    CONTENT: "Parley returns a receipt: the server has the message.",
    BDAT: "Parley goes on; after the last chunk it returns a receipt.",
    VRFY: "Parley reports the answer as yes.",
    EXPN: "Parley reports the answer as yes.",
  },
  ignore: { usual: "Parley goes on, because nothing depends on the reply." },
  "next-method": {
    usual: ENDS,
    GREETING: "Parley ends with an error; check the port and the TLS mode.",
    EHLO: "Parley sends HELO instead, and does without extensions. Where a required feature needs EHLO, Parley ends with an error.",
    CONTENT: ENDS,
  },
  "without-parameters": {
    usual:
      "Parley sends the command once more without the parameters that the message can do without.",
  },
  "without-initial-response": {
    usual: "Parley sends AUTH once more without an initial response, and answers the challenge.",
  },
  "renew-token": {
    usual:
      "Parley asks `auth.token` for another token, once, and presents that. When it gets the same one, it ends with an error.",
  },
  "already-authenticated": { usual: "Parley takes it as success, and goes on." },
  "change-ehlo-name": {
    usual: "Parley gives another name in EHLO, an address literal, over a new connection.",
    EHLO: "Parley sends EHLO with another name, an address literal. When all its names are refused, it ends with an error.",
    HELO: "Parley sends HELO with another name, an address literal. When all its names are refused, it ends with an error.",
  },
  "starttls-first": {
    usual:
      "Parley sends STARTTLS, and then the command again. Where TLS is not available, Parley ends with an error.",
    VRFY: UNKNOWN,
    EXPN: UNKNOWN,
    HELP: UNKNOWN,
  },
  "authenticate-first": {
    usual: "Parley logs in, and then sends the command again.",
    VRFY: UNKNOWN,
    EXPN: UNKNOWN,
    HELP: UNKNOWN,
  },
  resynchronize: {
    usual: GIVES_UP,
    AUTH: "Parley sends EHLO, and AUTH once more.",
    HELO: "Parley sends RSET, and HELO once more.",
    MAIL: "Parley sends EHLO to bring both sides to a known state, and MAIL once more.",
    RCPT: "Parley sends the envelope once more.",
    DATA: "Parley sends the envelope once more.",
    VRFY: UNKNOWN,
    EXPN: UNKNOWN,
    HELP: UNKNOWN,
  },
  reconnect: {
    usual: GIVES_UP,
    MAIL: "Parley sends the message over a new connection, once.",
    RCPT: "Parley sends the message over a new connection, once.",
    DATA: "Parley sends the message over a new connection, once.",
  },
  "defer-recipient": {
    usual:
      "Parley sends the message to the recipients accepted so far, and reports this one as rejected.",
  },
  "re-encode": {
    usual:
      "Parley re-encodes the message as 7-bit content and sends it again, once, where it may and that changes something.",
  },
  "end-without-content": {
    usual: "Parley sends a lone dot and no message, and ends with an error: nobody was accepted.",
  },
  cascade: {
    usual: "Parley ignores the reply, because the earlier refusal is the one that counts.",
  },
  unknown: { usual: UNKNOWN },
  "fail-temporarily": {
    usual: ENDS_FOR_NOW,
    recipient:
      "Parley reports a temporary failure for this recipient, and goes on with the others.",
    VRFY: UNKNOWN,
    EXPN: UNKNOWN,
    HELP: UNKNOWN,
  },
  "fail-permanently": {
    usual: ENDS,
    recipient:
      "Parley reports a permanent failure for this recipient, and goes on with the others.",
    VRFY: "Parley reports the answer as no.",
    EXPN: "Parley reports the answer as no.",
    HELP: "Parley reports the answer as no.",
  },
  "next-server": {
    usual: "Parley ends with an error; another server may do.",
    later: "Parley ends with an error; another server may do, and this one may succeed later.",
  },
  abort: {
    usual:
      "Parley closes the connection and ends with an error, because the reply does not fit the command.",
  },
};

/** The next method of a feature, in words. */
export const NEXT_WAYS: Readonly<Partial<Record<Feature, string>>> = {
  TLS: "Parley tries TLS on port 465 if no port was given, else it goes on in clear text without credentials. Where TLS is required, it ends with an error.",
  AUTH: "Parley tries the next mechanism that both sides have. When none is left, it ends with an error, or goes on without where that is allowed.",
  PIPELINING: "Parley begins again over a new connection, and sends one command at a time.",
  CHUNKING: "Parley sends the message with DATA over a new connection.",
  RSET: "Parley opens a new connection instead.",
  VRFY: "Parley reports the answer as unknown, and does not ask again.",
  EXPN: "Parley reports the answer as unknown, and does not ask again.",
  HELP: "Parley reports the answer as unknown, and does not ask again.",
};

/** Why a server refuses a command itself with 50z. */
export const COMMAND_CAUSES: Readonly<Partial<Record<CommandName, string>>> = {
  EHLO: "The server is older than EHLO, or something on the way does not let it through.",
  HELO: "The server wants EHLO, or did not get over an EHLO that it refused just before.",
  STARTTLS: "TLS is switched off, or on already, or something on the way forbids it.",
  AUTH: "AUTH is not available on this port or before TLS, or the mechanism is switched off.",
  MAIL: "The server wants EHLO, TLS or AUTH first, or does not know a parameter of MAIL.",
  RCPT: "MAIL was refused before, or client and server are out of sync.",
  DATA: "No recipient was accepted, or client and server are out of sync.",
  CONTENT: "A line of the message is too long, or contains bytes that the server cannot accept.",
  BDAT: "CHUNKING is offered, and the server, or a proxy or scanner in front of it, does not know BDAT.",
  VRFY: "VRFY is switched off, so that nobody can collect addresses with it.",
  EXPN: "EXPN is switched off, so that nobody can collect addresses with it.",
};

/** What can be used instead of a command that a server refuses. */
export const ALTERNATIVES: Readonly<Partial<Record<CommandName, string>>> = {
  EHLO: "HELO begins a session too, without any extension. A server without EHLO should be updated or replaced.",
  HELO: "EHLO is the newer command, and every current server knows EHLO.",
  STARTTLS:
    "Port 465 with TLS from the first byte needs no STARTTLS. Another server may offer STARTTLS.",
  AUTH: "Use another method that the server lists after TLS, such as PLAIN, LOGIN or XOAUTH2. Some servers let known networks send without a login.",
  MAIL: "Leave out the parameters of MAIL, such as SIZE, BODY or SMTPUTF8.",
  RCPT: "Leave out the parameters of RCPT, such as NOTIFY or ORCPT.",
  DATA: "Send to another server: every mail server has to know DATA.",
  BDAT: "DATA sends the same message without CHUNKING. Encode binary content as 7-bit text first.",
  CONTENT: "Encode the message as 7-bit text with short lines, and send it again.",
  RSET: "Close the connection, and open another one.",
  VRFY: "RCPT to the address, without sending a message, shows the same on most servers.",
  EXPN: "Ask the owner of the list for its members: most servers keep EXPN switched off.",
  HELP: "The reply to EHLO lists what the server supports.",
  ETRN: "Connect by another protocol, such as IMAP or POP3, to fetch waiting mail.",
  OTHER:
    "Most commands can be replaced: EHLO by HELO, BDAT by DATA, STARTTLS by TLS on port 465, AUTH by another method, VRFY by RCPT. If nothing else helps, update the server or use another one.",
};
