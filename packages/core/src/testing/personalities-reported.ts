/**
 * Servers that cannot be run in a lab, described from public reports: the relevant replies are literal, the rest is
 * common for such servers. Recorded servers are in a generated file.
 */
import { type KnownPersonality, user } from "./personality-known.ts";

/** The names of servers that are described from reports. */
export type ReportedName =
  | "microsoft-365"
  | "microsoft-365-no-password"
  | "gmail"
  | "gmail-app-password"
  | "yandex"
  | "eyou"
  | "cisco-asa"
  | "cisco-pix"
  | "antivirus-proxy"
  | "go-smtp"
  | "mailpit"
  | "greeting-delay";

const microsoft365: KnownPersonality["personality"] = {
  name: "smtp.office365.com",
  greeting: "220 smtp.office365.com Microsoft ESMTP MAIL Service ready",
  capabilities: [
    "SIZE 157286400",
    "PIPELINING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    "STARTTLS",
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
    "SMTPUTF8",
  ],
  capabilitiesTls: [
    "SIZE 157286400",
    "PIPELINING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    "AUTH LOGIN XOAUTH2",
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
    "SMTPUTF8",
  ],
  tls: "starttls",
  requireAuth: true,
  users: user,
  answers: [
    { to: "MAIL", when: { parameter: "SMTPUTF8" }, reply: "502 5.3.3 Command not implemented" },
    { to: "MAIL", when: { parameter: "BODY" }, reply: "502 5.3.3 Command not implemented" },
  ],
  replies: {
    EHLO: "250 smtp.office365.com Hello [192.0.2.1]",
    STARTTLS: "220 2.0.0 SMTP server ready",
    "before EHLO": "503 5.5.2 Send hello first",
    "AUTH mechanism": "504 5.7.4 Unrecognized authentication type",
    "AUTH refused": "535 5.7.3 Authentication unsuccessful",
    OTHER: "500 5.3.3 Unrecognized command",
  },
};

const gmail: KnownPersonality["personality"] = {
  name: "smtp.gmail.com",
  greeting: "220 smtp.gmail.com ESMTP x8sm8613293qti.51 - gsmtp",
  capabilities: [
    "SIZE 35882577",
    "8BITMIME",
    "STARTTLS",
    "ENHANCEDSTATUSCODES",
    "PIPELINING",
    "CHUNKING",
    "SMTPUTF8",
  ],
  capabilitiesTls: [
    "SIZE 35882577",
    "8BITMIME",
    "AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH",
    "ENHANCEDSTATUSCODES",
    "PIPELINING",
    "CHUNKING",
    "SMTPUTF8",
  ],
  tls: "starttls",
  requireTls: true,
  requireAuth: true,
  users: user,
  replies: {
    EHLO: "250 smtp.gmail.com at your service, [192.0.2.1]",
    HELO: "250 smtp.gmail.com at your service",
    "EHLO name": "501 5.5.4 HELO/EHLO argument is invalid, please review this article.",
    "before STARTTLS": "530 5.7.0 Must issue a STARTTLS command first. pe5sm5768337wjb.15 - gsmtp",
    "AUTH refused": "535 5.7.1 Username and Password not accepted. Learn more here.",
    "AUTH twice": "503 5.7.0 No identity changes permitted.",
    OTHER: "502 5.5.1 Unrecognized command. x8sm8613293qti.51 - gsmtp",
    "ETRN unserved": "502 5.5.1 Unimplemented command.",
    "EXPN unserved": "502 5.5.1 Unimplemented command.",
  },
};

/** Every server that is described from reports. */
export const reported: Readonly<Record<ReportedName, KnownPersonality>> = {
  "microsoft-365": {
    title: "Microsoft 365, which offers 8BITMIME and SMTPUTF8 and answers 502 to them",
    source: {
      reported: [
        "https://github.com/simonrob/email-oauth2-proxy/issues/416",
        "https://github.com/nodemailer/nodemailer/issues/1025",
      ],
    },
    personality: microsoft365,
  },
  "microsoft-365-no-password": {
    title: "Microsoft 365 for a tenant that turned passwords off",
    source: { reported: ["https://docs.bookyourpto.com/features/smtp-troubleshoot"] },
    personality: {
      ...microsoft365,
      users: {},
      replies: {
        ...microsoft365.replies,
        "AUTH refused":
          "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
      },
    },
  },
  gmail: {
    title: "Gmail, which wants TLS and answers 502 to what it does not know",
    source: { reported: ["https://support.google.com/a/answer/3726730"] },
    personality: gmail,
  },
  "gmail-app-password": {
    title: "Gmail for an account that needs an application-specific password",
    source: { reported: ["https://support.google.com/mail/?p=InvalidSecondFactor"] },
    personality: {
      ...gmail,
      users: {},
      replies: {
        ...gmail.replies,
        "AUTH refused": [
          "534-5.7.9 Application-specific password required. Learn more at",
          "534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor",
        ],
      },
    },
  },
  yandex: {
    title: "Yandex, where HELO is gone",
    source: {
      reported: [
        "https://github.com/dpwright/HaskellNet-SSL/issues/31",
        "https://github.com/PHPMailer/PHPMailer/issues/283",
      ],
    },
    personality: {
      name: "smtp.yandex.ru",
      greeting:
        "220 smtp.yandex.ru ESMTP (Want to use Yandex.Mail for your domain? Visit http://pdd.yandex.ru)",
      capabilities: [
        "8BITMIME",
        "PIPELINING",
        "SIZE 42991616",
        "AUTH LOGIN PLAIN XOAUTH2",
        "DSN",
        "ENHANCEDSTATUSCODES",
      ],
      tls: "implicit",
      requireAuth: true,
      users: user,
      answers: [{ to: "HELO", reply: "502 5.5.1 Unrecognized command" }],
    },
  },
  eyou: {
    title: "eYou MTA, which takes mail and knows no RSET",
    source: { reported: ["https://github.com/wneessen/go-mail/issues/551"] },
    personality: {
      greeting: "220 mail.example.test ESMTP",
      capabilities: ["PIPELINING", "AUTH LOGIN PLAIN", "8BITMIME"],
      tls: "none",
      users: user,
      answers: [{ to: "RSET", reply: "502 Unimplemented (#5.5.1)" }],
    },
  },
  "cisco-asa": {
    title: "A relay behind a Cisco ASA that masks keywords; under TLS all is there",
    source: {
      reported: [
        "https://github.com/nodemailer/nodemailer/issues/1081",
        "https://cisco.com/c/it_it/support/docs/security/email-security-appliance/118550-qa-esa-00.html",
      ],
    },
    personality: {
      greeting: "220 ************************************",
      capabilities: ["8BITMIME", "SIZE 33554432", "XXXXXXXA", "XXXA"],
      capabilitiesTls: ["8BITMIME", "SIZE 33554432", "AUTH PLAIN LOGIN"],
      tls: "none",
      users: user,
      answers: [{ to: "STARTTLS", reply: "500 #5.5.1 command not recognized" }],
      replies: { OTHER: "500 #5.5.1 command not recognized" },
    },
  },
  "cisco-pix": {
    title: "A relay behind a Cisco PIX: a greeting of asterisks and no EHLO",
    source: { reported: ["https://support.appriver.com/kb/a238/cisco-pix-asa-mailguard.aspx"] },
    personality: {
      greeting:
        "220 *********0***************************************************************** ************2*************",
      capabilities: [],
      tls: "none",
      answers: [{ to: "EHLO", reply: "500 command unrecognized" }],
      replies: { OTHER: "500 command unrecognized" },
    },
  },
  "antivirus-proxy": {
    title: "An antivirus proxy that takes CHUNKING, PIPELINING and STARTTLS out and lowers SIZE",
    source: {
      reported: [
        "https://www.manualslib.com/manual/374836/F-Secure-Internet-Gatekeeper-For-Linux-4-01.html?page=152",
      ],
    },
    personality: {
      capabilities: ["8BITMIME", "SIZE 10485760", "AUTH PLAIN LOGIN"],
      tls: "none",
      users: user,
      bdat: "unaware",
      replies: { "BDAT unserved": "502 5.5.2 Error: command not recognized" },
    },
  },
  "go-smtp": {
    title:
      "go-smtp, the engine of maddy and Proton Bridge: 502 for a bad sequence, 504 for parameters",
    source: { reported: ["https://github.com/emersion/go-smtp/blob/master/conn.go"] },
    personality: {
      greeting: "220 mail.example.test ESMTP Service Ready",
      capabilities: [
        "PIPELINING",
        "8BITMIME",
        "ENHANCEDSTATUSCODES",
        "CHUNKING",
        "AUTH PLAIN",
        "SIZE 33554432",
      ],
      tls: "none",
      users: user,
      answers: [
        {
          to: "MAIL",
          when: { parameter: "SMTPUTF8" },
          reply: "504 5.5.4 SMTPUTF8 is not implemented",
        },
        {
          to: "MAIL",
          when: { parameter: "REQUIRETLS" },
          reply: "504 5.5.4 REQUIRETLS is not implemented",
        },
        { to: "MAIL", when: { parameter: "RET" }, reply: "504 5.5.4 RET is not implemented" },
        { to: "RCPT", when: { parameter: "NOTIFY" }, reply: "504 5.5.4 NOTIFY is not implemented" },
      ],
      replies: {
        EHLO: "250 Hello {}",
        HELO: "250 Hello {}",
        "before EHLO": "502 5.5.1 Please introduce yourself first.",
        "STARTTLS unserved": "502 5.5.1 TLS not supported",
        "AUTH twice": "503 5.5.1 Already authenticated",
        "RCPT before MAIL": "502 5.5.1 Missing MAIL FROM command.",
      },
    },
  },
  mailpit: {
    title: "Mailpit on localhost: no TLS, no AUTH, next to no extensions, everything is taken",
    source: {
      reported: [
        "https://github.com/axllent/mailpit/issues/293",
        "https://github.com/axllent/mailpit/issues/407",
        "https://github.com/axllent/mailpit/issues/459",
        "https://github.com/axllent/mailpit/issues/621",
      ],
    },
    personality: {
      name: "localhost",
      greeting: "220 localhost Mailpit ESMTP Service ready",
      capabilities: ["SIZE 0", "ENHANCEDSTATUSCODES"],
      tls: "none",
      answers: [
        {
          to: "MAIL",
          when: { parameter: "BODY" },
          reply: "501 5.5.4 Syntax error in parameters or arguments (invalid SIZE parameter)",
        },
      ],
      replies: {
        EHLO: "250 localhost greets {}",
        HELO: "250 localhost greets {}",
        "AUTH unserved": "502 5.5.1 Command not implemented",
        "MAIL twice": "250 2.1.0 Ok",
        "before EHLO": "250 2.1.0 Ok",
      },
    },
  },
  "greeting-delay": {
    title: "A server that greets after six seconds and turns away with 554 who speaks before",
    source: {
      reported: [
        "https://choonrpms.com/centos/7/choonrpms/SRPMS/repoview/greetdelay.html",
        "https://www.safaribooksonline.com/library/view/sendmail-4th-edition/9780596510299/ch17s08s20.html",
      ],
    },
    personality: {
      name: "mail.example.net",
      capabilities: ["PIPELINING", "SIZE 10485760", "8BITMIME"],
      tls: "none",
      greetsAfter: 6,
    },
  },
};
