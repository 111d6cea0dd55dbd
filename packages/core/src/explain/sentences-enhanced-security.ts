/** Enhanced status codes X.7.0 to X.7.19, about security and policy, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const SECURITY_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.7.0": {
    means: "It is about security or policy; the code gives no details.",
    done: "The security step succeeded.",
  },
  "X.7.1": {
    means: "A policy refuses this message, this sender or this client.",
    causes: [
      "The server does not relay for this client, or wants authentication.",
      "The client's address is on a blocklist, or sends from a dynamic range.",
      "SPF, DKIM or DMARC of the sender's domain failed.",
      "The content was taken for spam, or the recipient takes mail from few senders only.",
    ],
  },
  "X.7.2": {
    means: "The sender may not send to this mailing list.",
    causes: ["Only members or owners may write to the list."],
    advice: {
      sender: "Join the list, or write to its owner.",
      developer: "Do not repeat it under the same sender.",
      administrator: "Check who may post to the list.",
    },
  },
  "X.7.3": {
    means: "A conversion between security systems is required, and impossible.",
    causes: ["The message is encrypted or signed in a way that the other side cannot take."],
    advice: {
      sender: "Send it in another form of encryption, or without.",
      developer: "Do not repeat it as it is.",
      administrator: "Check the gateway between the two systems.",
    },
  },
  "X.7.4": {
    means: "A security feature is not supported.",
    causes: ["The mechanism of AUTH, or the security that the message asks for, is not available."],
  },
  "X.7.5": {
    means: "A cryptographic operation failed.",
    causes: ["A key or certificate is missing, damaged or expired."],
    advice: {
      sender: "Tell the administrator.",
      developer: "Check the keys on both sides.",
      administrator: "Check keys and certificates of the server.",
    },
  },
  "X.7.6": {
    means: "A cryptographic algorithm is not supported.",
    causes: ["One side is too old or too strict for the other."],
    advice: {
      sender: "Tell the administrator.",
      developer: "Offer other algorithms.",
      administrator: "Bring the older side up to date.",
    },
  },
  "X.7.7": {
    means: "The message does not match its checksum or signature.",
    done: "The message was taken, though it does not match its checksum or signature.",
    causes: ["A server or scanner on the way changed the message."],
    advice: {
      sender: "Send again; if it happens again, tell the administrator.",
      developer: "Sign after the last change of the message.",
      administrator: "Find what rewrites messages, such as disclaimers and link scanners.",
    },
  },
  "X.7.8": {
    means: "The credentials are not valid.",
    causes: [
      "User name or password is wrong.",
      "The provider wants an application password or OAuth instead of the password.",
      "The token has expired.",
    ],
  },
  "X.7.9": {
    means: "The mechanism is too weak, or such a login is not allowed for this account.",
    causes: [
      "The provider wants OAuth, or an application password.",
      "The provider wants a login in a browser first.",
    ],
  },
  "X.7.10": {
    means: "Encryption is needed here, or further on the way (REQUIRETLS).",
    causes: [
      "The connection is in clear text.",
      "The message demands TLS on every hop, and the next one lacks it.",
    ],
  },
  "X.7.11": {
    means: "The mechanism may be used only under encryption.",
    causes: ["The mechanism shows the password, and the connection is in clear text."],
  },
  "X.7.12": {
    means: "The password must be moved to another mechanism first.",
    causes: ["The server keeps the password in a form that this mechanism cannot use."],
  },
  "X.7.13": {
    means: "The account is disabled.",
    causes: ["The account was closed, suspended or never enabled for sending."],
  },
  "X.7.14": {
    means: "The server lacks the trust of another server that it needs.",
    causes: ["The submission server may not fetch content from the IMAP server."],
    advice: {
      sender: "Tell the administrator.",
      developer: "Send the content itself instead of BURL.",
      administrator: "Set up the trust between the two servers.",
    },
  },
  "X.7.15": {
    means: "The priority of the message is too low to be taken now.",
    causes: ["The server is loaded, and takes urgent messages first."],
    advice: {
      sender: "Send again later.",
      developer: "Try again later; do not raise the priority without reason.",
      administrator: "Check the load and the threshold of priority.",
    },
  },
  "X.7.16": {
    means: "The message is too large for its priority.",
    causes: ["The server limits the size of messages of this priority."],
    advice: {
      sender: "Send a smaller message.",
      developer: "Send it smaller, or with another priority.",
      administrator: "Check the size limits by priority.",
    },
  },
  "X.7.17": {
    means: "The mailbox has changed hands since the time that the sender named.",
    causes: ["The provider gave the address to another person."],
    advice: {
      sender: "Ask the recipient for the new address.",
      developer: "Treat the address as lost: what is sent would reach a stranger.",
      administrator: "There is nothing to do.",
    },
  },
  "X.7.18": {
    means: "The domain has changed hands since the time that the sender named.",
    causes: ["The domain expired and was registered by somebody else."],
  },
  "X.7.19": {
    means: "Whether the mailbox has changed hands cannot be checked.",
    causes: ["The server does not know since when the owner has had it."],
    advice: {
      sender: "Reach the recipient another way.",
      developer: "Send without RRVS only if a stranger may read the message.",
      administrator: "Keep the date of creation of each mailbox.",
    },
  },
};
