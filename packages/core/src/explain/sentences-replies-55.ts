/** Reply codes 55z, about mailboxes and messages, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const MAILBOX_REPLIES: Readonly<Record<number, Prose>> = {
  550: {
    means: "The mailbox is not available, or the server refuses the message by policy.",
    causes: [
      "The recipient's address does not exist, or is misspelt.",
      "The server does not relay to this domain for this client.",
      "The client's address is on a blocklist, or has no reverse DNS.",
      "SPF, DKIM or DMARC of the sender's domain failed.",
      "The content was taken for spam.",
    ],
    sender: "Check the address first. If it is right, reach the recipient another way.",
    developer:
      "Do not send to this address again by yourself. Take it off lists when the enhanced code is 5.1.1.",
    administrator:
      "Check the mailbox, relay rules, SPF, DKIM and DMARC records, reverse DNS and blocklists.",
  },
  551: {
    means:
      "The recipient is not local, and the server will not forward; the text may name another address.",
    causes: ["The mailbox was moved.", "The server does not relay for this client."],
    sender: "Send to the address that the text names, once you trust it.",
    developer:
      "Show the address to the user. Never follow it unasked: it may leak or redirect mail.",
    administrator: "Forward for a while, or use 550 so as not to give addresses away.",
  },
  552: {
    means: "Storage is exceeded: the mailbox is full, or the message is too large.",
    causes: [
      "The message is larger than the server or the mailbox takes.",
      "The mailbox is over its quota.",
      "Old servers mean that there are too many recipients.",
    ],
    sender: "Send a smaller message, or a link in place of an attachment.",
    developer:
      "Compare the size with the limit that EHLO named under SIZE. To RCPT after accepted recipients, treat it like 452 (RFC 5321 4.5.3.1.10).",
    administrator: "Check the quota of the mailbox and the size limit of the server.",
  },
  553: {
    means: "The name of the mailbox is not allowed.",
    causes: [
      "The address is malformed, or ambiguous.",
      "The account may not send under this sender address.",
      "The address has characters outside ASCII, and the server does not take them.",
      "The server does not relay to this domain.",
    ],
    sender: "Check the address, and send under the address of the account.",
    developer: "Use the account's own address in MAIL, and SMTPUTF8 only where EHLO offers it.",
    administrator: "Check which sender addresses the account owns, and the relay rules.",
  },
  554: {
    means: "The transaction failed; as a greeting, there is no mail service for this client.",
    causes: [
      "The content was taken for spam or harmful.",
      "The client's address is on a blocklist.",
      "No recipient was valid.",
      "The message breaks a rule of the server, such as a missing or forged header field.",
    ],
    sender: "Read the text and its link, if any. Remove suspicious links and attachments.",
    developer: "Do not repeat the message. Show the text, for the code alone says little.",
    administrator:
      "Look the sending address up in blocklists, and the message in the log of the content filter.",
  },
  555: {
    means: "A parameter of MAIL or RCPT is not recognised or not implemented.",
    causes: [
      "The parameter belongs to an extension that the server does not have.",
      "The address is not written as <user@domain>, and its rest was taken for a parameter.",
    ],
    sender: "There is nothing wrong with the message; tell whoever runs the sending program.",
    developer:
      "Send the command once more without optional parameters, and use only parameters of extensions that EHLO listed.",
    administrator: "Do not advertise extensions whose parameters the server refuses.",
  },
  556: {
    means: "The recipient's domain takes no mail.",
    causes: ["The domain publishes a null MX record."],
    sender: "Check the domain of the address; there is no mail for it.",
    developer: "Do not try again. Check the domain before sending next time.",
    administrator: "Remove the null MX record if the domain is to receive mail.",
  },
};
