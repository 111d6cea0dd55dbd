/**
 * Service extensions: every registered EHLO keyword, and the vendors' ones that
 * are met in the wild, with the verbs and parameters that each adds and the
 * octets by which it lengthens MAIL and RCPT lines (RFC 5321 2.2.2, 4.5.3.1.4).
 */

/** A parameter that an extension adds to MAIL or RCPT. */
export interface ExtensionParameter {
  /** The name before `=`. */
  readonly keyword: string;
  /** The values that belong to this extension, where several extensions share the keyword. */
  readonly values?: readonly string[];
  /** Octets of the longest parameter, keyword and `=` included, where the text sets a limit. */
  readonly maxOctets?: number;
}

/** One service extension. */
export interface Extension {
  /** As EHLO lists it. */
  readonly keyword: string;
  /** `standard`: on the standards track; `vendor`: defined by one implementation. */
  readonly status: "standard" | "experimental" | "obsolete" | "vendor";
  /** The commands that it adds. */
  readonly verbs?: readonly string[];
  /** The parameters that it adds to MAIL. */
  readonly mailParameters?: readonly ExtensionParameter[];
  /** The parameters that it adds to RCPT. */
  readonly rcptParameters?: readonly ExtensionParameter[];
  /** Octets that the extension adds to the longest MAIL line; none when absent. */
  readonly mailIncrement?: number;
  /** Octets that the extension adds to the longest RCPT line; none when absent. */
  readonly rcptIncrement?: number;
  /** Where it is defined. */
  readonly rfc: string;
  /** `recalled`: not held against the defining text, so that a missing increment may exist. */
  readonly checked: "text" | "recalled";
}

/** All rows, registered ones first. */
export const EXTENSIONS: readonly Extension[] = [
  {
    keyword: "8BITMIME",
    status: "standard",
    mailParameters: [{ keyword: "BODY", values: ["7BIT", "8BITMIME"] }],
    mailIncrement: 17,
    rfc: "RFC 6152",
    checked: "text",
  },
  {
    keyword: "AUTH",
    status: "standard",
    verbs: ["AUTH"],
    mailParameters: [{ keyword: "AUTH" }],
    mailIncrement: 500,
    rfc: "RFC 4954",
    checked: "text",
  },
  {
    keyword: "BINARYMIME",
    status: "standard",
    mailParameters: [{ keyword: "BODY", values: ["BINARYMIME"] }],
    mailIncrement: 16,
    rfc: "RFC 3030",
    checked: "text",
  },
  { keyword: "BURL", status: "standard", verbs: ["BURL"], rfc: "RFC 4468", checked: "text" },
  { keyword: "CHUNKING", status: "standard", verbs: ["BDAT"], rfc: "RFC 3030", checked: "text" },
  {
    keyword: "DELIVERBY",
    status: "standard",
    mailParameters: [{ keyword: "BY" }],
    mailIncrement: 17,
    rfc: "RFC 2852",
    checked: "text",
  },
  // RFC 3461 5.4 names the parameters' sizes; each increment is their sum with a space before each.
  {
    keyword: "DSN",
    status: "standard",
    mailParameters: [
      { keyword: "RET", maxOctets: 8 },
      { keyword: "ENVID", maxOctets: 100 },
    ],
    rcptParameters: [
      { keyword: "NOTIFY", maxOctets: 28 },
      { keyword: "ORCPT", maxOctets: 500 },
    ],
    mailIncrement: 110,
    rcptIncrement: 530,
    rfc: "RFC 3461",
    checked: "text",
  },
  { keyword: "ENHANCEDSTATUSCODES", status: "standard", rfc: "RFC 2034", checked: "text" },
  { keyword: "ETRN", status: "standard", verbs: ["ETRN"], rfc: "RFC 1985", checked: "recalled" },
  { keyword: "EXPN", status: "standard", verbs: ["EXPN"], rfc: "RFC 5321", checked: "text" },
  {
    keyword: "FUTURERELEASE",
    status: "standard",
    mailParameters: [{ keyword: "HOLDFOR" }, { keyword: "HOLDUNTIL" }],
    mailIncrement: 34,
    rfc: "RFC 4865",
    checked: "text",
  },
  { keyword: "HELP", status: "standard", verbs: ["HELP"], rfc: "RFC 5321", checked: "text" },
  { keyword: "LIMITS", status: "standard", rfc: "RFC 9422", checked: "text" },
  {
    keyword: "MT-PRIORITY",
    status: "standard",
    mailParameters: [{ keyword: "MT-PRIORITY" }],
    mailIncrement: 15,
    rfc: "RFC 6710",
    checked: "text",
  },
  { keyword: "PIPELINING", status: "standard", rfc: "RFC 2920", checked: "text" },
  {
    keyword: "REQUIRETLS",
    status: "standard",
    mailParameters: [{ keyword: "REQUIRETLS" }],
    mailIncrement: 11,
    rfc: "RFC 8689",
    checked: "text",
  },
  {
    keyword: "RRVS",
    status: "standard",
    rcptParameters: [{ keyword: "RRVS" }],
    rcptIncrement: 33,
    rfc: "RFC 7293",
    checked: "text",
  },
  {
    keyword: "SIZE",
    status: "standard",
    mailParameters: [{ keyword: "SIZE" }],
    mailIncrement: 26,
    rfc: "RFC 1870",
    checked: "text",
  },
  {
    keyword: "SMTPUTF8",
    status: "standard",
    mailParameters: [{ keyword: "SMTPUTF8" }],
    mailIncrement: 10,
    rfc: "RFC 6531",
    checked: "text",
  },
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

/** What each extension is for, in a few words; apart, so that a bundle that only sends goes without. */
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
 * @returns the row, or `undefined` for an extension that nobody told us of
 * @example
 * extension("smtputf8")?.mailIncrement; // 10
 */
export function extension(keyword: string): Extension | undefined {
  const name = keyword.toUpperCase();
  return EXTENSIONS.find((row) => row.keyword === name);
}

/**
 * The extension that a parameter belongs to.
 *
 * @param asked the verb that carries it
 * @param parameter as written, such as `BODY=BINARYMIME`; in any case
 * @returns the row; where extensions share the keyword, the one that has the value,
 *   and without a value the first
 * @example
 * extensionOfParameter("MAIL", "BODY=BINARYMIME")?.keyword; // "BINARYMIME"
 */
export function extensionOfParameter(
  asked: "MAIL" | "RCPT",
  parameter: string,
): Extension | undefined {
  const [keyword, value] = parameter.toUpperCase().split("=", 2);
  return EXTENSIONS.find((row) =>
    (asked === "MAIL" ? row.mailParameters : row.rcptParameters)?.some(
      (known) =>
        known.keyword === keyword &&
        (value === undefined || known.values === undefined || known.values.includes(value)),
    ),
  );
}
