/**
 * A server that accepts messages, counts each, and breaks connections at random. It runs in its own process and
 * decides what was accepted: a message is counted when it is complete, before the reply is written.
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { random } from "./random.ts";
import type { SinkOptions, SinkReport } from "./types.ts";

const { messages, seed, breaks, servers } = JSON.parse(process.argv[2] ?? "{}") as SinkOptions;
const draw = random(seed);
const counts = new Uint8Array(messages);
const report: Omit<SinkReport, "counts"> & { broken: number; connections: number } = {
  broken: 0,
  connections: 0,
};

const ports = Array.from({ length: servers }, async () => {
  const server = createServer({ noDelay: true }, serve).listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
});
process.send?.({ ports: await Promise.all(ports) });
process.on("message", () => {
  process.send?.({
    ...report,
    counts: Buffer.from(counts).toString("base64"),
  } satisfies SinkReport);
});
process.on("disconnect", () => process.exit());

/** Decides whether the connection breaks here, and how: by a reset, a close, or a 421. */
function broken(socket: Socket): "reset" | "closed" | "421" | undefined {
  if (draw() * breaks >= 1) return undefined;
  report.broken += 1;
  const how = draw();
  if (how < 0.4) socket.resetAndDestroy();
  else if (how < 0.7) socket.destroy();
  else socket.end("421 4.3.2 Closing\r\n");
  return how < 0.4 ? "reset" : how < 0.7 ? "closed" : "421";
}

/** The reply to a whole message. */
const TAKEN = "250 2.0.0 Taken";

function serve(socket: Socket): void {
  report.connections += 1;
  let unread: Buffer = Buffer.alloc(0);
  let id = -1;
  let expected: { octets: number; last: boolean } | "dot" | undefined;
  let gone = false;
  socket.on("error", () => {});
  if (broken(socket)) return;
  socket.write("220 sink.test\r\n");
  socket.on("data", (bytes: Buffer) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    while (!gone && step());
  });

  /** Handles one command or piece of content; returns false if more data is needed. */
  function step(): boolean {
    if (expected === "dot") {
      const end = unread.indexOf("\r\n.\r\n");
      if (end === -1) return false;
      unread = unread.subarray(end + 5);
      return answer(whole());
    }
    if (expected) {
      if (unread.length < expected.octets) return false;
      unread = unread.subarray(expected.octets);
      const { last } = expected;
      expected = undefined;
      return answer(last ? whole() : "250 2.0.0 Ok");
    }
    const end = unread.indexOf("\r\n");
    if (end === -1) return false;
    const line = unread.toString("latin1", 0, end);
    unread = unread.subarray(end + 2);
    return answer(command(line));
  }

  function whole(): string {
    expected = undefined;
    counts[id] = (counts[id] ?? 0) + 1;
    return TAKEN;
  }

  function command(line: string): string | undefined {
    const [verb = "", argument = "", last] = line.toUpperCase().split(" ");
    if (verb === "MAIL") id = Number(/<M(\d+)@/.exec(argument)?.[1] ?? -1);
    if (verb === "EHLO") return "250-sink.test\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 8BITMIME";
    if (verb === "BDAT") {
      expected = { octets: Number(argument), last: last === "LAST" };
      return undefined;
    }
    if (verb === "DATA") expected = "dot";
    if (verb === "QUIT") gone = true;
    return { DATA: "354 Go ahead", QUIT: "221 2.0.0 Bye" }[verb] ?? "250 2.0.0 Ok";
  }

  /** Replies, unless the connection breaks just before or just after the reply. */
  function answer(reply: string | undefined): boolean {
    if (gone) {
      socket.end(`${reply}\r\n`);
      return false;
    }
    if (reply === undefined) return true;
    const before = broken(socket);
    // A server that sends 421 instead of the reply to a message does not accept it.
    if (before === "421" && reply === TAKEN) counts[id] = (counts[id] ?? 0) - 1;
    if (!before) socket.write(`${reply}\r\n`);
    gone = before !== undefined || broken(socket) !== undefined;
    return !gone;
  }
}
