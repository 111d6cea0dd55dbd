/** Reply codes 55z, about mailboxes and messages, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const MAILBOX_REPLIES: Readonly<Record<number, Prose>> = {
  550: {
    means: "The mailbox is not available, or the server refuses the message by policy.",
    causes: [
      "The recipient's address does not exist, or is misspelled.",
      "The server does not relay to this domain for this client.",
      "The client's address is on a blocklist, or has no reverse DNS.",
      "SPF, DKIM or DMARC of the sender's domain failed.",
      "The content was taken for spam.",
    ],
  },
  551: {
    means:
      "The recipient is not local, and the server will not forward; the text may name another address.",
    causes: ["The mailbox was moved.", "The server does not relay for this client."],
    advice: {
      sender: "Send to the address that the text names, once you trust it.",
      developer:
        "Show the address to the user. Never follow it unasked: it may leak or redirect mail.",
      administrator: "Forward for a while, or use 550 so as not to give addresses away.",
    },
  },
  552: {
    means: "Storage is exceeded: the mailbox is full, or the message is too large.",
    causes: [
      "The message is larger than the server or the mailbox takes.",
      "The mailbox is over its quota.",
      "Old servers mean that there are too many recipients.",
    ],
  },
  553: {
    means: "The name of the mailbox is not allowed.",
    causes: [
      "The address is malformed, or ambiguous.",
      "The account may not send under this sender address.",
      "The address has characters outside ASCII, and the server does not take them.",
      "The server does not relay to this domain.",
    ],
  },
  554: {
    means: "The transaction failed; as a greeting, there is no mail service for this client.",
    causes: [
      "The content was taken for spam or harmful.",
      "The client's address is on a blocklist.",
      "No recipient was valid.",
      "The message breaks a rule of the server, such as a missing or forged header field.",
    ],
  },
  555: {
    means: "A parameter of MAIL or RCPT is not recognised or not implemented.",
    causes: [
      "The parameter belongs to an extension that the server does not have.",
      "The address is not written as <user@domain>, and its rest was taken for a parameter.",
    ],
  },
  556: {
    means: "The recipient's domain takes no mail.",
    causes: ["The domain publishes a null MX record."],
  },
};
