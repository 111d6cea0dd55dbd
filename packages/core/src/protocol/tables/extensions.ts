/**
 * Service extensions: every registered EHLO keyword and the vendors' keywords that servers announce, with the
 * commands and parameters that each adds and the octets by which it lengthens MAIL and RCPT lines (RFC 5321 2.2.2,
 * 4.5.3.1.4). The extensions that sessions use are in `used-extensions.ts`.
 */
import type { Extension, ExtensionParameter } from "./extension-row.ts";
import { USED_EXTENSIONS } from "./used-extensions.ts";

export type { Extension, ExtensionParameter, ParameterLimit } from "./extension-row.ts";

const OTHERS: readonly Extension[] = [
  {
    keyword: "AUTH",
    status: "standard",
    verbs: ["AUTH"],
    mailParameters: [{ keyword: "AUTH" }],
    mailIncrement: 500,
    rfc: "RFC 4954",
    checked: "text",
  },
  { keyword: "BURL", status: "standard", verbs: ["BURL"], rfc: "RFC 4468", checked: "text" },
  { keyword: "ETRN", status: "standard", verbs: ["ETRN"], rfc: "RFC 1985", checked: "recalled" },
  { keyword: "EXPN", status: "standard", verbs: ["EXPN"], rfc: "RFC 5321", checked: "text" },
  { keyword: "HELP", status: "standard", verbs: ["HELP"], rfc: "RFC 5321", checked: "text" },
  {
    keyword: "STARTTLS",
    status: "standard",
    verbs: ["STARTTLS"],
    rfc: "RFC 3207",
    checked: "text",
  },
  { keyword: "ATRN", status: "standard", verbs: ["ATRN"], rfc: "RFC 2645", checked: "recalled" },
  {
    keyword: "CONNEG",
    status: "standard",
    rcptParameters: [{ keyword: "CONNEG" }],
    rfc: "RFC 4141",
    checked: "recalled",
  },
  {
    keyword: "CONPERM",
    status: "standard",
    mailParameters: [{ keyword: "CONPERM" }],
    rfc: "RFC 4141",
    checked: "recalled",
  },
  {
    keyword: "MTRK",
    status: "standard",
    mailParameters: [{ keyword: "MTRK" }],
    rfc: "RFC 3885",
    checked: "recalled",
  },
  {
    keyword: "NO-SOLICITING",
    status: "standard",
    mailParameters: [{ keyword: "SOLICIT" }],
    rfc: "RFC 3865",
    checked: "recalled",
  },
  {
    keyword: "CHECKPOINT",
    status: "experimental",
    mailParameters: [{ keyword: "TRANSID", maxOctets: 88 }],
    mailIncrement: 88,
    rfc: "RFC 1845",
    checked: "text",
  },
  { keyword: "SAML", status: "obsolete", verbs: ["SAML"], rfc: "RFC 821", checked: "text" },
  { keyword: "SEND", status: "obsolete", verbs: ["SEND"], rfc: "RFC 821", checked: "text" },
  { keyword: "SOML", status: "obsolete", verbs: ["SOML"], rfc: "RFC 821", checked: "text" },
  {
    keyword: "SUBMITTER",
    status: "obsolete",
    mailParameters: [{ keyword: "SUBMITTER" }],
    rfc: "RFC 4405",
    checked: "recalled",
  },
  { keyword: "TURN", status: "obsolete", verbs: ["TURN"], rfc: "RFC 821", checked: "text" },
  {
    keyword: "UTF8SMTP",
    status: "obsolete",
    mailParameters: [{ keyword: "ALT-ADDRESS" }],
    rcptParameters: [{ keyword: "ALT-ADDRESS" }],
    rfc: "RFC 5336",
    checked: "recalled",
  },
  { keyword: "ONEX", status: "vendor", verbs: ["ONEX"], rfc: "sendmail", checked: "recalled" },
  { keyword: "VERB", status: "vendor", verbs: ["VERB"], rfc: "sendmail", checked: "recalled" },
  {
    keyword: "IGNOREQUOTA",
    status: "vendor",
    rcptParameters: [{ keyword: "IGNOREQUOTA" }],
    rfc: "Cyrus",
    checked: "recalled",
  },
  {
    keyword: "PIPECONNECT",
    status: "vendor",
    rfc: "draft-harris-early-pipe-01",
    checked: "recalled",
  },
  {
    keyword: "PRDR",
    status: "vendor",
    mailParameters: [{ keyword: "PRDR" }],
    rfc: "draft-hall-prdr-00",
    checked: "recalled",
  },
  { keyword: "VRFY", status: "vendor", verbs: ["VRFY"], rfc: "Postfix", checked: "recalled" },
  {
    keyword: "X-ANONYMOUSTLS",
    status: "vendor",
    verbs: ["X-ANONYMOUSTLS"],
    rfc: "Exchange",
    checked: "recalled",
  },
  { keyword: "X-EXPS", status: "vendor", verbs: ["X-EXPS"], rfc: "Exchange", checked: "recalled" },
  {
    keyword: "X-LINK2STATE",
    status: "vendor",
    verbs: ["X-LINK2STATE"],
    rfc: "Exchange",
    checked: "recalled",
  },
  { keyword: "XCLIENT", status: "vendor", verbs: ["XCLIENT"], rfc: "Postfix", checked: "recalled" },
  {
    keyword: "XEXCH50",
    status: "vendor",
    verbs: ["XEXCH50"],
    rfc: "Exchange",
    checked: "recalled",
  },
  {
    keyword: "XFORWARD",
    status: "vendor",
    verbs: ["XFORWARD"],
    rfc: "Postfix",
    checked: "recalled",
  },
  {
    keyword: "XOORG",
    status: "vendor",
    mailParameters: [{ keyword: "XOORG" }],
    rfc: "Exchange Online",
    checked: "recalled",
  },
  { keyword: "XSHADOW", status: "vendor", rfc: "Exchange", checked: "recalled" },
  {
    keyword: "XVERP",
    status: "vendor",
    mailParameters: [{ keyword: "XVERP" }],
    rfc: "Postfix",
    checked: "recalled",
  },
];

/** All rows: the extensions that sessions use, then the other registered ones, then those of vendors. */
export const EXTENSIONS: readonly Extension[] = /* @__PURE__ */ [USED_EXTENSIONS, OTHERS].flat();

/** The purpose of each extension in a few words. Separate, so that a bundle that only sends does not include it. */
export const EXTENSION_TITLES: Readonly<Record<string, string>> = {
  "8BITMIME": "Octets above 127 in the content",
  AUTH: "Authentication",
  BINARYMIME: "Content that is no text",
  BURL: "Content fetched from an IMAP server",
  CHUNKING: "Content in counted chunks",
  DELIVERBY: "Deliver by a deadline",
  DSN: "Delivery status notifications on request",
  ENHANCEDSTATUSCODES: "Enhanced status codes in replies",
  ETRN: "Start the queue for a host",
  EXPN: "Expand a mailing list",
  FUTURERELEASE: "Hold until a time",
  HELP: "Help",
  LIMITS: "Limits of the server",
  "MT-PRIORITY": "Priority in transfer",
  PIPELINING: "Several commands in one flight",
  REQUIRETLS: "TLS on every hop",
  RRVS: "Recipient unchanged since a time",
  SIZE: "Size declared before the content",
  SMTPUTF8: "UTF-8 in addresses and header fields",
  STARTTLS: "Upgrade to TLS",
  ATRN: "Authenticated turn of roles",
  CONNEG: "What the recipient can show",
  CONPERM: "Content may be converted",
  MTRK: "Message tracking",
  "NO-SOLICITING": "Solicitations not wanted",
  CHECKPOINT: "Resume an interrupted transaction",
  SAML: "Send to the terminal and mail",
  SEND: "Send to the terminal",
  SOML: "Send to the terminal or mail",
  SUBMITTER: "Mailbox responsible for the submission",
  TURN: "Turn of roles",
  UTF8SMTP: "UTF-8 in addresses, first experiment",
  ONEX: "One transaction only",
  VERB: "Verbose replies",
  IGNOREQUOTA: "Deliver over quota, in LMTP",
  PIPECONNECT: "Commands before the greeting",
  PRDR: "A reply per recipient after the content",
  VRFY: "Verify a mailbox, listed though a base command",
  "X-ANONYMOUSTLS": "TLS between Exchange servers",
  "X-EXPS": "Authentication between Exchange servers",
  "X-LINK2STATE": "Routing state of Exchange",
  XCLIENT: "Stand in for another client",
  XEXCH50: "Envelope data of Exchange",
  XFORWARD: "Log data of another client",
  XOORG: "Originating organisation",
  XSHADOW: "Shadow copies between Exchange servers",
  XVERP: "Variable envelope return paths",
};

/**
 * The row for an EHLO keyword.
 *
 * @param keyword in any case
 * @param extensions the rows to search
 * @returns the row, or `undefined` for an unknown extension
 * @example
 * extension("smtputf8", EXTENSIONS)?.mailIncrement; // 10
 */
export function extension(
  keyword: string,
  extensions: readonly Extension[],
): Extension | undefined {
  const name = keyword.toUpperCase();
  return extensions.find((row) => row.keyword === name);
}

/** The extension and the parameter that a MAIL or RCPT parameter belongs to. */
export interface ParameterOwner {
  readonly extension: Extension;
  readonly parameter: ExtensionParameter;
}

/**
 * Finds the extension of a parameter, and the parameter's row.
 *
 * @param commandName the verb that carries it
 * @param written the parameter as written, such as `BODY=BINARYMIME`; in any case
 * @param extensions the rows to search
 * @returns the extension with this value if several share the keyword; the first one if there is no value
 * @example
 * ownerOfParameter("MAIL", "BODY=BINARYMIME", EXTENSIONS)?.extension.keyword; // "BINARYMIME"
 */
export function ownerOfParameter(
  commandName: "MAIL" | "RCPT",
  written: string,
  extensions: readonly Extension[],
): ParameterOwner | undefined {
  const [keyword, value] = written.toUpperCase().split("=", 2);
  for (const extension of extensions) {
    const parameters = commandName === "MAIL" ? extension.mailParameters : extension.rcptParameters;
    const parameter = parameters?.find(
      (known) =>
        known.keyword === keyword &&
        (value === undefined || known.values === undefined || known.values.includes(value)),
    );
    if (parameter) return { extension, parameter };
  }
  return undefined;
}
