import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createMailer } from "@parley-smtp/node-socket";
import { afterEach, expect, it } from "vitest";

const GIBIBYTE = 2 ** 30;
const END = Buffer.from("\r\n.\r\n");

/** A server that accepts one message of any size without storing it, or refuses it early. */
function forgetfulServer(keywords: readonly string[], early?: string): Server {
  return createServer((socket) => {
    const lines = ["mail.example", ...keywords];
    const ehlo = lines
      .map((line, at) => `250${at < lines.length - 1 ? "-" : " "}${line}\r\n`)
      .join("");
    let content = false;
    let tail: Buffer = Buffer.alloc(0);
    socket.write("220 mail.example ESMTP\r\n");
    socket.on("data", (bytes) => {
      if (content && early) {
        socket.write(`${early}\r\n`);
        socket.pause();
      } else if (content) {
        tail = Buffer.concat([tail, bytes.subarray(-END.length)]).subarray(-END.length);
        if (!tail.equals(END)) return;
        content = false;
        socket.write("250 2.0.0 Ok\r\n");
        return;
      }
      for (const line of bytes.toString("latin1").split("\r\n").filter(Boolean)) {
        if (line.startsWith("EHLO")) socket.write(ehlo);
        else if (line === "DATA") socket.write("354 Go on\r\n");
        else socket.write("250 2.0.0 Ok\r\n");
        content ||= line === "DATA";
      }
    });
    socket.on("error", () => socket.destroy());
  });
}

let server: Server | undefined;
afterEach(() => server?.close());

async function listening(early?: string): Promise<number> {
  server = forgetfulServer(["PIPELINING", "8BITMIME"], early).listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

it("sends a stream of 1 GiB in constant memory", { timeout: 120_000 }, async () => {
  const piece = Buffer.from(`${"x".repeat(76)}\r\n`.repeat(840));
  let given = 0;
  let peak = 0;
  async function* pieces() {
    yield "Subject: large\r\n\r\n";
    while (given < GIBIBYTE) {
      given += piece.length;
      peak = Math.max(peak, process.memoryUsage().rss);
      yield piece;
    }
  }
  await using mailer = createMailer({ host: "127.0.0.1", port: await listening() });
  const before = process.memoryUsage().rss;
  const receipt = await mailer.send({ from: "a@example.org", to: "b@example.net", raw: pieces() });
  expect(receipt.octets).toBeGreaterThan(GIBIBYTE);
  expect(peak - before).toBeLessThan(200 * 2 ** 20);
});

it.for<[string, string, boolean]>([
  ["552 5.3.4 Too much", "MESSAGE_TOO_LARGE", false],
  ["552 5.3.4 Too much\r\n500 5.5.2 What?", "MESSAGE_TOO_LARGE", false],
  ["421 4.3.2 Going down", "SERVER_UNAVAILABLE", true],
])("stops an upload when the server says %s before its end", async ([reply, code, temporary]) => {
  let given = 0;
  async function* endless() {
    yield "Subject: endless\r\n\r\n";
    for (;;) {
      given += 65_536;
      yield "x".repeat(65_534).concat("\r\n");
    }
  }
  await using mailer = createMailer({ host: "127.0.0.1", port: await listening(reply) });
  const sending = mailer.send({ from: "a@example.org", to: "b@example.net", raw: endless() });
  await expect(sending).rejects.toMatchObject({
    code,
    recipients: [{ outcome: "rejected", temporary }],
  });
  expect(given).toBeLessThan(64 * 2 ** 20);
});
