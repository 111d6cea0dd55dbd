/** Reply codes of temporary failures, 4yz, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const TRANSIENT_REPLIES: Readonly<Record<number, Prose>> = {
  421: {
    means: "The service is not available, and the server closes the connection.",
    causes: [
      "The server is overloaded, restarts or is under maintenance.",
      "This client has too many connections, or sends too fast.",
      "The session was idle or open for too long.",
      "The address of the client has a bad or unknown reputation.",
    ],
  },
  422: {
    means: "The account must be moved to another mechanism before this one works.",
    causes: ["The server keeps the password in a form that this mechanism cannot use."],
    advice: {
      sender: "Log in once by another way, such as webmail, or set the password anew.",
      developer: "Do not repeat the same mechanism; under TLS, PLAIN may work once.",
      administrator: "Set the password anew, so that it is stored in every form that is needed.",
    },
  },
  430: {
    means: "The command is temporarily not valid.",
    causes: ["The server is in a state that does not allow this command."],
  },
  432: {
    means: "The password must be moved to another mechanism before this one works.",
    causes: ["The server keeps the password in a form that this mechanism cannot use."],
    advice: {
      sender: "Log in once by another way, such as webmail, or set the password anew.",
      developer:
        "Under TLS, try PLAIN once: it lets the server store the password anew (RFC 4954 6). Otherwise tell the user.",
      administrator: "Set the password anew, so that it is stored in every form that is needed.",
    },
  },
  450: {
    means: "The mailbox is not available now, or the server does not take this message yet.",
    causes: [
      "The server greylists: it refuses an unknown client and sender the first time.",
      "The mailbox is busy or locked.",
      "The sender's domain or the client's name cannot be looked up at the moment.",
      "Too much was sent to this recipient or from this client in a short time.",
    ],
  },
  451: {
    means: "The server broke off because of an error of its own.",
    causes: [
      "A database, name server or filter that the server depends on does not answer.",
      "The server greylists.",
      "The content scanner failed or took too long.",
    ],
  },
  452: {
    means: "The server has no room now, or takes no more recipients in this transaction.",
    causes: [
      "More recipients were named than the server takes at once.",
      "The disk or the queue of the server is full.",
      "The recipient's mailbox is over its quota.",
    ],
  },
  453: {
    means: "There is no mail waiting.",
    causes: ["ATRN was sent for domains without mail."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Treat it as the end of the exchange, not as a failure.",
      administrator: "Check that mail for the domain is queued where ATRN asks for it.",
    },
  },
  454: {
    means: "TLS, or authentication, is temporarily not available.",
    causes: [
      "The server cannot read its certificate or key.",
      "The password database or the identity provider does not answer.",
      "Too many logins failed in a short time.",
    ],
  },
  455: {
    means: "The server cannot do now what the parameters of MAIL or RCPT ask for.",
    causes: ["A parameter is known, and the means for it are lacking at the moment."],
  },
  458: {
    means: "The server cannot queue messages for the host that ETRN named.",
    causes: ["The queue is full or locked."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Ask again later.",
      administrator: "Check the queue of the server.",
    },
  },
  459: {
    means: "The server does not allow ETRN for the host that was named.",
    causes: ["The host is not on the server's list for ETRN."],
    advice: {
      sender: "There is nothing to do.",
      developer: "Do not ask again for this host.",
      administrator: "Add the host to those for which ETRN is allowed.",
    },
  },
};
