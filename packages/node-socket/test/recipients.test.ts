/** A thousand recipients over real sockets: a side that writes without reading must not block the other side. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createMailer } from "@parley-smtp/node-socket";
import { listen } from "@parley-smtp/node-socket/testing";
import { expect, it } from "vitest";

const THOUSAND = Array.from({ length: 1000 }, (_, at) => `number-${at}@example.net`);
const message = { from: "a@example.org", to: THOUSAND, raw: "Subject: to all\r\n\r\nHi.\r\n" };

/** Counts the most commands that were written before the client waited for a reply. */
function watching() {
  let most = 0;
  // The greeting answers the connection.
  let unanswered = 1;
  return {
    get most() {
      return most;
    },
    onEvent: ({ type }: { readonly type: string }) => {
      if (type === "command") unanswered += 1;
      if (type === "reply") unanswered -= 1;
      most = Math.max(most, unanswered);
    },
  };
}

it.for<[string, readonly string[], number]>([
  ["BDAT", ["PIPELINING", "CHUNKING"], 100],
  ["DATA", ["PIPELINING"], 100],
  ["one command at a time", [], 1],
])(
  "all have the message, sent by %s, and no more than 100 commands are unanswered",
  async ([, capabilities, most]) => {
    await using server = await listen({ tls: "none", capabilities: [...capabilities] });
    const watched = watching();
    const { host, port } = server;
    await using mailer = createMailer({ host, port, onEvent: watched.onEvent });
    const { accepted, rejected } = await mailer.send(message);
    expect(accepted.map(({ address }) => address)).toEqual(THOUSAND);
    expect(rejected).toEqual([]);
    expect(server.messages.flatMap(({ to }) => to)).toEqual(THOUSAND);
    expect(watched.most).toBe(most);
  },
);

it("waits for no server that reads nothing while its replies are not taken", async () => {
  // Replies of 40 kB to each RCPT, which soon fill all buffers between two sockets.
  const long = `250-${"x".repeat(500)}\r\n`.repeat(80).concat("250 Ok\r\n");
  const server = createServer((socket) => {
    let content = false;
    const answerTo = (line: string): string => {
      if (content && line !== ".") return "";
      if (line.startsWith("EHLO")) return "250-mail.example.net\r\n250 PIPELINING\r\n";
      if (line.startsWith("RCPT")) return long;
      content = line === "DATA";
      return content ? "354 Go on\r\n" : "250 Ok\r\n";
    };
    let rest = "";
    const serve = async (): Promise<void> => {
      socket.write("220 mail.example.net\r\n");
      for await (const piece of socket) {
        const lines = (rest + piece).split("\r\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const answer = answerTo(line);
          if (answer !== "" && !socket.write(answer)) await once(socket, "drain");
        }
      }
    };
    socket.setEncoding("latin1");
    serve().catch(() => socket.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await using mailer = createMailer({ host: "127.0.0.1", port });
  const { accepted } = await mailer.send(message);
  expect(accepted).toHaveLength(1000);
  await mailer.close();
  server.close();
});
