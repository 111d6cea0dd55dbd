/** A server for the tests of applications: no sockets, no ports, on every runtime. */
import type { Dial } from "../client/connection/transport.ts";
import { memoryDial } from "./memory-transport.ts";
import { decodeUtf8 } from "./octets.ts";
import { modernServer, type Personality } from "./personality.ts";
import { recordTranscript } from "./record-transcript.ts";
import { printStep } from "./transcript.ts";
import type { AcceptedMessage } from "./virtual-state.ts";
import { createVirtualWorld } from "./virtual-world.ts";

/** A message that the server took, as tests look at it. */
export interface ReceivedMessage {
  /** The reverse-path; `""` for none. */
  readonly from: string;
  /** The recipients that were accepted. */
  readonly to: readonly string[];
  /** The message as text, header and all. */
  readonly raw: string;
  /** The same as octets. */
  readonly content: Uint8Array;
  /** What was asked with it: the parameters of MAIL, and those of RCPT for each of `to`, as they were written. */
  readonly parameters: AcceptedMessage["parameters"];
  /** It came under TLS. */
  readonly tls: boolean;
  /** Who had logged in, if anyone. */
  readonly user?: string;
}

/** A server in memory, and what came of it. */
export interface TestServer {
  /** Give it to `createMailer` or `connect`, with any host name. */
  readonly dial: Dial;
  /** What the server took, in order. */
  readonly messages: readonly ReceivedMessage[];
  /** What was said on all connections, without secrets. */
  transcript(): string;
  /** Forgets messages, transcript and how often each answer was given. */
  reset(): void;
}

/**
 * Makes a server for a test.
 *
 * @param personality how it behaves; default: a server of today that takes everything
 * @throws {TypeError} when the personality makes no sense
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

/** A message of a mailbox, with its text. */
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
