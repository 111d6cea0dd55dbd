/** The work of each row. `install` of `meter.ts` must be called before this module is imported. */
import { createMailer, type Mailer, type Message } from "@parley-smtp/node-socket";
import { FROM, letter, pieces } from "../letter.ts";
import { memoryDial } from "./memory-dial.ts";
import type { RowName } from "./rows.ts";

const MEGABYTES = 10;

/** How a row is measured. */
export interface Work {
  /**
   * Sends messages.
   *
   * @param messages the number of messages
   * @param before called before each of them
   */
  send(messages: number, before: () => void): Promise<void>;
  /** Number of messages after which the figures no longer change, because the code is compiled. */
  readonly warm: number;
  /** Messages of one measurement. */
  readonly messages: number;
  /** The units of one message: one message, or its megabytes. */
  readonly units: number;
}

/**
 * Creates the work of a row.
 *
 * @param row the row
 * @param port of the server, for the rows that use sockets
 */
export function createWork(row: RowName, port: number): Work {
  const large = { warm: 30, messages: 1, units: MEGABYTES };
  const small = { warm: 10_000, messages: 1_000, units: 1 };
  const message = { ...ENVELOPE, raw: new TextEncoder().encode(letter(1_000)) };
  switch (row) {
    case "core":
      return { send: sendInLoops(inMemory(), message, 1), ...small };
    case "sequential":
      return { send: sendInLoops(overSockets(port, 1), message, 1), ...small };
    case "ten":
      return { send: sendInLoops(overSockets(port, 10), message, 20), ...small };
    case "overlapping":
      return { send: sendOverlapping(overSockets(port, 1), message), ...small };
    case "piece":
    case "stream":
      return { send: sendInLoops(inMemory(), largeMessage(row === "stream"), 1), ...large };
  }
}

const ENVELOPE = { from: FROM, to: "recipient@counts.test" };
const KEPT = { messages: Number.POSITIVE_INFINITY };

function inMemory(): Mailer {
  const pool = { size: 1, ...KEPT };
  return createMailer({ host: "localhost", tls: "none", dial: memoryDial, pool });
}

function overSockets(port: number, size: number): Mailer {
  return createMailer({ host: "127.0.0.1", port, tls: "none", pool: { size, ...KEPT } });
}

function largeMessage(streamed: boolean): Message {
  const octets = MEGABYTES * 1_000_000;
  if (streamed) return { ...ENVELOPE, raw: () => streamOf(octets) };
  return { ...ENVELOPE, raw: new TextEncoder().encode(letter(octets)) };
}

async function* streamOf(octets: number): AsyncGenerator<Uint8Array> {
  yield* pieces(octets);
}

function sendInLoops(mailer: Mailer, message: Message, loops: number): Work["send"] {
  return async (messages, before) => {
    let left = messages;
    const loop = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        before();
        await mailer.send(message);
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
  };
}

function sendOverlapping(mailer: Mailer, message: Message): Work["send"] {
  return async (messages, before) => {
    function* repeated(): Generator<Message> {
      for (let left = messages; left > 0; left -= 1) {
        before();
        yield message;
      }
    }
    for await (const { error } of mailer.sendMany(repeated(), { maxUnacknowledged: 20 })) {
      if (error) throw error;
    }
  };
}
