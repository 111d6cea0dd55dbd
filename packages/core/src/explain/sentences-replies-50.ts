/** Reply codes 50z, about syntax and commands, in sentences. */
import type { Prose } from "./explanation.ts";

/** By reply code. */
export const SYNTAX_REPLIES: Readonly<Record<number, Prose>> = {
  500: {
    means: "The server did not recognise the command, or the line was too long.",
    causes: [
      "The server is old or small and knows only the basic commands.",
      "A firewall or virus scanner overwrote the command, as Cisco inspection does with letters X.",
      "Octets of a message or of a login were taken for a command: the two sides are out of step.",
      "The command line is longer than 512 octets.",
    ],
    sender: "Tell whoever runs the sending program.",
    developer:
      "Take the older way: HELO for EHLO, DATA for BDAT, another mechanism for AUTH. For a basic command, go on over a new connection with one command at a time.",
    administrator:
      "Switch off SMTP inspection on firewalls in between, and do not advertise what the server does not know.",
  },
  501: {
    means: "The command was recognised, and its arguments are not valid.",
    causes: [
      "An address is malformed or lacks its angle brackets.",
      "The name in EHLO or HELO is not a fully-qualified host name or an address literal.",
      "A parameter such as SIZE or BODY is not known to the server.",
      "An AUTH response is not valid base64, or the exchange was cancelled.",
    ],
    sender: "Check the addresses for typing errors, spaces and stray characters.",
    developer:
      "Write addresses as <user@domain>, greet with a real host name, and drop optional parameters once. For AUTH, try without initial response.",
    administrator: "Give the sending host a proper name, and relax checks of EHLO for own clients.",
  },
  502: {
    means: "The server does not implement this command.",
    causes: [
      "The command is switched off by configuration, as VRFY and EXPN often are.",
      "The server advertises an extension that it does not really have, or not for this client.",
      "A proxy in front of the server passes EHLO through and refuses what follows.",
      "The command is not allowed before TLS or authentication.",
    ],
    sender: "There is nothing wrong with the message; tell whoever runs the sending program.",
    developer:
      "Take another way to the same end: HELO for EHLO, DATA for BDAT, another mechanism for AUTH. Do not repeat the command in this session.",
    administrator:
      "Make the list that EHLO gives agree with what the server does: an advertised command must not be answered 502 (RFC 5321 4.2.4).",
  },
  503: {
    means: "The command came at the wrong time.",
    causes: [
      "An earlier command of the same group was refused, so that this one has no ground.",
      "MAIL came before EHLO, RCPT before MAIL, or DATA without an accepted recipient.",
      "The client authenticated already, or the server wants authentication first.",
      "AUTH is not offered on this port or before TLS.",
    ],
    sender: "Check that the account settings ask for authentication.",
    developer:
      "Look at the first refusal in the same group: it is the cause. Otherwise send RSET or EHLO, and the commands one at a time.",
    administrator:
      "Check which port is meant for submission, and whether it demands authentication.",
  },
  504: {
    means: "The command is implemented, and one of its parameters is not.",
    causes: [
      "The mechanism of AUTH is not available.",
      "The name in EHLO or HELO is not fully qualified.",
      "A parameter of MAIL or RCPT is not supported.",
    ],
    sender: "Choose another way of authentication in the account settings.",
    developer: "Try the next mechanism that EHLO listed, or leave the parameter out.",
    administrator: "Enable the mechanism, or take it off the list that EHLO gives.",
  },
  521: {
    means: "This host never accepts mail.",
    causes: [
      "The domain's MX or address record points to a host that is no mail server.",
      "The server refuses this client from the start.",
    ],
    sender: "Check the domain of the address.",
    developer: "Close, and try the next server of the domain, if there is one.",
    administrator: "Correct the MX record; for a domain without mail, publish a null MX.",
  },
};
