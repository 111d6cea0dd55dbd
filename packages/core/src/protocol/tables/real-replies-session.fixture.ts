/** Real replies on the way to a session: greeting, EHLO, HELO, STARTTLS, AUTH. */
import { group, type RealReply } from "./real-reply.fixture.ts";

const plain = { command: "AUTH", mechanism: "PLAIN", tls: true, credentials: true } as const;
const nextMechanism = {
  action: "next-method",
  feature: "AUTH",
  scope: "session",
  reason: "mechanism-unsupported",
} as const;
const noAuthentication = { ...nextMechanism, reason: "authentication-unavailable" } as const;
const account = { action: "fail-permanently", scope: "account", retry: "never" } as const;
const secureFirst = { action: "starttls-first", scope: "session", reason: "tls-required" } as const;
const authenticateFirst = {
  action: "authenticate-first",
  scope: "session",
  reason: "authentication-required",
} as const;
const nextServer = { action: "next-server", scope: "host" } as const;
const fixName = { action: "change-ehlo-name", scope: "session", reason: "name-refused" } as const;
const resynchronize = { action: "resynchronize", scope: "session", retry: "now" } as const;
const reconnect = { action: "reconnect", scope: "connection", retry: "now" } as const;
const later = { action: "fail-temporarily", retry: "later", reason: "temporary" } as const;

/** An id that stands twice was given to two commands. */
export const SESSION_REPLIES: readonly RealReply[] = [
  ...group(
    { command: "GREETING", greeted: "no" },
    { action: "proceed" },
    {
      R009: "220 *********0***************************************************************** ************2*************",
      R010: "220 ssl0.ovh.net player739",
    },
  ),
  ...group(
    { command: "GREETING", greeted: "no" },
    { ...nextServer, retry: "never" },
    {
      R001: "554 5.7.1 No SMTP service here",
    },
  ),
  ...group(
    { command: "GREETING", greeted: "no" },
    { ...nextServer, retry: "later", reason: "closing" },
    {
      R004: "421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1",
      R005: "421 mail.example.com: Too many concurrent SMTP connections; please try again later.",
    },
  ),
  ...group(
    { command: "GREETING", greeted: "no" },
    { ...nextServer, retry: "never", reason: "client-fault" },
    { R006: "554 SMTP synchronization error" },
  ),
  ...group(
    { command: "GREETING", greeted: "no" },
    { action: "next-method", feature: "TLS", scope: "connection" },
    { R008: "501 SSL attempted over a non-SSL socket" },
  ),

  ...group(
    { command: "EHLO", greeted: "no" },
    { action: "next-method", feature: "ESMTP", scope: "session" },
    {
      R012: "502 Command not implemented",
      R014: "550 command not understood",
    },
  ),
  ...group({ command: "EHLO", greeted: "no" }, fixName, {
    R017: "501 EHLO Invalid domain address.",
    R018: "501 5.5.4 HELO/EHLO argument is invalid, please review this article.",
    R019: "501 Syntactically invalid EHLO argument(s)",
  }),
  ...group({ command: "HELO", greeted: "no" }, fixName, {
    R020: "501 syntactically invalid HELO argument(s)",
  }),
  ...group(
    { command: "EHLO", greeted: "no" },
    { ...nextServer, retry: "later" },
    {
      R021: "421 EHLO MXIN201 Your HELO/EHLO hostname.that.does.not.match.ptr.record.in.dns is not matching your DNS configuration ...",
      R022: "421 Service not available, closing transmission channel",
      R024: "450 EHLO denied",
    },
  ),
  ...group(
    { command: "EHLO", greeted: "no" },
    { ...nextServer, retry: "never" },
    {
      R023: "550 EHLO denied",
    },
  ),
  ...group({ command: "HELO", greeted: "no" }, resynchronize, {
    R025: "502 5.5.1 Unrecognized command",
  }),
  ...group(
    { command: "HELO" },
    { action: "ignore", scope: "command" },
    {
      R026: "503 wrong state for HELO command",
    },
  ),
  ...group(
    { command: "EHLO", repeated: true },
    { action: "ignore", scope: "command" },
    {
      R027: "503 mail.example.com Duplicate HELO/EHLO",
      R028: "503 5.5.1 Invalid command: Already identified",
    },
  ),
  ...group(
    { command: "RCPT" },
    { ...fixName, scope: "connection" },
    {
      R030: "554 5.5.2 Helo command rejected: need fully-qualified hostname",
    },
  ),
  ...group({ command: "MAIL" }, resynchronize, {
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
    { command: "EHLO", greeted: "no" },
    { action: "proceed" },
    {
      R037: "250-mx.example\n250 XXXA",
      R040: "250-mx.example\n250-AUTH=LOGIN PLAIN\n250 SIZE 0",
      R041: "250-mx.example\n250-AUTH NTLM\n250 X-EXPS GSSAPI NTLM",
    },
  ),
  ...group(
    { command: "EHLO", repeated: true, authenticated: true },
    { action: "proceed" },
    {
      R045: "250-mx.example\n250 SIZE 1000",
    },
  ),

  ...group(
    { command: "STARTTLS" },
    { action: "next-method", feature: "TLS", scope: "session", reason: "tls-unavailable" },
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
    { command: "STARTTLS" },
    { action: "next-method", feature: "TLS", retry: "later" },
    {
      R061: "454 4.7.0 TLS not available due to local problem",
      R063: "454 4.3.3 TLS not available after start",
    },
  ),
  // Nothing was written behind STARTTLS, so somebody else wrote it.
  ...group(
    { command: "STARTTLS" },
    { action: "abort", scope: "connection", reason: "client-fault" },
    {
      R064: "454 4.5.0 SMTP protocol violation, no commands allowed to pipeline after STARTTLS, see RFC 3207.",
    },
  ),
  ...group(
    { command: "STARTTLS" },
    { ...nextServer, retry: "later" },
    {
      R067: "421 4.7.0 mail.example.com Error: too many new TLS sessions from 192.0.2.1",
    },
  ),
  ...group({ command: "HELO", greeted: "no" }, reconnect, { R069: "500 TLS Negotiation Failed" }),
  ...group({ command: "MAIL" }, secureFirst, {
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
    { ...nextMechanism, reason: "mechanism-too-weak" },
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
    { command: "AUTH-RESPONSE", mechanism: "LOGIN", tls: true, credentials: true },
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
    { action: "without-initial-response", reason: "initial-response-unsupported" },
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
  ...group({ command: "MAIL", tls: true, credentials: true }, authenticateFirst, {
    R121: "530 5.7.0 Authentication required.",
    R124: "550 Authentication required",
  }),
];
