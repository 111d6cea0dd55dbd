/** Reply codes 50z, about syntax and commands, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const SYNTAX_REPLIES: Readonly<Record<number, Prose>> = {
  500: {
    means: "The server did not recognise the command, or the line was too long.",
    causes: [
      "The server is old or small and knows only the basic commands.",
      "A firewall or virus scanner overwrote the command, as Cisco inspection does with letters X.",
      "The server took bytes of a message or of an authentication for a command: client and server are out of sync.",
      "The command line is longer than 512 bytes.",
    ],
  },
  501: {
    means: "The command was recognised, and its arguments are not valid.",
    causes: [
      "An address is malformed or lacks its angle brackets.",
      "The name in EHLO or HELO is not a fully-qualified host name or an address literal.",
      "A parameter such as SIZE or BODY is not known to the server.",
      "An AUTH response is not valid base64, or the exchange was cancelled.",
    ],
  },
  502: {
    means: "The server does not implement this command.",
    causes: [
      "The command is switched off by configuration, as VRFY and EXPN often are.",
      "The server advertises an extension that it does not really have, or not for this client.",
      "A proxy in front of the server passes EHLO through and refuses what follows.",
      "The command is not allowed before TLS or authentication.",
    ],
  },
  503: {
    means: "The command came at the wrong time.",
    causes: [
      "An earlier command of the same group was refused, so that this one has no ground.",
      "MAIL came before EHLO, RCPT before MAIL, or DATA without an accepted recipient.",
      "The client authenticated already, or the server wants authentication first.",
      "AUTH is not offered on this port or before TLS.",
    ],
  },
  504: {
    means: "The command is implemented, and one of its parameters is not.",
    causes: [
      "The mechanism of AUTH is not available.",
      "The name in EHLO or HELO is not fully qualified.",
      "A parameter of MAIL or RCPT is not supported.",
    ],
  },
  521: {
    means: "This host never accepts mail.",
    causes: [
      "The domain's MX or address record points to a host that is no mail server.",
      "The server refuses this client from the start.",
    ],
  },
};
