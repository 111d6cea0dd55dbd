/** A server in memory for the tests of applications: no sockets and no ports, on every runtime. */
import type { Dial } from "../client/connection/transport.ts";
import { memoryDial } from "./memory-transport.ts";
import { decodeUtf8 } from "./octets.ts";
import { modernServer, type Personality } from "./personality.ts";
import { recordTranscript } from "./record-transcript.ts";
import { printStep } from "./transcript.ts";
import type { AcceptedMessage } from "./virtual-state.ts";
import { createVirtualWorld } from "./virtual-world.ts";

/** A message that the server accepted. */
export interface ReceivedMessage {
  /** The reverse-path; `""` for none. */
  readonly from: string;
  /** The accepted recipients. */
  readonly to: readonly string[];
  /** The message as text, including the header. */
  readonly raw: string;
  /** The message as octets. */
  readonly content: Uint8Array;
  /** The parameters of MAIL, and those of RCPT for each recipient in `to`, as written. */
  readonly parameters: AcceptedMessage["parameters"];
  /** Whether it arrived under TLS. */
  readonly tls: boolean;
  /** The authenticated user, if there is one. */
  readonly user?: string;
}

/** A server in memory with its messages and its transcript. */
export interface TestServer {
  /** The dial function for `createMailer` or `connect`, with any host name. */
  readonly dial: Dial;
  /** The accepted messages, in order. */
  readonly messages: readonly ReceivedMessage[];
  /** Returns the dialogue on all connections, without secrets. */
  transcript(): string;
  /** Clears messages, transcript and the counts of answers. */
  reset(): void;
}

/**
 * Creates a server for a test.
 *
 * @param personality the server's behaviour; default: a modern server that accepts everything
 * @throws {TypeError} if the personality is not valid
 *
 * @example
 * ```ts run
 * const server = testServer();
 * await using mailer = createMailer({ host: "mail.example", dial: server.dial });
 * await mailer.send({ from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" });
 * if (server.messages[0]?.to[0] !== "b@example.net") throw new Error("It should have arrived.");
 * ```
 */
export function testServer(personality: Personality = modernServer): TestServer {
  const world = createVirtualWorld(personality);
  return {
    dial: memoryDial(world),
    get messages() {
      return world.mailbox.accepted.map(received);
    },
    transcript: () => recordTranscript(world.history).map(printStep).join("\n"),
    reset: world.reset,
  };
}

/** Returns a message of a mailbox with its text. */
export function received(message: AcceptedMessage): ReceivedMessage {
  const { from, to, content, parameters, tls, user } = message;
  return Object.freeze({
    from,
    to,
    raw: decodeUtf8(content),
    content,
    parameters,
    tls,
    ...(user === undefined ? {} : { user }),
  });
}
