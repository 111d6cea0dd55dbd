/** Enhanced status codes X.0.z, X.1.z and X.2.z, about addresses and mailboxes, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const ADDRESS_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.0.0": {
    means: "The code gives only the class.",
    done: "It succeeded; the code gives no details.",
  },
  "X.1.0": { means: "Something is wrong with an address.", done: "The address was accepted." },
  "X.1.1": {
    means: "The mailbox does not exist.",
    causes: [
      "The part before the @ is misspelled.",
      "The person has left, and the mailbox was deleted.",
      "The mailbox is new, and the server does not know it yet.",
    ],
  },
  "X.1.2": {
    means: "The system named after the @ does not exist, or cannot take mail.",
    causes: [
      "The domain is misspelled or has expired.",
      "The domain has no MX and no address record.",
    ],
  },
  "X.1.3": {
    means: "The recipient's address is malformed.",
    causes: ["There is a space, a stray character or no @ in the address."],
  },
  "X.1.4": {
    means: "The recipient's address fits more than one mailbox.",
    causes: ["The server searches a directory by name, and several people match."],
    advice: {
      sender: "Use the full address of the person.",
      developer: "Show the candidates that the text names, if any.",
      administrator: "Give each person an address of its own.",
    },
  },
  "X.1.5": {
    means: "The recipient's address is valid.",
    done: "The recipient's address is valid.",
  },
  "X.1.6": {
    means: "The mailbox has moved, and the reply does not include the new address.",
    causes: ["The recipient left the organisation or changed the provider."],
  },
  "X.1.7": {
    means: "The sender's address is malformed.",
    causes: ["The reverse-path has a stray character, or no domain."],
  },
  "X.1.8": {
    means: "The sender's domain does not exist, or cannot receive a bounce.",
    causes: [
      "The domain after the @ of the sender is misspelled, or has no DNS records.",
      "A host sends under its own local name.",
      "The server's name lookup failed for the moment.",
    ],
  },
  "X.1.9": {
    means: "The message was passed on to a system that does not report the outcome.",
    done: "The message was passed on to a system that does not report the outcome.",
  },
  "X.1.10": {
    means: "The recipient's domain declares by a null MX record that it takes no mail.",
    causes: ["The domain is used for the web only.", "The domain is misspelled."],
  },
  "X.2.0": {
    means: "Something is wrong with the recipient's mailbox.",
    done: "The mailbox took it.",
  },
  "X.2.1": {
    means: "The mailbox exists and is disabled.",
    causes: ["The account was suspended or closed.", "The mailbox was unused for a long time."],
  },
  "X.2.2": {
    means: "The mailbox is full.",
    causes: [
      "The owner has not deleted old mail.",
      "One large message filled the rest of the quota.",
    ],
  },
  "X.2.3": {
    means: "The message is larger than this mailbox may receive.",
    causes: ["The mailbox has a limit of its own, below that of the server."],
  },
  "X.2.4": {
    means: "The mailing list cannot be expanded.",
    causes: ["The list's membership cannot be read, or is misconfigured."],
    advice: {
      sender: "Tell the owner of the list.",
      developer: "Try again later when the class is 4.",
      administrator: "Check the list's members and the directory behind it.",
    },
  },
};
