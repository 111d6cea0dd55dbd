/**
 * The minimum of this runtime: fixed octets are written to its sockets in two flights, and the lines of the replies
 * are counted, without parsing, checks or reports. No client that waits for the reply to each message can be faster.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Target } from "../job.ts";
import { FROM, letter, recipients } from "../letter.ts";
import type { Client } from "./client.ts";

const LF = 10;

export function makeClient(target: Target): Client {
  const to = recipients(target);
  const commands = [`MAIL FROM:<${FROM}>`, ...to.map((address) => `RCPT TO:<${address}>`), "DATA"];
  const envelope = Buffer.from(commands.map((line) => `${line}\r\n`).join(""));
  const content = Buffer.from(`${letter(target.octets)}.\r\n`);
  const sockets: Socket[] = [];

  async function opened(): Promise<Flight> {
    const socket = connect(target.port, "localhost").setNoDelay(true);
    sockets.push(socket);
    await once(socket, "connect");
    const flight = flights(socket);
    await flight("", 1);
    await flight("HELO bench.test\r\n", 1);
    return flight;
  }

  const ready = Array.from({ length: target.connections }, opened);
  return {
    async sendWhile(more) {
      await Promise.all(
        ready.map(async (opening) => {
          const flight = await opening;
          while (more()) {
            await flight(envelope, commands.length);
            await flight(content, 1);
          }
        }),
      );
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Writes, and waits for this many lines. */
type Flight = (octets: Buffer | string, lines: number) => Promise<void>;

function flights(socket: Socket): Flight {
  let due = 0;
  let done = (): void => {};
  let failed = (_error: Error): void => {};
  socket.on("error", (error) => failed(error));
  socket.on("data", (bytes: Buffer) => {
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) due -= 1;
    if (due <= 0) done();
  });
  return (octets, lines) =>
    new Promise((resolve, reject) => {
      due += lines;
      done = resolve;
      failed = reject;
      if (due <= 0) resolve();
      if (octets.length > 0) socket.write(octets);
    });
}
