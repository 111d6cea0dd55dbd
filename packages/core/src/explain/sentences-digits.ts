/** What the digits of a reply code say, and the parts of an enhanced status code. */
import type { Prose, ReplyCategory, ReplyType } from "./explanation.ts";

interface SecondDigit {
  readonly category: ReplyCategory;
  readonly means: string;
}

/** What the first digit says, which alone decides where the code is not known (RFC 5321 4.2.1). */
export const FIRST_DIGITS: Readonly<Record<2 | 3 | 4 | 5, Prose & { readonly type: ReplyType }>> = {
  2: {
    type: "positive completion",
    means: "The request was carried out.",
    causes: ["The server did what it was asked."],
    sender: "There is nothing to do.",
    developer: "Go on. Which 2yz code it is makes no difference to what comes next.",
    administrator: "There is nothing to do.",
  },
  3: {
    type: "positive intermediate",
    means: "The server has taken the request so far and waits for more.",
    causes: ["The command is the first half of an exchange, as DATA and AUTH are."],
    sender: "There is nothing to do.",
    developer:
      "Send what the command announced. Where nothing more was announced, the two sides are out of step: close the connection.",
    administrator: "There is nothing to do.",
  },
  4: {
    type: "transient negative completion",
    means: "The request was refused for now, and the same request may succeed later.",
    causes: [
      "The server is busy, short of a resource, or asks unknown clients to come back.",
      "A service that the server depends on does not answer.",
    ],
    sender: "Send the message again later. A mail server in between does so by itself, for days.",
    developer:
      "Keep the message and try again, after some minutes first, then at growing intervals for four or five days (RFC 5321 4.5.4.1).",
    administrator: "Look in the log of the server for the time of the reply.",
  },
  5: {
    type: "permanent negative completion",
    means: "The request was refused for good, and must not be repeated as it is.",
    causes: [
      "The request has a fault that time does not mend.",
      "A rule of the server forbids it.",
    ],
    sender: "Read the text of the reply, change what it objects to, and send again.",
    developer: "Do not repeat the request unchanged. Tell the user the whole text of the reply.",
    administrator: "Look in the log of the server for the rule that refused.",
  },
};

/** What the second digit says (RFC 5321 4.2.1); servers use others than 0, 1, 2 and 5 as well. */
export const SECOND_DIGITS: readonly SecondDigit[] = [
  {
    category: "syntax",
    means:
      "It is about syntax: a command that was not understood, is not implemented or came at the wrong time.",
  },
  { category: "information", means: "It answers a question, such as HELP." },
  { category: "connections", means: "It is about the connection itself." },
  {
    category: "unspecified",
    means: "RFC 5321 gives it no meaning; extensions use it for authentication.",
  },
  { category: "unspecified", means: "RFC 5321 gives it no meaning." },
  {
    category: "mail system",
    means: "It is about the state of the mail system: mailboxes, storage, the transfer of mail.",
  },
];

/** A digit from 6 to 9, which no code of the RFC has. */
export const OTHER_SECOND_DIGIT: SecondDigit = {
  category: "unspecified",
  means: "RFC 5321 allows no such digit, so it tells nothing.",
};

/** What the first number of an enhanced status code says (RFC 3463 2). */
export const CLASSES: Readonly<Record<string, string>> = {
  2: "It succeeded.",
  4: "It failed for now; the message was all right, and may get through later.",
  5: "It failed for good; only a change of the message, the address or the server helps.",
};

/** What the second number of an enhanced status code is about (RFC 3463 3). */
export const SUBJECTS: Readonly<Record<string, Prose>> = {
  0: {
    means: "Nothing is told about the subject.",
    causes: ["The server has no better code for it."],
    sender: "Go by the text of the reply.",
    developer: "Go by the reply code and show the text to the user.",
    administrator: "Configure a more telling code, if the server can.",
  },
  1: {
    means: "It is about an address: of the sender or of a recipient.",
    causes: ["An address is misspelt, out of date or unknown to the server."],
    sender: "Check the address, letter by letter.",
    developer:
      "Report it for the one address that was refused; other recipients are not concerned.",
    administrator: "Check that the address exists and that its domain points to the right server.",
  },
  2: {
    means: "It is about the recipient's mailbox.",
    causes: ["The mailbox exists, and its state does not let mail in."],
    sender: "Reach the recipient another way and tell them.",
    developer: "Report it for the one recipient that was refused.",
    administrator: "Check the state and the quota of the mailbox.",
  },
  3: {
    means: "It is about the receiving mail system as a whole.",
    causes: ["The server is full, switched off for mail, limited or misconfigured."],
    sender: "Send again later, or tell the recipient's administrator.",
    developer: "It concerns every recipient there: do not try each of them.",
    administrator: "Check storage, limits and configuration of the server.",
  },
  4: {
    means: "It is about the network or the route to the recipient.",
    causes: ["A host, a name server or a connection on the way failed."],
    sender: "Wait; if it lasts for hours, tell the administrator.",
    developer: "Try again later when the class is 4.",
    administrator: "Check DNS records, routes and firewalls on the way to the destination.",
  },
  5: {
    means: "It is about the protocol: a command, its order or its arguments.",
    causes: ["Client and server do not agree about what may be said."],
    sender: "Tell whoever runs the sending program.",
    developer: "Compare the commands that were sent with what EHLO offered.",
    administrator: "Check whether a firewall or proxy rewrites the conversation.",
  },
  6: {
    means: "It is about the content of the message or its encoding.",
    causes: ["The message has a form or an encoding that the server or the next one cannot take."],
    sender: "Send it in a simpler form, such as plain text or another kind of attachment.",
    developer: "Offer another encoding: quoted-printable or base64, and ASCII addresses.",
    administrator: "Enable the extension that is missing, such as 8BITMIME or SMTPUTF8.",
  },
  7: {
    means: "It is about security or policy.",
    causes: ["A rule forbids it to this client, this sender or this message."],
    sender: "Ask the administrator who is named in the text of the reply.",
    developer: "Do not try to get around it: only a change of rights or identity helps.",
    administrator: "Find the rule that refused, in the log of the server.",
  },
};
