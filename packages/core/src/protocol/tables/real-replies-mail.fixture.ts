/** Real replies to the envelope, to content, and to verbs that a session can do without. */
import { group, type Particular, type RealReply } from "./real-reply.fixture.ts";

const resynchronize = { action: "resynchronize", scope: "session", retry: "now" } as const;
const reconnect = { action: "reconnect", scope: "connection", retry: "now" } as const;
const without = { action: "without-parameters", reason: "parameter-unsupported" } as const;
const split = {
  action: "defer-recipient",
  scope: "recipient",
  reason: "too-many-recipients",
} as const;
const later = { action: "fail-temporarily", retry: "later", reason: "temporary" } as const;

/** One MAIL or RCPT whose parameters the message can do without. */
function optional(command: "MAIL" | "RCPT", ...parameters: string[]): Particular {
  return { command, parameters, droppable: parameters };
}

/** An id that stands twice was given to two commands. */
export const MAIL_REPLIES: readonly RealReply[] = [
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
    { command: "MAIL" },
    { action: "fail-permanently", scope: "transaction", reason: "client-fault" },
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
    { command: "MAIL", parameters: ["REQUIRETLS"], tls: true },
    { action: "fail-permanently", scope: "transaction", reason: "parameter-unsupported" },
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
    { command: "MAIL", parameters: ["SIZE=99999999"] },
    { action: "fail-permanently", scope: "transaction", reason: "too-large" },
    { R154: "552 5.3.4 Message size exceeds file system imposed limit" },
  ),
  ...group(
    { command: "RCPT" },
    { action: "next-method", feature: "SMTPUTF8", scope: "recipient" },
    {
      R158: "553 5.6.7 Address requires SMTPUTF8",
    },
  ),
  ...group(
    { command: "MAIL", repeated: true },
    { ...reconnect, reason: "closing" },
    {
      R162: "421 SMTP session maximum lifetime has been reached, please reconnect",
    },
  ),

  ...group({ command: "RCPT", recipientsAccepted: 1 }, split, {
    R165: "452 too many recipients",
    R166: "552 too many recipients",
    R168: "451 4.5.3 Too many recipients: Too many recipients",
    R169: "451 4.3.0 Multiple destination domains per transaction is unsupported. Please try again.",
    R170: "452 4.5.3 Domain policy size per transaction exceeded, please try this recipient in a separate transaction.",
  }),
  ...group(
    { command: "RCPT", grouped: true, earlierRefused: true },
    { action: "cascade" },
    {
      R172: "502 5.5.1 Missing MAIL FROM command.",
    },
  ),
  ...group(
    { command: "RCPT", recipientsAccepted: 1 },
    { action: "fail-permanently", scope: "recipient" },
    {
      R174: "553 Relaying disallowed",
      R175: "552 1 Requested mail action aborted, mailbox not found",
      R179: "501 5.5.4 Invalid TO: Missing domain",
    },
  ),
  ...group(
    { command: "RCPT", recipientsAccepted: 1 },
    { ...later, scope: "recipient" },
    {
      R176: "450 4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time.",
      R177: "452 4.1.1 <example@comcast.net> too many recent messages; Try again later",
    },
  ),
  ...group(
    { command: "DATA", grouped: true, earlierRefused: true },
    { action: "end-without-content" },
    {
      R181: "354 End data with <CR><LF>.<CR><LF>",
    },
  ),
  ...group(
    { command: "DATA", recipientsAccepted: 1 },
    { ...reconnect, reason: "garbage" },
    {
      R182: "250 OK",
    },
  ),
  ...group({ command: "DATA", recipientsAccepted: 1 }, resynchronize, {
    R183: "502 Error: command not implemented",
  }),
  ...group(
    { command: "BDAT", recipientsAccepted: 1, contentOctets: 4 },
    { action: "next-method", feature: "CHUNKING", scope: "connection", reason: "unsupported" },
    {
      R184: "521 5.5.1 Error: command not implemented",
      R185: "502 5.5.1 Error: command not implemented",
      R187: "504 zero size for BDAT command",
    },
  ),
  ...group(
    { command: "DATA", parameters: ["BODY=BINARYMIME"], recipientsAccepted: 1 },
    { action: "re-encode", scope: "transaction" },
    {
      R188: "503 5.5.0 DATA cannot be used with BINARYMIME",
      R190: "503 5.5.1 Bad sequence of commands",
    },
  ),
  ...group(
    { command: "CONTENT", recipientsAccepted: 1 },
    { action: "fail-permanently", scope: "message" },
    {
      R195: "451 See https://cr.yp.to/docs/smtplf.html.",
      R196: "552 5.2.0 Message contains bare CR and is violating 822.bis section 2.3",
    },
  ),
  ...group(
    { command: "CONTENT", recipientsAccepted: 1 },
    { action: "re-encode", scope: "message" },
    {
      R198: "500 Line too long (see RFC5321 4.5.3.1.6)",
    },
  ),
  ...group(
    { command: "CONTENT", recipientsAccepted: 1 },
    { action: "proceed", scope: "message" },
    {
      R199: "250 2.0.0 Ok: queued as ABC123",
    },
  ),
  ...group(
    { command: "CONTENT", recipientsAccepted: 1 },
    { ...later, scope: "message" },
    {
      R202: "451 4.7.0 Temporary server error. Please try again later. PRX6 NextHop: outlook.com [outlook.com]",
    },
  ),
  ...group(
    { command: "MAIL", grouped: true },
    { action: "next-method", feature: "PIPELINING", scope: "connection" },
    {
      R205: "554 SMTP synchronization error",
      R206: "554 5.5.0 Error: SMTP protocol synchronization",
    },
  ),

  ...group(
    { command: "OTHER" },
    { action: "ignore", scope: "command" },
    {
      R210: "500 5.5.2 Error: bad syntax",
    },
  ),
  ...group(
    { command: "RSET" },
    { action: "next-method", feature: "RSET", scope: "connection" },
    {
      R212: "502 Unimplemented (#5.5.1)",
    },
  ),
  ...group(
    { command: "RSET", greeted: "no" },
    { action: "ignore", scope: "command" },
    {
      R213: "503 5.5.1 Invalid command: Command not allowed at this point.",
    },
  ),
  ...group(
    { command: "NOOP" },
    { action: "ignore", scope: "command" },
    {
      R214: "500 Expected MAIL FROM:<addr> or QUIT",
      R215: "502 Command not implemented",
    },
  ),
  ...group({ command: "NOOP" }, reconnect, { R217: "554 Too many nonmail commands" }),
  ...group(
    { command: "VRFY" },
    { action: "next-method", feature: "VRFY", scope: "command" },
    {
      R218: "502 5.5.1 VRFY command is disabled",
      R219: "502 VRFY disallowed.",
      R220: "502 5.7.0 Sorry, we do not allow this operation",
      R221: "502 Could not VRFY user@example.com",
    },
  ),
  ...group(
    { command: "EXPN" },
    { action: "next-method", feature: "EXPN", scope: "command" },
    {
      R220: "502 5.7.0 Sorry, we do not allow this operation",
      R231: "502 5.5.1 Unrecognized command. x8sm8613293qti.51 - gsmtp",
    },
  ),
  ...group(
    { command: "VRFY" },
    { action: "unknown", scope: "command" },
    {
      R226: "252 send some mail, i'll try my best",
    },
  ),
  ...group(
    { command: "HELP" },
    { action: "next-method", feature: "HELP", scope: "command" },
    {
      R228: "502 5.3.0 Sendmail 8.17.1 -- HELP not implemented",
      R232: "502 5.5.1 Unimplemented command.",
      R237: "503 Bad sequence of commands",
    },
  ),
  ...group(
    { command: "ETRN" },
    { action: "next-method", feature: "ETRN", scope: "command" },
    {
      R236: "500 unrecognized command",
    },
  ),
  ...group(
    { command: "TURN" },
    { action: "ignore", scope: "command" },
    { R229: "502 TURN disallowed." },
  ),
  ...group({ command: "EXPN" }, reconnect, {
    R233: "502 5.5.1 Too many unrecognized commands, goodbye.",
    R239: "521 Command line too long",
    R240: "421 4.7.0 mail.example.com Error: too many errors",
  }),
  ...group(
    { command: "QUIT" },
    { action: "ignore", scope: "command" },
    {
      R238: "500 Line too long.",
      R243: "502 Command not implemented",
    },
  ),
  ...group({ command: "MAIL" }, { action: "proceed" }, { R244: "250" }),
];
