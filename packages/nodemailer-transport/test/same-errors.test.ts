/** Failures of a server and of the network give the error that nodemailer's own transport gives. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import nodemailer, { type NodemailerError } from "nodemailer";
import { afterEach, describe, expect, it } from "vitest";
import { parley } from "../src/mod.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** What a server answers to each command, and `end` to the content. */
type Answers = Readonly<
  Partial<
    Record<
      "greeting" | "EHLO" | "HELO" | "MAIL" | "RCPT" | "DATA" | "end" | "RSET" | "QUIT",
      string
    >
  >
>;

const USUAL: Answers = {
  greeting: "220 mail.example ESMTP",
  EHLO: "250 mail.example",
  HELO: "250 mail.example",
  MAIL: "250 2.1.0 Ok",
  RCPT: "250 2.1.5 Ok",
  DATA: "354 Go on",
  end: "250 2.0.0 Ok",
  RSET: "250 2.0.0 Ok",
  QUIT: "221 2.0.0 Bye",
};

/** Starts a server that reads lines and answers from a table; after 421 it closes. */
async function serve(changes: Answers): Promise<number> {
  const answers = { ...USUAL, ...changes };
  const server = createServer((socket) => {
    let rest = "";
    let inContent = false;
    const say = (text = "500 5.5.2 What?"): void => {
      socket.write(`${text}\r\n`);
      if (text.startsWith("421") || text.startsWith("221")) socket.end();
    };
    socket.on("error", () => {});
    say(answers.greeting);
    socket.on("data", (bytes) => {
      const lines = (rest + bytes).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (inContent) {
          if (line !== ".") continue;
          inContent = false;
          say(answers.end);
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        inContent = verb === "DATA" && (answers.DATA ?? "").startsWith("354");
        say(answers[verb as keyof Answers]);
      }
    });
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const message = { from: "a@example.org", to: "b@example.net", subject: "x", text: "x" };

/** Sends with nodemailer's transport and with Parley's, and returns both errors. */
async function both(host: string, port: number): Promise<[NodemailerError, NodemailerError]> {
  const send = async (own: boolean): Promise<NodemailerError> => {
    const transporter = own
      ? nodemailer.createTransport({ host, port })
      : nodemailer.createTransport(parley({ host, port, features: { PIPELINING: "avoid" } }));
    const error = await transporter.sendMail(message).catch((reason: unknown) => reason);
    await transporter.close();
    expect(error).toBeInstanceOf(Error);
    return error as NodemailerError;
  };
  return [await send(true), await send(false)];
}

describe("the error of a server's reply", () => {
  it.each<[string, Answers]>([
    ["a greeting 554", { greeting: "554 5.7.1 Not you" }],
    ["a greeting 421", { greeting: "421 4.3.2 Not now" }],
    ["EHLO and HELO refused", { EHLO: "502 5.5.1 No", HELO: "502 5.5.1 No" }],
    ["MAIL refused", { MAIL: "550 5.1.8 Bad sender" }],
    ["MAIL refused for a while", { MAIL: "451 4.3.0 Not now" }],
    ["RCPT refused", { RCPT: "550 5.1.1 No such user" }],
    ["DATA refused", { DATA: "554 5.7.1 No" }],
    ["DATA refused for a while", { DATA: "451 4.3.0 Not now" }],
    ["the content refused", { end: "554 5.6.0 No" }],
    ["the content refused for a while", { end: "451 4.3.0 Not now" }],
  ])("is the same for %s", async (_, answers) => {
    const [theirs, ours] = await both("127.0.0.1", await serve(answers));
    const { code, responseCode, command } = theirs;
    expect({ code: ours.code, responseCode: ours.responseCode, command: ours.command }).toEqual({
      code,
      responseCode,
      command,
    });
  });
});

describe("the error of the system", () => {
  it("has errno, syscall, address and port for a refused connection", async () => {
    const port = await serve({});
    for (const server of servers.splice(0)) await new Promise((end) => server.close(end));
    const [theirs, ours] = await both("127.0.0.1", port);
    const { code, errno, syscall, address } = theirs as NodemailerError & { address?: string };
    expect(ours).toMatchObject({ code, errno, syscall, address, port });
    expect([syscall, address]).toEqual(["connect", "127.0.0.1"]);
  });

  it("has errno, syscall and hostname for an unknown name", async () => {
    const [, ours] = await both("no.such.host.invalid", 2525);
    expect(ours).toMatchObject({
      code: "EDNS",
      syscall: "getaddrinfo",
      hostname: "no.such.host.invalid",
    });
  });
});
