/** Enhanced status codes X.0.z, X.1.z and X.2.z, about addresses and mailboxes, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const ADDRESS_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.0.0": { means: "No more is told than the class.", done: "It succeeded; no more is told." },
  "X.1.0": { means: "Something is wrong with an address.", done: "The address was accepted." },
  "X.1.1": {
    means: "The mailbox does not exist.",
    causes: [
      "The part before the @ is misspelt.",
      "The person has left, and the mailbox was deleted.",
      "The mailbox is new, and the server does not know it yet.",
    ],
    sender: "Check the address letter by letter, or ask the recipient another way.",
    developer: "Do not send to this address again, and take it off lists.",
    administrator: "Check that the mailbox exists and that aliases point to it.",
  },
  "X.1.2": {
    means: "The system named after the @ does not exist, or cannot take mail.",
    causes: [
      "The domain is misspelt or has expired.",
      "The domain has no MX and no address record.",
    ],
    sender: "Check the part of the address after the @.",
    developer: "Report it as a wrong address; time does not mend it.",
    administrator: "Check the MX records of the domain, and what they point to.",
  },
  "X.1.3": {
    means: "The recipient's address is malformed.",
    causes: ["There is a space, a stray character or no @ in the address."],
    sender: "Write the address anew instead of pasting it.",
    developer: "Check addresses before sending, and give the bare address without a display name.",
    administrator: "Check whether the server is stricter than RFC 5321 4.1.2 asks.",
  },
  "X.1.4": {
    means: "The recipient's address fits more than one mailbox.",
    causes: ["The server searches a directory by name, and several people match."],
    sender: "Use the full address of the person.",
    developer: "Show the candidates that the text names, if any.",
    administrator: "Give each person an address of its own.",
  },
  "X.1.5": {
    means: "The recipient's address is valid.",
    done: "The recipient's address is valid.",
  },
  "X.1.6": {
    means: "The mailbox has moved, and the new address is not told.",
    causes: ["The recipient left the organisation or changed the provider."],
    sender: "Ask the recipient for the new address.",
    developer: "Do not send to this address again.",
    administrator: "Name the new address for a while, if its owner agrees.",
  },
  "X.1.7": {
    means: "The sender's address is malformed.",
    causes: ["The reverse-path has a stray character, or no domain."],
    sender: "Check the own address in the account settings.",
    developer: "Give the bare address in MAIL, without a display name.",
    administrator: "Check address rewriting on the way.",
  },
  "X.1.8": {
    means: "The sender's domain does not exist, or cannot receive a bounce.",
    causes: [
      "The domain after the @ of the sender is misspelt, or has no DNS records.",
      "A host sends under its own local name.",
      "The server's name lookup failed for the moment.",
    ],
    sender: "Check the own address in the account settings.",
    developer: "Use a sender address whose domain has an MX or address record.",
    administrator: "Publish DNS records for the sender's domain, or rewrite local host names.",
  },
  "X.1.9": {
    means: "The message was passed on to a system that does not report what becomes of it.",
    done: "The message was passed on to a system that does not report what becomes of it.",
  },
  "X.1.10": {
    means: "The recipient's domain declares by a null MX record that it takes no mail.",
    causes: ["The domain is used for the web only.", "The domain is misspelt."],
    sender: "Check the part of the address after the @.",
    developer: "Do not send to this domain.",
    administrator: "Remove the null MX record if the domain is to receive mail.",
  },
  "X.2.0": {
    means: "Something is wrong with the recipient's mailbox.",
    done: "The mailbox took it.",
  },
  "X.2.1": {
    means: "The mailbox exists and is disabled.",
    causes: ["The account was suspended or closed.", "The mailbox was unused for a long time."],
    sender: "Reach the recipient another way.",
    developer: "Stop sending to this address if it stays so for days.",
    administrator: "Enable the mailbox, or delete it so that senders learn the truth.",
  },
  "X.2.2": {
    means: "The mailbox is full.",
    causes: [
      "The owner has not deleted old mail.",
      "One large message filled the rest of the quota.",
    ],
    sender: "Tell the recipient another way, and send again later.",
    developer: "Try again for a day or two; then treat the address as abandoned.",
    administrator: "Raise the quota, or help the owner to clean up.",
  },
  "X.2.3": {
    means: "The message is larger than this mailbox may receive.",
    causes: ["The mailbox has a limit of its own, below that of the server."],
    sender: "Send a smaller message, or a link in place of an attachment.",
    developer: "Do not repeat it at this size; the limit may be lower than SIZE says.",
    administrator: "Raise the limit of the mailbox, if large mail is expected.",
  },
  "X.2.4": {
    means: "The mailing list cannot be expanded.",
    causes: ["The list's membership cannot be read, or is misconfigured."],
    sender: "Tell the owner of the list.",
    developer: "Try again later when the class is 4.",
    administrator: "Check the list's members and the directory behind it.",
  },
};
