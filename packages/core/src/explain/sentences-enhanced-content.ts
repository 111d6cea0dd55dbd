/** Enhanced status codes X.6.z, about content, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const CONTENT_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.6.0": { means: "The content cannot be handled.", done: "The content was taken." },
  "X.6.1": {
    means: "The kind of content is not supported.",
    causes: ["The media type, or an encoding of 8 bits or binary, is not taken on this way."],
    advice: {
      sender: "Send the attachment in another format.",
      developer: "Encode the parts as quoted-printable or base64.",
      administrator: "Check content rules, and enable 8BITMIME.",
    },
  },
  "X.6.2": {
    means: "The content would have to be converted, and that is forbidden.",
    causes: [
      "The message is signed or forbids conversion, and the next server needs 7-bit content.",
    ],
    advice: {
      sender: "Send it unsigned, or in plain ASCII.",
      developer: "Encode the message before it is signed.",
      administrator: "Enable 8BITMIME on the next server.",
    },
  },
  "X.6.3": {
    means: "The content would have to be converted, and the server cannot do that.",
    causes: ["The next server lacks 8BITMIME or BINARYMIME."],
  },
  "X.6.4": {
    means: "The content was converted, and something was lost.",
    done: "The content was converted on the way, and something was lost.",
  },
  "X.6.5": {
    means: "The conversion of the content failed.",
    causes: ["The MIME structure of the message is broken, or unknown to the converter."],
    advice: {
      sender: "Send it in a simpler form.",
      developer: "Check the MIME structure, and encode the parts beforehand.",
      administrator: "Look in the log of the converter.",
    },
  },
  "X.6.6": {
    means: "Content that the message refers to cannot be fetched.",
    causes: ["The IMAP server that BURL names refused or does not answer."],
    advice: {
      sender: "Send again later.",
      developer: "Check the URL and its authorisation, or send the content itself.",
      administrator: "Check the trust between the submission server and the IMAP server.",
    },
  },
  "X.6.7": {
    means: "An address outside ASCII is not permitted for this sender or recipient.",
    causes: [
      "The server, or the one behind it, lacks SMTPUTF8.",
      "The mailbox has an ASCII address that must be used instead.",
    ],
  },
  "X.6.8": {
    means: "The reply would need UTF-8, and the client did not permit it.",
    done: "The reply would need UTF-8, and the client did not permit it.",
    causes: ["VRFY or EXPN was sent without SMTPUTF8, and the answer has names outside ASCII."],
  },
  "X.6.9": {
    means: "A header with UTF-8 cannot be passed on to one or more recipients.",
    causes: ["A server behind this one lacks SMTPUTF8."],
  },
  "X.6.10": {
    means: "The reply would need UTF-8; this is an obsolete double of X.6.8.",
    done: "The reply would need UTF-8, and the client did not permit it.",
    causes: ["VRFY or EXPN was sent without SMTPUTF8, and the answer has names outside ASCII."],
  },
};
