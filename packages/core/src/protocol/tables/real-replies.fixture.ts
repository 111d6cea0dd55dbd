/**
 * Replies that real servers gave, with the situation they were given in and what
 * they mean there. Several look contradictory: the situation differs, not the text.
 */
import type { Reaction, Situation } from "../situation.ts";

/** A situation by what is particular about it; `inSituation` of the tests fills in the rest. */
export type Particular = Pick<Situation, "asked"> & Partial<Situation>;

/** What must be told of a reply. */
export type Expected = Pick<Reaction, "action"> & Partial<Reaction>;

/** One reply in one situation. */
export interface RealReply {
  readonly id: string;
  readonly situation: Particular;
  readonly reply: string;
  readonly expect: Expected;
}

/** Replies that mean the same in the same situation. */
function group(
  situation: Particular,
  expect: Expected,
  replies: Readonly<Record<string, string>>,
): readonly RealReply[] {
  return Object.entries(replies).map(([id, reply]) => ({ id, situation, reply, expect }));
}

const plain = { asked: "AUTH", mechanism: "PLAIN", tls: true, credentials: true } as const;
const nextMechanism = {
  action: "next-way",
  feature: "AUTH",
  scope: "session",
  because: "mechanism-unsupported",
} as const;
const noAuthentication = { ...nextMechanism, because: "authentication-unavailable" } as const;
const account = { action: "refuse", scope: "account", retry: "never" } as const;
const secureFirst = { action: "secure-first", scope: "session", because: "tls-required" } as const;
const authenticateFirst = {
  action: "authenticate-first",
  scope: "session",
  because: "authentication-required",
} as const;
const nextServer = { action: "next-server", scope: "host" } as const;
const fixName = { action: "fix-name", scope: "session", because: "name-refused" } as const;
const resynchronize = { action: "resynchronize", scope: "session", retry: "now" } as const;
const reconnect = { action: "reconnect", scope: "connection", retry: "now" } as const;
const without = { action: "without-parameters", because: "parameter-unsupported" } as const;
const split = { action: "split", scope: "recipient", because: "too-many-recipients" } as const;
const later = { action: "later", retry: "later", because: "temporary" } as const;

/** One MAIL or RCPT whose parameters the message can do without. */
function optional(asked: "MAIL" | "RCPT", ...parameters: string[]): Particular {
  return { asked, parameters, droppable: parameters };
}

/** Every reply; an id that stands twice was given to two commands. */
export const REAL_REPLIES: readonly RealReply[] = [
  ...group(
    { asked: "GREETING", greeted: "no" },
    { action: "proceed" },
    {
      R009: "220 *********0***************************************************************** ************2*************",
      R010: "220 ssl0.ovh.net player739",
    },
  ),
  ...group(
    { asked: "GREETING", greeted: "no" },
    { ...nextServer, retry: "never" },
    {
      R001: "554 5.7.1 No SMTP service here",
    },
  ),
  ...group(
    { asked: "GREETING", greeted: "no" },
    { ...nextServer, retry: "later", because: "closing" },
    {
      R004: "421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1",
      R005: "421 mail.example.com: Too many concurrent SMTP connections; please try again later.",
    },
  ),
  // Something was written before the greeting.
  ...group(
    { asked: "GREETING", greeted: "no", grouped: true },
    { action: "next-way", feature: "PIPECONNECT", scope: "connection" },
    { R006: "554 SMTP synchronization error" },
  ),
  ...group(
    { asked: "GREETING", greeted: "no" },
    { action: "next-way", feature: "TLS", scope: "connection" },
    { R008: "501 SSL attempted over a non-SSL socket" },
  ),

  ...group(
    { asked: "EHLO", greeted: "no" },
    { action: "next-way", feature: "ESMTP", scope: "session" },
    {
      R012: "502 Command not implemented",
      R014: "550 command not understood",
    },
  ),
  ...group({ asked: "EHLO", greeted: "no" }, fixName, {
    R017: "501 EHLO Invalid domain address.",
    R018: "501 5.5.4 HELO/EHLO argument is invalid, please review this article.",
    R019: "501 Syntactically invalid EHLO argument(s)",
  }),
  ...group({ asked: "HELO", greeted: "no" }, fixName, {
    R020: "501 syntactically invalid HELO argument(s)",
  }),
  ...group(
    { asked: "EHLO", greeted: "no" },
    { ...nextServer, retry: "later" },
    {
      R021: "421 EHLO MXIN201 Your HELO/EHLO hostname.that.does.not.match.ptr.record.in.dns is not matching your DNS configuration ...",
      R022: "421 Service not available, closing transmission channel",
      R024: "450 EHLO denied",
    },
  ),
  ...group(
    { asked: "EHLO", greeted: "no" },
    { ...nextServer, retry: "never" },
    {
      R023: "550 EHLO denied",
    },
  ),
  ...group({ asked: "HELO", greeted: "no" }, resynchronize, {
    R025: "502 5.5.1 Unrecognized command",
  }),
  ...group(
    { asked: "HELO" },
    { action: "ignore", scope: "command" },
    {
      R026: "503 wrong state for HELO command",
    },
  ),
  ...group(
    { asked: "EHLO", again: true },
    { action: "ignore", scope: "command" },
    {
      R027: "503 mail.example.com Duplicate HELO/EHLO",
      R028: "503 5.5.1 Invalid command: Already identified",
    },
  ),
  ...group(
    { asked: "RCPT" },
    { ...fixName, scope: "connection" },
    {
      R030: "554 5.5.2 Helo command rejected: need fully-qualified hostname",
    },
  ),
  ...group({ asked: "MAIL" }, resynchronize, {
    R033: "503 5.5.2 Send hello first",
    R034: "503 5.0.0 Polite people say HELO first",
    R035: "502 5.5.1 Please introduce yourself first.",
    R159: "503 5.5.1 Error: nested MAIL command",
  }),
  ...group({ ...plain, greeted: "no" }, resynchronize, {
    R035: "502 5.5.1 Please introduce yourself first.",
  }),
  // What these list is for the capabilities to read; as replies they are like any other.
  ...group(
    { asked: "EHLO", greeted: "no" },
    { action: "proceed" },
    {
      R037: "250-mx.example\n250 XXXA",
      R040: "250-mx.example\n250-AUTH=LOGIN PLAIN\n250 SIZE 0",
      R041: "250-mx.example\n250-AUTH NTLM\n250 X-EXPS GSSAPI NTLM",
    },
  ),
  ...group(
    { asked: "EHLO", again: true, authenticated: true },
    { action: "proceed" },
    {
      R045: "250-mx.example\n250 SIZE 1000",
    },
  ),

  ...group(
    { asked: "STARTTLS" },
    { action: "next-way", feature: "TLS", scope: "session", because: "tls-unavailable" },
    {
      R047: "502 5.5.1 Error: command not implemented",
      R048: "502 Error: command not implemented",
      R049: "502 5.5.1 Error: command not implemented",
      R050: "502 5.5.1 TLS not supported",
      R051: "502 5.5.1 TLS support is not enabled.",
      R054: "503 5.5.0 TLS not available",
      R056: "500 5.3.3 Unrecognized command",
      R059: "500 #5.5.1 command not recognized",
      R230: "502 unimplemented (#5.5.1)",
    },
  ),
  ...group(
    { asked: "STARTTLS" },
    { action: "next-way", feature: "TLS", retry: "later" },
    {
      R061: "454 4.7.0 TLS not available due to local problem",
      R063: "454 4.3.3 TLS not available after start",
    },
  ),
  // Nothing was written behind STARTTLS, so somebody else wrote it.
  ...group(
    { asked: "STARTTLS" },
    { action: "abort", scope: "connection", because: "client-fault" },
    {
      R064: "454 4.5.0 SMTP protocol violation, no commands allowed to pipeline after STARTTLS, see RFC 3207.",
    },
  ),
  ...group(
    { asked: "STARTTLS" },
    { ...nextServer, retry: "later" },
    {
      R067: "421 4.7.0 mail.example.com Error: too many new TLS sessions from 192.0.2.1",
    },
  ),
  ...group({ asked: "HELO", greeted: "no" }, reconnect, { R069: "500 TLS Negotiation Failed" }),
  ...group({ asked: "MAIL" }, secureFirst, {
    R070: "530 5.7.0 Must issue a STARTTLS command first",
    R071: "530 5.7.0 Must issue a STARTTLS command first. pe5sm5768337wjb.15 - gsmtp",
    R078: "554 Command refused due to lack of security",
  }),
  ...group({ ...plain, tls: false }, secureFirst, {
    R070: "530 5.7.0 Must issue a STARTTLS command first",
    R073: "538 Error: Must issue a STARTTLS command first",
    R077: "530 A SSL/TLS-connection is required for authentication.",
  }),

  ...group({ ...plain, initialResponse: true, mechanismsLeft: ["LOGIN"] }, nextMechanism, {
    R079: "502 Command not implemented",
    R081: "504 5.7.4 Unrecognized authentication type",
    R083: "553 5.3.0 Auth failure",
    R084: "504 Unknown mechanism <PLAIN>",
    R085: "504 5.3.3 AUTH mechanism PLAIN not available",
    R087: "504 5.5.4 Unrecognized authentication type",
  }),
  ...group({ ...plain, mechanism: "CRAM-MD5", mechanismsLeft: ["PLAIN"] }, nextMechanism, {
    R088: "504 Error: Unrecognized authentication type",
  }),
  ...group(
    { ...plain, mechanismsLeft: ["LOGIN", "CRAM-MD5"] },
    { ...nextMechanism, because: "mechanism-too-weak" },
    { R092: "534 5.7.9 Authentication mechanism is too weak" },
  ),
  ...group({ ...plain, mechanismsLeft: ["LOGIN"] }, noAuthentication, {
    R093: "503 5.5.1 Error: authentication not enabled",
    R094: "503 AUTH command used when not advertised",
  }),
  ...group({ ...plain, mechanism: "LOGIN" }, noAuthentication, {
    R080: "502 5.3.3 Command not implemented",
    R098: "502 5.5.1 Unsupported command",
    R099: "502 5.5.1 Command not implemented",
    R230: "502 unimplemented (#5.5.1)",
  }),
  ...group(
    { asked: "AUTH-RESPONSE", mechanism: "LOGIN", tls: true, credentials: true },
    { action: "abort", scope: "connection" },
    { R101: '500 5.5.1 Command unrecognized: "czNjcjN0UGFzcw=="' },
  ),
  ...group(
    { ...plain, authenticated: true },
    { action: "already-authenticated" },
    {
      R103: "503 5.5.1 Already authenticated",
    },
  ),
  ...group({ ...plain, authenticated: true }, reconnect, {
    R104: "503 5.7.0 No identity changes permitted.",
  }),
  ...group(
    { ...plain, initialResponse: true, mechanismsLeft: ["LOGIN"] },
    { action: "without-initial-response", because: "initial-response-unsupported" },
    { R105: "553 Initial data not expected" },
  ),
  ...group(
    { ...plain, mechanism: "XOAUTH2", initialResponse: true },
    { action: "without-initial-response" },
    { R107: "500 5.5.2 Line too long" },
  ),
  ...group({ ...plain, initialResponse: true, mechanismsLeft: ["LOGIN"] }, account, {
    R110: "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
    R112: "534-5.7.9 Application-specific password required. Learn more at\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor",
    R113: "534-5.7.14 <https://accounts.google.com/...> Please log in via your web browser\n534 5.7.14 and then try again.",
    R114: "535 5.7.1 Username and Password not accepted. Learn more here.",
    R118: "535 Incorrect authentication data",
  }),
  ...group(
    { ...plain, initialResponse: true },
    { ...later, scope: "host" },
    {
      R116: "454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
      R117: "435 Unable to authenticate at present",
    },
  ),
  ...group({ asked: "MAIL", tls: true, credentials: true }, authenticateFirst, {
    R121: "530 5.7.0 Authentication required.",
    R124: "550 Authentication required",
  }),

  ...group(optional("MAIL", "BODY=8BITMIME", "SMTPUTF8"), without, {
    R125: "502 5.3.3 Command not implemented",
    R126: "502 5.3.3 Command not implemented",
  }),
  ...group(
    optional("MAIL", "RET=HDRS"),
    { ...without, feature: "DSN", scope: "transaction" },
    {
      R127: "555 5.5.4 Unsupported option: RET=HDRS",
      R141: "504 5.5.4 RET is not implemented",
    },
  ),
  ...group(
    { asked: "MAIL" },
    { action: "refuse", scope: "transaction", because: "client-fault" },
    {
      R129: "555 5.5.4 Unsupported option: sascha@gehlich.us",
    },
  ),
  ...group(
    optional("MAIL", "BODY=8BITMIME"),
    { ...without, feature: "8BITMIME" },
    {
      R131: "555 MAIL FROM parameters not recognized or not implemented",
      R133: "555 Invalid command parameters",
      R150: "501 5.5.4 Syntax error in parameters or arguments (invalid SIZE parameter)",
    },
  ),
  ...group(
    optional("RCPT", "NOTIFY=NEVER"),
    { ...without, feature: "DSN", scope: "recipient" },
    {
      R132: "555 RCPT TO parameters not recognized or not implemented",
      R142: "504 5.5.4 NOTIFY is not implemented",
    },
  ),
  ...group(
    optional("RCPT", "NOTIFY=NEVER", "ORCPT=rfc822;a@b.example"),
    { ...without, feature: "DSN", parameters: ["NOTIFY=NEVER", "ORCPT=rfc822;a@b.example"] },
    { R137: "504 5.7.0 Sorry, NOTIFY not supported, we do not allow DSN" },
  ),
  ...group(
    optional("MAIL", "SMTPUTF8"),
    { ...without, feature: "SMTPUTF8" },
    {
      R135: "504 5.7.0 Sorry, SMTPUTF8 not supported/enabled",
      R138: "504 5.5.4 SMTPUTF8 is not implemented",
      R152: "501 Error: SMTPUTF8 disabled",
    },
  ),
  ...group(
    { asked: "MAIL", parameters: ["REQUIRETLS"], tls: true },
    { action: "refuse", scope: "transaction", because: "parameter-unsupported" },
    { R139: "504 5.5.4 REQUIRETLS is not implemented" },
  ),
  ...group(
    optional("RCPT", "MT-PRIORITY=3"),
    { ...without, feature: "MT-PRIORITY" },
    {
      R144: "504 5.5.4 MT-PRIORITY is not implemented",
    },
  ),
  ...group(optional("MAIL", "FOO=1"), without, {
    R146: "503 5.5.4 Invalid command arguments: Unsupported option FOO=1",
  }),
  ...group(optional("MAIL", "AUTH=<>"), without, {
    R148: "550 Unsupported ESMTP extension: AUTH=<>",
  }),
  ...group(
    { asked: "MAIL", parameters: ["SIZE=99999999"] },
    { action: "refuse", scope: "transaction", because: "too-large" },
    { R154: "552 5.3.4 Message size exceeds file system imposed limit" },
  ),
  ...group(
    { asked: "RCPT" },
    { action: "next-way", feature: "SMTPUTF8", scope: "recipient" },
    {
      R158: "553 5.6.7 Address requires SMTPUTF8",
    },
  ),
  ...group(
    { asked: "MAIL", again: true },
    { ...reconnect, because: "closing" },
    {
      R162: "421 SMTP session maximum lifetime has been reached, please reconnect",
    },
  ),

  ...group({ asked: "RCPT", recipientsAccepted: 1 }, split, {
    R165: "452 too many recipients",
    R166: "552 too many recipients",
    R168: "451 4.5.3 Too many recipients: Too many recipients",
    R169: "451 4.3.0 Multiple destination domains per transaction is unsupported. Please try again.",
    R170: "452 4.5.3 Domain policy size per transaction exceeded, please try this recipient in a separate transaction.",
  }),
  ...group(
    { asked: "RCPT", grouped: true, earlierRefused: true },
    { action: "cascade" },
    {
      R172: "502 5.5.1 Missing MAIL FROM command.",
    },
  ),
  ...group(
    { asked: "RCPT", recipientsAccepted: 1 },
    { action: "refuse", scope: "recipient" },
    {
      R174: "553 Relaying disallowed",
      R175: "552 1 Requested mail action aborted, mailbox not found",
      R179: "501 5.5.4 Invalid TO: Missing domain",
    },
  ),
  ...group(
    { asked: "RCPT", recipientsAccepted: 1 },
    { ...later, scope: "recipient" },
    {
      R176: "450 4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time.",
      R177: "452 4.1.1 <example@comcast.net> too many recent messages; Try again later",
    },
  ),
  ...group(
    { asked: "DATA", grouped: true, earlierRefused: true },
    { action: "end-without-content" },
    {
      R181: "354 End data with <CR><LF>.<CR><LF>",
    },
  ),
  ...group(
    { asked: "DATA", recipientsAccepted: 1 },
    { ...reconnect, because: "garbage" },
    {
      R182: "250 OK",
    },
  ),
  ...group({ asked: "DATA", recipientsAccepted: 1 }, resynchronize, {
    R183: "502 Error: command not implemented",
  }),
  ...group(
    { asked: "BDAT", recipientsAccepted: 1, contentOctets: 4 },
    { action: "next-way", feature: "CHUNKING", scope: "connection", because: "unsupported" },
    {
      R184: "521 5.5.1 Error: command not implemented",
      R185: "502 5.5.1 Error: command not implemented",
      R187: "504 zero size for BDAT command",
    },
  ),
  ...group(
    { asked: "DATA", parameters: ["BODY=BINARYMIME"], recipientsAccepted: 1 },
    { action: "re-encode", scope: "transaction" },
    {
      R188: "503 5.5.0 DATA cannot be used with BINARYMIME",
      R190: "503 5.5.1 Bad sequence of commands",
    },
  ),
  ...group(
    { asked: "CONTENT", recipientsAccepted: 1 },
    { action: "refuse", scope: "message" },
    {
      R195: "451 See https://cr.yp.to/docs/smtplf.html.",
      R196: "552 5.2.0 Message contains bare CR and is violating 822.bis section 2.3",
    },
  ),
  ...group(
    { asked: "CONTENT", recipientsAccepted: 1 },
    { action: "re-encode", scope: "message" },
    {
      R198: "500 Line too long (see RFC5321 4.5.3.1.6)",
    },
  ),
  ...group(
    { asked: "CONTENT", recipientsAccepted: 1 },
    { action: "proceed", scope: "message" },
    {
      R199: "250 2.0.0 Ok: queued as ABC123",
    },
  ),
  ...group(
    { asked: "CONTENT", recipientsAccepted: 1 },
    { ...later, scope: "message" },
    {
      R202: "451 4.7.0 Temporary server error. Please try again later. PRX6 NextHop: outlook.com [outlook.com]",
    },
  ),
  ...group(
    { asked: "MAIL", grouped: true },
    { action: "next-way", feature: "PIPELINING", scope: "connection" },
    {
      R205: "554 SMTP synchronization error",
      R206: "554 5.5.0 Error: SMTP protocol synchronization",
    },
  ),

  ...group(
    { asked: "OTHER" },
    { action: "ignore", scope: "command" },
    {
      R210: "500 5.5.2 Error: bad syntax",
    },
  ),
  ...group(
    { asked: "RSET" },
    { action: "next-way", feature: "RSET", scope: "connection" },
    {
      R212: "502 Unimplemented (#5.5.1)",
    },
  ),
  ...group(
    { asked: "RSET", greeted: "no" },
    { action: "ignore", scope: "command" },
    {
      R213: "503 5.5.1 Invalid command: Command not allowed at this point.",
    },
  ),
  ...group(
    { asked: "NOOP" },
    { action: "ignore", scope: "command" },
    {
      R214: "500 Expected MAIL FROM:<addr> or QUIT",
      R215: "502 Command not implemented",
    },
  ),
  ...group({ asked: "NOOP" }, reconnect, { R217: "554 Too many nonmail commands" }),
  ...group(
    { asked: "VRFY" },
    { action: "next-way", feature: "VRFY", scope: "command" },
    {
      R218: "502 5.5.1 VRFY command is disabled",
      R219: "502 VRFY disallowed.",
      R220: "502 5.7.0 Sorry, we do not allow this operation",
      R221: "502 Could not VRFY user@example.com",
    },
  ),
  ...group(
    { asked: "EXPN" },
    { action: "next-way", feature: "EXPN", scope: "command" },
    {
      R220: "502 5.7.0 Sorry, we do not allow this operation",
      R231: "502 5.5.1 Unrecognized command. x8sm8613293qti.51 - gsmtp",
    },
  ),
  ...group(
    { asked: "VRFY" },
    { action: "unknown", scope: "command" },
    {
      R226: "252 send some mail, i'll try my best",
    },
  ),
  ...group(
    { asked: "HELP" },
    { action: "next-way", feature: "HELP", scope: "command" },
    {
      R228: "502 5.3.0 Sendmail 8.17.1 -- HELP not implemented",
      R232: "502 5.5.1 Unimplemented command.",
      R237: "503 Bad sequence of commands",
    },
  ),
  ...group(
    { asked: "ETRN" },
    { action: "next-way", feature: "ETRN", scope: "command" },
    {
      R236: "500 unrecognized command",
    },
  ),
  ...group(
    { asked: "TURN" },
    { action: "ignore", scope: "command" },
    { R229: "502 TURN disallowed." },
  ),
  ...group({ asked: "EXPN" }, reconnect, {
    R233: "502 5.5.1 Too many unrecognized commands, goodbye.",
    R239: "521 Command line too long",
    R240: "421 4.7.0 mail.example.com Error: too many errors",
  }),
  ...group(
    { asked: "QUIT" },
    { action: "ignore", scope: "command" },
    {
      R238: "500 Line too long.",
      R243: "502 Command not implemented",
    },
  ),
  ...group({ asked: "MAIL" }, { action: "proceed" }, { R244: "250" }),
];

/** What is known of servers but is no reply. */
export const NOT_A_REPLY: Readonly<Record<string, string>> = {
  R044: "a proxy leaves lines out of the EHLO reply: nothing is answered differently",
};

/** The replies whose meaning nothing but their text tells, each with the reason. */
export const TEXT_DECIDES: Readonly<Record<string, string>> = {
  R008: "a refused greeting otherwise means that the host takes no mail; that the server speaks in clear stands in the text alone",
  R023: "550 to EHLO, without an enhanced code, is given by what does not know the verb and by what denies the client",
  R030: "554 5.5.2 to RCPT blames a syntax, of the address or of the name in EHLO",
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
