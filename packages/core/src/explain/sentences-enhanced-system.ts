/** Enhanced status codes X.3.z, X.4.z and X.5.z, about systems, routes and the protocol, in sentences. */
import type { EnhancedProse } from "./explanation.ts";

/** By code, with X for the class. */
export const SYSTEM_CODES: Readonly<Record<string, EnhancedProse>> = {
  "X.3.0": { means: "The mail system has a problem.", done: "The mail system did it." },
  "X.3.1": {
    means: "The mail system is full.",
    causes: ["The disk that holds the queue or the mailboxes is full."],
  },
  "X.3.2": {
    means: "The system takes no mail at present.",
    causes: [
      "The server is shut down for maintenance, or overloaded.",
      "The server refuses this client because of its reputation or its rate.",
    ],
  },
  "X.3.3": {
    means: "The system does not support a feature that was asked for.",
    causes: [
      "A parameter such as SMTPUTF8 was refused, though it may have been advertised.",
      "The command is not available on this system.",
    ],
  },
  "X.3.4": {
    means: "The message is larger than the system takes.",
    causes: [
      "Attachments grow by a third when they are encoded as base64.",
      "The limit is lower for this client than the one that EHLO named.",
    ],
  },
  "X.3.5": {
    means: "The system is misconfigured.",
    causes: ["The server would send the message to itself, or lacks a needed setting."],
  },
  "X.3.6": {
    means: "The priority of the message was changed.",
    done: "The message was taken with another priority than the one asked for.",
  },
  "X.4.0": { means: "There is a problem with the network or the route.", done: "It was routed." },
  "X.4.1": {
    means: "The destination host does not answer.",
    causes: [
      "The host is down, or a firewall drops the connection.",
      "With class 5, some large providers mean that the recipient does not exist there.",
    ],
  },
  "X.4.2": {
    means: "The connection was bad, or was lost.",
    causes: [
      "The network failed during the transfer.",
      "The session was idle for too long.",
      "A firewall with a wrong packet size (MTU) swallows long packets.",
    ],
  },
  "X.4.3": {
    means: "A directory or name server failed.",
    causes: [
      "DNS or the directory of users does not answer.",
      "The client's own name has no DNS record.",
    ],
  },
  "X.4.4": {
    means: "No route to the recipient is known.",
    causes: ["The domain has no usable MX or address record.", "A routing rule is missing."],
  },
  "X.4.5": {
    means: "The mail system is congested.",
    causes: ["Too many messages wait in the queue.", "Too many connections are open at a time."],
  },
  "X.4.6": {
    means: "The message goes round in circles.",
    causes: ["Two servers or two forwarding rules send it to each other."],
  },
  "X.4.7": {
    means: "The time for delivery has run out.",
    causes: [
      "The next server could not be reached for days.",
      "A deadline of the message has passed.",
    ],
  },
  "X.5.0": { means: "The server has a problem with the protocol.", done: "The command was done." },
  "X.5.1": {
    means: "The command is not valid: unknown, not implemented, or at the wrong time.",
    done: "The command was done.",
  },
  "X.5.2": { means: "The syntax is wrong, or the server does not know it." },
  "X.5.3": {
    means: "There are too many recipients.",
    causes: [
      "The server limits the recipients of one message.",
      "The server limits the recipients of one sender in a time.",
    ],
  },
  "X.5.4": { means: "The arguments of the command are not valid or not supported." },
  "X.5.5": {
    means: "The two sides do not speak the same version of the protocol.",
    causes: ["The server expects another protocol on this port, such as LMTP."],
    advice: {
      sender: "Check host and port in the account settings.",
      developer: "Check host and port.",
      administrator: "Check what listens on the port.",
    },
  },
  "X.5.6": {
    means: "A line of the authentication exchange is too long for the server.",
    causes: ["A token or certificate is longer than the server can read."],
  },
};
