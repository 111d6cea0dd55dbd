/** Reply codes of success, 2yz and 3yz, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const SUCCESS_REPLIES: Readonly<Record<number, Prose>> = {
  211: {
    means: "The server sends its status, or help.",
    causes: ["HELP was sent."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Show the text to people; programs cannot rely on its form.",
      administrator: "Keep versions and paths out of the text if strangers can read it.",
    },
  },
  214: {
    means: "The text is help for people, about the server or about one command.",
    causes: ["HELP was sent."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Show the text to people; programs cannot rely on its form.",
      administrator: "Keep versions and paths out of the text if strangers can read it.",
    },
  },
  220: {
    means: "The server is ready: to be greeted, or after STARTTLS to begin the TLS handshake.",
    causes: ["The connection was opened.", "STARTTLS was sent, and the server agrees."],
    advice: {
      sender: "There is nothing to do.",
      developer:
        "At the beginning send EHLO. After STARTTLS begin the handshake at once; bytes that follow the reply in clear text are an attack.",
      administrator: "Begin the greeting with the fully-qualified name of the host.",
    },
  },
  221: {
    means: "The server closes the connection.",
    causes: ["QUIT was sent.", "The server ends an idle or long session in its own way."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Close the connection. What was accepted before stays accepted.",
      administrator: "There is nothing to do.",
    },
  },
  235: {
    means: "Authentication succeeded.",
    causes: ["The credentials are right and the account may be used."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Go on with MAIL. Only a SASL security layer asks for EHLO again.",
      administrator: "Watch the log for logins from places that nobody expects.",
    },
  },
  250: {
    means:
      "The command was carried out. In reply to the content, the code says that the server has taken responsibility for the message.",
    causes: ["The server carried out the command."],
    advice: {
      sender:
        "There is nothing to do. Keep the text of the final reply: it often names the message in the server's queue.",
      developer:
        "Continue. After the content, never send the same message again: the server now delivers it or sends a bounce.",
      administrator:
        "Put the queue id into the final reply, so that a message can be found in the log.",
    },
  },
  251: {
    means:
      "The recipient is not local, and the server will forward the message. To ETRN it says that no mail waits.",
    causes: ["The mailbox was moved, and its new address is known."],
    advice: {
      sender: "Note the new address, if the text names one.",
      developer:
        "Treat it as accepted. Show the new address, and do not change address books unasked.",
      administrator: "Tell correspondents the new address before the forwarding ends.",
    },
  },
  252: {
    means:
      "The server cannot or will not verify the address, and would accept mail for it. To ETRN it says that delivery has started.",
    causes: ["VRFY or EXPN is switched off against the collecting of addresses."],
    advice: {
      sender: "There is nothing to do; only sending a message shows whether the address works.",
      developer: "Treat the answer to VRFY or EXPN as unknown, neither yes nor no.",
      administrator: "This is the answer that RFC 5321 recommends where VRFY is switched off.",
    },
  },
  253: {
    means: "Delivery of the waiting messages has started.",
    causes: ["ETRN was sent for a host that has mail waiting."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Wait for connections from the server; the mail comes over them.",
      administrator: "Check that the server can reach the host that asked.",
    },
  },
  334: {
    means: "The server sends a challenge, and waits for the answer that the mechanism asks for.",
    causes: ["AUTH was sent, and the exchange has another step."],
    advice: {
      sender: "There is nothing to do.",
      developer:
        "Decode the text as base64, answer in base64, or send a lone asterisk to cancel (RFC 4954 4).",
      administrator: "There is nothing to do.",
    },
  },
  353: {
    means: "One reply for each recipient follows, before the reply that ends the transaction.",
    causes: ["The client asked for it with the parameter PRDR."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Read one reply for each accepted recipient, in their order, then the last one.",
      administrator: "There is nothing to do.",
    },
  },
  354: {
    means: "The server waits for the content of the message, up to a line with a single dot.",
    causes: ["DATA was sent, and at least one recipient was accepted."],
    advice: {
      sender: "There is nothing to do.",
      developer:
        "Send the content with doubled dots at line starts, then the dot. To break off, close the connection: nothing else takes the message back.",
      administrator: "There is nothing to do.",
    },
  },
  355: {
    means: "The server has a part of the message already, and names the offset to go on from.",
    causes: ["An interrupted transaction is resumed under the CHECKPOINT extension."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Send the content from the offset on (RFC 1845).",
      administrator: "There is nothing to do.",
    },
  },
};
