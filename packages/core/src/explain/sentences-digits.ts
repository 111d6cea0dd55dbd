/** The English sentences for the digits of a reply code, and the parts of an enhanced status code. */
import type { ReplySentences } from "./catalogue.ts";
import type { Prose, ReplyCategory } from "./explanation.ts";

interface SecondDigit {
  readonly category: ReplyCategory;
  readonly means: string;
}

/** The meaning of the first digit, which decides for unknown codes (RFC 5321 4.2.1). */
export const FIRST_DIGITS: ReplySentences["firstDigits"] = {
  2: {
    type: "positive completion",
    means: "The command was carried out.",
    causes: ["The server carried out the command."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Go on. Which 2yz code it is makes no difference to what comes next.",
      administrator: "There is nothing to do.",
    },
  },
  3: {
    type: "positive intermediate",
    means: "The server accepted the command so far and waits for more.",
    causes: ["The command is the first half of an exchange, as DATA and AUTH are."],
    advice: {
      sender: "There is nothing to do.",
      developer:
        "Send what the command announced. Where nothing more was announced, the client and the server are out of sync: close the connection.",
      administrator: "There is nothing to do.",
    },
  },
  4: {
    type: "transient negative completion",
    means: "A temporary failure: the same command may succeed later.",
    causes: [
      "The server is busy, short of a resource, or asks unknown clients to come back.",
      "A service that the server depends on does not answer.",
    ],
  },
  5: {
    type: "permanent negative completion",
    means: "A permanent failure: do not repeat the same command unchanged.",
    causes: [
      "The command has a fault that waiting does not fix.",
      "A policy of the server forbids the command.",
    ],
  },
};

/** The meaning of the second digit (RFC 5321 4.2.1); servers also use others than 0, 1, 2 and 5. */
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
  means: "RFC 5321 allows no such digit, so it has no meaning.",
};

/** The meaning of the first number of an enhanced status code (RFC 3463 2). */
export const CLASSES: Readonly<Record<string, string>> = {
  2: "It succeeded.",
  4: "A temporary failure: the message is valid, and a later attempt may succeed.",
  5: "A permanent failure: only a change of the message, the address or the server helps.",
};

/** The subject of the second number of an enhanced status code (RFC 3463 3). */
export const SUBJECTS: Readonly<Record<string, Prose>> = {
  0: {
    means: "The code does not name a subject.",
    causes: ["The server has no better code for it."],
  },
  1: {
    means: "It is about an address: of the sender or of a recipient.",
    causes: ["An address is misspelled, out of date or unknown to the server."],
  },
  2: {
    means: "It is about the recipient's mailbox.",
    causes: ["The mailbox exists, but cannot accept mail in its current state."],
  },
  3: {
    means: "It is about the receiving mail system as a whole.",
    causes: ["The server is full, switched off for mail, limited or misconfigured."],
  },
  4: {
    means: "It is about the network or the route to the recipient.",
    causes: ["A host, a name server or a connection on the way failed."],
  },
  5: {
    means: "It is about the protocol: a command, its order or its arguments.",
    causes: ["The client and the server disagree about the commands that are allowed."],
  },
  6: {
    means: "It is about the content of the message or its encoding.",
    causes: ["The message has a form or an encoding that the server or the next one cannot take."],
  },
  7: {
    means: "It is about security or policy.",
    causes: ["A policy rejects this client, this sender or this message."],
  },
};
