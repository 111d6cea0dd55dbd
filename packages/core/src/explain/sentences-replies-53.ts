/** Reply codes 52z and 53z, about encryption and authentication, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const AUTHENTICATION_REPLIES: Readonly<Record<number, Prose>> = {
  523: {
    means: "Encryption is needed before authentication.",
    causes: ["The connection is in clear text, and the server forbids passwords there."],
    sender: "Switch TLS on in the account settings.",
    developer: "Send STARTTLS, or connect to port 465; then authenticate.",
    administrator: "Offer STARTTLS on the submission port.",
  },
  524: {
    means: "This mechanism may be used only under encryption.",
    causes: ["The mechanism shows the password, and the connection is in clear text."],
    sender: "Switch TLS on in the account settings.",
    developer: "Send STARTTLS, or connect to port 465; then authenticate.",
    administrator: "List such mechanisms only under TLS.",
  },
  525: {
    means: "The account is disabled.",
    causes: ["The account was closed, suspended or never enabled for sending."],
    sender: "Ask the administrator of the account.",
    developer: "Stop. No other mechanism and no second try will help.",
    administrator: "Check why the account was disabled before enabling it.",
  },
  530: {
    means: "Something must come first: TLS, or authentication.",
    causes: [
      "The server takes mail only from authenticated clients.",
      "The server takes no command in clear text but STARTTLS.",
      "The message was sent to a submission server without user name and password.",
    ],
    sender: "Enter user name and password in the account settings, and switch TLS on.",
    developer:
      "In clear text send STARTTLS first. Under TLS send AUTH first; without credentials there is no way.",
    administrator:
      "For mail from strangers use port 25, which must not ask for authentication; for own users give out credentials.",
  },
  533: {
    means: "The client is not authorised to do this.",
    causes: ["The account or address lacks the right."],
    sender: "Ask the administrator for the right.",
    developer: "Do not repeat it with the same account.",
    administrator: "Check the rights of the account.",
  },
  534: {
    means: "The mechanism is too weak for this account.",
    causes: [
      "The provider wants OAuth, or a password made for this application.",
      "The server demands a stronger mechanism.",
      "The provider wants a login in a browser first.",
    ],
    sender: "Make an application password, or sign in with the provider again.",
    developer: "Try a stronger mechanism that EHLO listed. Never try a weaker one.",
    administrator: "Allow the mechanism for the account, or hand out another kind of credentials.",
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
    sender:
      "Check user name and password. With two-factor authentication make an application password.",
    developer:
      "Stop, and ask for other credentials: repeated failures lock accounts. Get a new token when OAuth is used.",
    administrator: "Look in the authentication log, and check that the account may send by SMTP.",
  },
  538: {
    means: "This mechanism may be used only under encryption.",
    causes: ["The mechanism shows the password, and the connection is in clear text."],
    sender: "Switch TLS on in the account settings.",
    developer:
      "Send STARTTLS, or connect to port 465; then authenticate. Never repeat it in clear text.",
    administrator: "List such mechanisms only under TLS.",
  },
};
