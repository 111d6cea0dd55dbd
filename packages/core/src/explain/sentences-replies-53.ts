/** Reply codes 52z and 53z, about encryption and authentication, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const AUTHENTICATION_REPLIES: Readonly<Record<number, Prose>> = {
  523: {
    means: "Encryption is needed before authentication.",
    causes: ["The connection is in clear text, and the server forbids passwords there."],
  },
  524: {
    means: "This mechanism may be used only under encryption.",
    causes: ["The mechanism shows the password, and the connection is in clear text."],
  },
  525: {
    means: "The account is disabled.",
    causes: ["The account was closed, suspended or never enabled for sending."],
  },
  530: {
    means: "Something must come first: TLS, or authentication.",
    causes: [
      "The server takes mail only from authenticated clients.",
      "The server takes no command in clear text but STARTTLS.",
      "The message was sent to a submission server without user name and password.",
    ],
  },
  533: {
    means: "The client is not authorised to do this.",
    causes: ["The account or address lacks the right."],
    advice: {
      sender: "Ask the administrator for the right.",
      developer: "Do not repeat it with the same account.",
      administrator: "Check the rights of the account.",
    },
  },
  534: {
    means: "The mechanism is too weak for this account.",
    causes: [
      "The provider wants OAuth, or a password made for this application.",
      "The server demands a stronger mechanism.",
      "The provider wants a login in a browser first.",
    ],
  },
  535: {
    means: "The credentials were not accepted.",
    causes: [
      "User name or password is wrong.",
      "The provider wants an application password or OAuth instead of the password.",
      "Sending is not enabled for the account.",
      "The token has expired or is for another scope.",
      "The server cannot check this mechanism, and says that the password is wrong.",
    ],
  },
  538: {
    means: "This mechanism may be used only under encryption.",
    causes: ["The mechanism shows the password, and the connection is in clear text."],
  },
};
