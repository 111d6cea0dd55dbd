/**
 * Builds command lines from typed arguments (RFC 5321 4.1.1). Every command that is written is made here and passes
 * `createCommand`, which refuses line ends, NUL and long lines. Which parameters MAIL and RCPT get is decided in
 * `parameters.ts`.
 */
import {
  checkEhloName,
  formatMailbox,
  isAscii,
  type Mailbox,
  octets,
  show,
} from "../address/address.ts";
import { base64Encode } from "../bytes/base64.ts";
import { allocateBytes, CR, LF } from "../bytes/octets.ts";
import type { Feature } from "../plan/feature.ts";
import type { CommandName } from "../reply/situation.ts";
import type { Extension } from "../tables/extension-row.ts";
import { extension } from "../tables/extensions.ts";
import { USED_EXTENSIONS } from "../tables/used-extensions.ts";

/** One command, ready to be written. Plain frozen data. */
export interface Command {
  /** The name that replies to this command are matched by. */
  readonly name: CommandName;
  /** The line to write, without CRLF. May contain secrets. */
  readonly line: string;
  /** The line with secrets as `***`: for events, errors and transcripts. */
  readonly shown: string;
  /** The parameters as written: of MAIL, RCPT, VRFY and EXPN, and the LAST of BDAT. */
  readonly parameters: readonly string[];
  /** The SASL mechanism of AUTH and its responses, in upper case. */
  readonly mechanism?: string;
  /** Whether AUTH carries an initial response. */
  readonly initialResponse?: boolean;
}

/** A parameter of MAIL or RCPT (RFC 5321 4.1.2, `esmtp-param`). */
export interface Parameter {
  /** The keyword, such as `SIZE`. */
  readonly keyword: string;
  /** The value, already encoded, as xtext if the extension requires it. */
  readonly value?: string;
  /** The extension of the parameter, whose increment lengthens the line. */
  readonly extension: Feature | (string & {});
}

/** Octets of a command line with its CRLF, before any extension (RFC 5321 4.5.3.1.4). */
const MAX_COMMAND_LINE_BYTES = 512;
/** Octets of a line of an AUTH exchange (RFC 4954 4). */
const MAX_AUTH_LINE_BYTES = 12288;

/**
 * `EHLO`: opens the session and requests the list of extensions (RFC 5321 4.1.1.1).
 *
 * @param name a domain or address literal of this client
 * @throws {TypeError | RangeError} like `checkEhloName`
 * @example
 * ehlo("client.example").line; // "EHLO client.example"
 */
export function ehlo(name: string): Command {
  return createCommand("EHLO", `EHLO ${checkEhloName(name)}`);
}

/** `HELO`: opens the session without extensions (RFC 5321 4.1.1.1). Same parameters and errors as `ehlo`. */
export function helo(name: string): Command {
  return createCommand("HELO", `HELO ${checkEhloName(name)}`);
}

/** `LHLO`: the EHLO of LMTP (RFC 2033 4.1). Same parameters and errors as `ehlo`. */
export function lhlo(name: string): Command {
  return createCommand("EHLO", `LHLO ${checkEhloName(name)}`);
}

/** `STARTTLS` (RFC 3207 4). */
export function starttls(): Command {
  return createCommand("STARTTLS", "STARTTLS");
}

/**
 * `AUTH`: begins an exchange (RFC 4954 4).
 *
 * @param mechanism the SASL mechanism, in any case
 * @param initialResponse the initial response; check with `fitsInitialResponse` first
 * @throws {TypeError} if `mechanism` is not a mechanism name (RFC 4422 3.1)
 * @throws {RangeError} if the line has more than 12288 octets
 * @example
 * createAuth("PLAIN", new Uint8Array([0, 97, 0, 98])).shown; // "AUTH PLAIN ***"
 */
export function createAuth(mechanism: string, initialResponse?: Uint8Array): Command {
  const name = mechanismName(mechanism);
  const start = `AUTH ${name}`;
  if (initialResponse === undefined) {
    return createCommand("AUTH", start, { mechanism: name, initialResponse: false });
  }
  return createCommand("AUTH", `${start} ${initialOf(initialResponse)}`, {
    mechanism: name,
    initialResponse: true,
    shown: `${start} ***`,
  });
}

/**
 * Returns whether AUTH may carry this initial response: the line must not exceed 512 octets, otherwise the client
 * waits for the empty challenge (RFC 4954 4).
 *
 * @example
 * fitsInitialResponse("PLAIN", new Uint8Array(1000)); // false
 */
export function fitsInitialResponse(mechanism: string, response: Uint8Array): boolean {
  return `AUTH ${mechanism} ${initialOf(response)}\r\n`.length <= MAX_COMMAND_LINE_BYTES;
}

/**
 * Builds the response to a challenge (RFC 4954 4).
 *
 * @param mechanism the mechanism of the current exchange
 * @param response the octets before encoding; may be empty
 * @throws {TypeError} if `mechanism` is not a mechanism name
 * @throws {RangeError} if the line has more than 12288 octets
 * @example
 * authResponse("LOGIN", new Uint8Array([97])).line; // "YQ=="
 */
export function authResponse(mechanism: string, response: Uint8Array): Command {
  return createCommand("AUTH-RESPONSE", base64Encode(response), {
    mechanism: mechanismName(mechanism),
    shown: "***",
  });
}

/** `*`: cancels the current exchange; the server replies 501 (RFC 4954 4). */
export function authCancel(mechanism: string): Command {
  return createCommand("AUTH-RESPONSE", "*", { mechanism: mechanismName(mechanism) });
}

/** Returns a command as errors name it. A SASL response is secret as a whole, so it is named by its AUTH command. */
export function commandName({ name, mechanism, shown }: Command): string {
  return name === "AUTH-RESPONSE" ? `AUTH ${mechanism}` : shown;
}

/**
 * `MAIL FROM`: opens a mail transaction (RFC 5321 4.1.1.2).
 *
 * @param from the sender; `null` for the null reverse-path
 * @param parameters in the order to be written
 * @param extensions the extensions that lengthen the line; others than the default are for experiments
 * @throws {TypeError} for a malformed or repeated parameter, or a sender without a domain
 * @throws {RangeError} for a parameter or line over its limit: 512 octets, and the increments of the extensions
 * @example
 * createMail(null, [{ keyword: "SIZE", value: "1000", extension: "SIZE" }]).line; // "MAIL FROM:<> SIZE=1000"
 */
export function createMail(
  from: Mailbox | null,
  parameters: readonly Parameter[] = [],
  extensions: readonly Extension[] = USED_EXTENSIONS,
): Command {
  if (from?.domain === "") {
    throw new TypeError(
      `The sender ${show(from.local)} has no domain. Only a recipient may be a bare Postmaster (RFC 5321 4.1.1.3).`,
    );
  }
  return createEnvelopeCommand(
    "MAIL",
    `MAIL FROM:<${from === null ? "" : formatMailbox(from)}>`,
    parameters,
    extensions,
  );
}

/**
 * `RCPT TO`: names a recipient (RFC 5321 4.1.1.3).
 *
 * @param to the recipient
 * @param parameters in the order to be written
 * @param extensions the extensions that lengthen the line; others than the default are for experiments
 * @throws {TypeError | RangeError} like `createMail`
 * @example
 * createRcpt(parseRecipient("Postmaster")).line; // "RCPT TO:<Postmaster>"
 */
export function createRcpt(
  to: Mailbox,
  parameters: readonly Parameter[] = [],
  extensions: readonly Extension[] = USED_EXTENSIONS,
): Command {
  return createEnvelopeCommand("RCPT", `RCPT TO:<${formatMailbox(to)}>`, parameters, extensions);
}

/** `DATA`: opens the content (RFC 5321 4.1.1.4). */
export function createData(): Command {
  return createCommand("DATA", "DATA");
}

/**
 * `BDAT`: announces a chunk of content, which follows immediately (RFC 3030 2).
 *
 * @param size octets of the chunk
 * @param last whether the chunk ends the message; the command then has the parameter `LAST`
 * @throws {RangeError} if `size` is not a number of octets
 * @example
 * createBdat(0, true).line; // "BDAT 0 LAST"
 */
export function createBdat(size: number, last: boolean): Command {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(
      `A chunk cannot have ${size} octets. Give the exact number of its octets.`,
    );
  }
  return createCommand("BDAT", `BDAT ${size}${last ? " LAST" : ""}`, {
    parameters: last ? ["LAST"] : [],
  });
}

/** `RSET`: ends the mail transaction (RFC 5321 4.1.1.5). */
export function rset(): Command {
  return createCommand("RSET", "RSET");
}

/** `NOOP` (RFC 5321 4.1.1.9). */
export function noop(): Command {
  return createCommand("NOOP", "NOOP");
}

/**
 * `VRFY`: asks whether a mailbox exists (RFC 5321 4.1.1.6). Non-ASCII text adds the parameter `SMTPUTF8` (RFC 6531
 * 3.7.4.2).
 *
 * @param text a user name or mailbox
 * @throws {TypeError} if `text` is empty or has control characters
 * @throws {RangeError} if the line has more than 512 octets
 * @example
 * vrfy("ann").line; // "VRFY ann"
 */
export function vrfy(text: string): Command {
  return lookUp("VRFY", text);
}

/** `EXPN`: requests the members of a mailing list (RFC 5321 4.1.1.7). Same parameters and errors as `vrfy`. */
export function expn(text: string): Command {
  return lookUp("EXPN", text);
}

/** `HELP` (RFC 5321 4.1.1.8). With a topic, same errors as `vrfy`. */
export function help(topic?: string): Command {
  return createCommand("HELP", topic === undefined ? "HELP" : `HELP ${requireText("HELP", topic)}`);
}

/** `ETRN`: requests to start the queue for a host (RFC 1985 5). Same errors as `vrfy`. */
export function etrn(text: string): Command {
  return createCommand("ETRN", `ETRN ${requireText("ETRN", text)}`);
}

/** `QUIT`: ends the session (RFC 5321 4.1.1.10). */
export function quit(): Command {
  return createCommand("QUIT", "QUIT");
}

/**
 * Encodes one flight: each line in UTF-8 with CRLF.
 *
 * @example
 * encodeFlight([rset(), quit()]).length; // 12
 */
export function encodeFlight(commands: readonly Command[]): Uint8Array {
  let octets = 0;
  for (const { line } of commands) octets += line.length + 2;
  return encodeAscii(commands, octets) ?? inUtf8(commands);
}

/** Encodes ASCII lines into existing memory, because the runtime's encoder allocates memory for every call. */
function encodeAscii(commands: readonly Command[], octets: number): Uint8Array | undefined {
  const written = allocateBytes(octets);
  let to = 0;
  for (const { line } of commands) {
    for (let at = 0; at < line.length; at += 1) {
      const code = line.charCodeAt(at);
      if (code > 127) return undefined;
      written[to++] = code;
    }
    written[to++] = CR;
    written[to++] = LF;
  }
  return written;
}

function inUtf8(commands: readonly Command[]): Uint8Array {
  return new TextEncoder().encode(commands.map(({ line }) => `${line}\r\n`).join(""));
}

/** Creates a command. All commands are made here, so all are checked. */
function createCommand(
  commandName: CommandName,
  line: string,
  more: Partial<Omit<Command, "name" | "line">> & { readonly most?: number } = {},
): Command {
  const printable = /^[ -~]*$/.test(line);
  if (!printable && /[\p{Cc}\p{Cs}]/u.test(line)) {
    throw new TypeError(
      `An argument of ${commandName} has a control character or half a surrogate pair. A line end there would begin another command: remove it.`,
    );
  }
  const { parameters = NO_ARGUMENTS, shown = line, mechanism, initialResponse } = more;
  const { most = mechanism === undefined ? MAX_COMMAND_LINE_BYTES : MAX_AUTH_LINE_BYTES } = more;
  const size = (printable ? line.length : octets(line)) + 2;
  if (size > most) {
    throw new RangeError(
      `The ${commandName} line has ${size} octets with its CRLF, and ${most} are allowed (RFC 5321 4.5.3.1.4). Shorten its arguments.`,
    );
  }
  const made = { name: commandName, line, shown, parameters: Object.freeze(parameters) };
  if (mechanism === undefined) return Object.freeze(made);
  return Object.freeze(
    initialResponse === undefined
      ? { ...made, mechanism }
      : { ...made, mechanism, initialResponse },
  );
}

const NO_ARGUMENTS: readonly string[] = /* @__PURE__ */ Object.freeze<string[]>([]);

function createEnvelopeCommand(
  commandName: "MAIL" | "RCPT",
  path: string,
  parameters: readonly Parameter[],
  extensions: readonly Extension[],
): Command {
  if (parameters.length === 0) return createCommand(commandName, path);
  const increment = commandName === "MAIL" ? "mailIncrement" : "rcptIncrement";
  const written: string[] = [];
  let most = MAX_COMMAND_LINE_BYTES;
  for (let at = 0; at < parameters.length; at += 1) {
    const parameter = parameters[at] as Parameter;
    written.push(formatParameter(commandName, parameter, extensions));
    // Each extension lengthens the line once.
    const isFirst = (other: Parameter): boolean => other.extension === parameter.extension;
    if (at > 0 && parameters.findIndex(isFirst) < at) continue;
    most += extension(parameter.extension, extensions)?.[increment] ?? 0;
  }
  if (parameters.length > 1 && hasRepeated(parameters)) {
    throw new TypeError(
      `A parameter of ${commandName} is given twice in ${show(written.join(" "))}. Give each once.`,
    );
  }
  return createCommand(commandName, `${path} ${written.join(" ")}`, { parameters: written, most });
}

function hasRepeated(parameters: readonly Parameter[]): boolean {
  const keywords = new Set(parameters.map(({ keyword }) => keyword.toUpperCase()));
  return keywords.size < parameters.length;
}

/** Formats a parameter (RFC 5321 4.1.2): keyword, and a value without `=`, space or controls. */
function formatParameter(
  commandName: "MAIL" | "RCPT",
  { keyword, value, extension: name }: Parameter,
  extensions: readonly Extension[],
): string {
  const written = value === undefined ? keyword : `${keyword}=${value}`;
  if (!/^[a-z\d][a-z\d-]*(?:=[!-<>-~]+)?$/i.test(written)) {
    throw new TypeError(
      `The ${commandName} parameter ${show(written)} is malformed (RFC 5321 4.1.2). Encode what does not fit, as xtext where the extension says so.`,
    );
  }
  const row = extension(name, extensions);
  const known = (commandName === "MAIL" ? row?.mailParameters : row?.rcptParameters)?.find(
    (parameter) => parameter.keyword === keyword.toUpperCase(),
  );
  if (known?.maxOctets !== undefined && written.length > known.maxOctets) {
    throw new RangeError(
      `The ${commandName} parameter ${keyword} has ${written.length} octets, and ${known.maxOctets} are allowed (${row?.rfc}). Shorten its value.`,
    );
  }
  return written;
}

function lookUp(commandName: "VRFY" | "EXPN", text: string): Command {
  const parameters = isAscii(requireText(commandName, text)) ? [] : ["SMTPUTF8"];
  return createCommand(commandName, [commandName, text, ...parameters].join(" "), { parameters });
}

function requireText(commandName: CommandName, text: string): string {
  if (typeof text === "string" && text.trim() !== "") return text;
  throw new TypeError(
    `${commandName} needs a text, but got ${show(text)}. Pass the text to ask for.`,
  );
}

/** Checks a mechanism name (RFC 4422 3.1): up to 20 letters, digits, hyphens and underscores. */
function mechanismName(mechanism: string): string {
  const name = String(mechanism).toUpperCase();
  if (/^[A-Z\d_-]{1,20}$/.test(name)) return name;
  throw new TypeError(
    `${show(mechanism)} is no name of a SASL mechanism (RFC 4422 3.1). Give one such as PLAIN.`,
  );
}

/** Encodes an initial response. An empty one is `=`, which differs from no initial response (RFC 4954 4). */
function initialOf(response: Uint8Array): string {
  return response.length === 0 ? "=" : base64Encode(response);
}
