/** Connections through proxies, well-behaved and hostile. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { SmtpError, type Transport, TransportError } from "@parley-smtp/core";
import {
  type ConformanceNeed,
  conformancePeerAt,
  transportConformance,
} from "@parley-smtp/core/testing";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createMailer, nodeDial } from "../src/mod.ts";
import { proxyDial, toTransport } from "../src/proxy.ts";
import { listen, listenConformancePeer, testAuthority } from "../src/testing/mod.ts";
import { httpProxy, listenFor, socksProxy, type TestProxy } from "./support/proxies.ts";

const LOGIN = { user: "ann", pass: "pä:ss@word" };
const BASIC = Buffer.from(`${LOGIN.user}:${LOGIN.pass}`).toString("base64");
const USER_INFO = `${LOGIN.user}:${encodeURIComponent(LOGIN.pass)}`;

const control = await listenConformancePeer();
const peer = conformancePeerAt({ host: "127.0.0.1", port: control.port }, nodeDial());
const authority = await testAuthority();
const identity = await authority.issue(["localhost"]);
const good = {
  socks: await socksProxy(),
  socksLogin: await socksProxy(LOGIN),
  http: await httpProxy(),
  httpLogin: await httpProxy(LOGIN),
  https: await httpProxy(LOGIN, identity),
};
const opened: { close: () => void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});
afterAll(async () => {
  await control.close();
  for (const proxy of Object.values(good)) proxy.close();
});

const never = new AbortController().signal;
const proxyTls = { ca: authority.ca };
const WAYS: readonly (readonly [string, string, TestProxy])[] = [
  ["SOCKS5", `socks5://127.0.0.1:${good.socks.port}`, good.socks],
  [
    "SOCKS5 with a login",
    `socks5h://${USER_INFO}@localhost:${good.socksLogin.port}`,
    good.socksLogin,
  ],
  ["HTTP CONNECT", `http://127.0.0.1:${good.http.port}`, good.http],
  [
    "HTTP CONNECT with a login",
    `http://${USER_INFO}@127.0.0.1:${good.httpLogin.port}/`,
    good.httpLogin,
  ],
  ["HTTP CONNECT over TLS", `https://${USER_INFO}@localhost:${good.https.port}`, good.https],
];

describe.each(WAYS)("proxyDial through %s", (_, url, proxy) => {
  // A proxy sees the addresses, and does not say why a name or a server failed; TLS with it hides a reset.
  const left: ConformanceNeed[] = ["local-address", "addresses", "connect-errors"];
  if (url.startsWith("https:")) left.push("rst");
  // This case writes many megabytes, which a proxy in the same process makes slow; it is about what is below the proxy.
  const slow = "releases the bytes";
  const cases = transportConformance((ca) => proxyDial(url, { ca, proxyTls }), peer).filter(
    ({ name, needs }) => !name.startsWith(slow) && !left.some((need) => needs?.includes(need)),
  );
  if (url.includes("@")) {
    it.each(cases.map((one) => [one.name, one] as const))("%s", async (_name, { run }) => {
      await run();
    });
  }

  it("asks the proxy for the name, sends a message, and shows the server no address of this side", async () => {
    const server = await listen(
      { capabilities: ["STARTTLS", "AUTH PLAIN"], tls: "starttls" },
      identity,
    );
    opened.push(server);
    await using mailer = createMailer({
      host: "localhost",
      port: server.port,
      auth: { user: "u", pass: "p" },
      dial: proxyDial(url, { ca: authority.ca, proxyTls }),
    });
    const receipt = await mailer.send({
      from: "a@example.org",
      to: "b@example.net",
      raw: "Subject: x\r\n\r\nx\r\n",
    });
    expect(receipt.accepted).toHaveLength(1);
    expect(proxy.asked.at(-1)).toBe(`localhost:${server.port}`);
    const transport = await proxyDial(url, { ca: authority.ca, proxyTls })(
      { host: "localhost", port: server.port, tls: "starttls" },
      { signal: never },
    );
    opened.push(transport);
    expect(transport.localAddress).toBeUndefined();
    expect(transport.remoteAddress).toBeUndefined();
  });
});

/** Dials through a proxy that does something else, and returns the error. */
async function failure(
  scheme: string,
  serve: (socket: Socket) => void,
  signal: AbortSignal = never,
): Promise<TransportError> {
  const proxy = await listenFor(serve);
  opened.push(proxy);
  const dial = proxyDial(`${scheme}://${USER_INFO}@127.0.0.1:${proxy.port}`);
  const dialing = dial({ host: "mail.example.com", port: 587, tls: "starttls" }, { signal });
  const error = await dialing.then(
    (transport: Transport) => {
      opened.push(transport);
      throw new Error("connected");
    },
    (reason: unknown) => reason,
  );
  await closed(proxy);
  expect(error).toBeInstanceOf(TransportError);
  const shown = `${(error as Error).message} ${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
  for (const secret of [LOGIN.pass, encodeURIComponent(LOGIN.pass), USER_INFO, BASIC]) {
    expect(shown).not.toContain(secret);
  }
  return error as TransportError;
}

/** Waits until this side has closed every connection. */
async function closed({ open }: TestProxy): Promise<void> {
  const ends = [...open].map((socket) => new Promise((end) => socket.resume().once("close", end)));
  await Promise.all(ends);
}

const answer =
  (...pieces: (string | readonly number[])[]) =>
  (socket: Socket) => {
    socket.once("data", () => {
      for (const piece of pieces)
        socket.write(typeof piece === "string" ? piece : Buffer.from(piece));
    });
  };

describe("proxyDial with a SOCKS5 proxy that does not connect", () => {
  it.each([
    ["another version", [[4, 0]], "unreachable", /does not answer as a SOCKS5 proxy/],
    ["HTTP", ["HTTP/1.1 400 Bad Request\r\n\r\n"], "unreachable", /does not answer as a SOCKS5/],
    ["no way to log in", [[5, 255]], "not-permitted", /Give user and password/],
    ["a way to log in that was not offered", [[5, 9]], "not-permitted", /another way to log in/],
    [
      "a login refused",
      [
        [5, 2],
        [1, 1],
      ],
      "not-permitted",
      /Check user and password/,
    ],
    [
      "a rule",
      [
        [5, 0],
        [5, 2, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      "not-permitted",
      /administrator/,
    ],
    [
      "a refused connection",
      [
        [5, 0],
        [5, 5, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      "refused",
      /refused/,
    ],
    [
      "an unknown host",
      [
        [5, 0],
        [5, 4, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      "unreachable",
      /name/,
    ],
    [
      "an unknown network",
      [
        [5, 0],
        [5, 3, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      "unreachable",
      /network/,
    ],
    [
      "an unknown reply",
      [
        [5, 0],
        [5, 99, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      "unreachable",
      /proxy/,
    ],
  ] as const)("reports %s", async (_, pieces, kind, words) => {
    const error = await failure("socks5", answer(...pieces));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
  });

  it("reports that the proxy closed the connection", async () => {
    const error = await failure("socks5", (socket) => void socket.end());
    expect(error).toMatchObject({ kind: "unreachable" });
    expect(error.message).toMatch(/closed the connection/);
  });
});

describe("proxyDial with an HTTP proxy that does not connect", () => {
  it.each([
    ["407", "HTTP/1.1 407 Login\r\n\r\n", "not-permitted", /answered 407. Check user/],
    ["403", "HTTP/1.0 403 Forbidden\r\nX: y\r\n\r\nno", "not-permitted", /answered 403/],
    ["502", "HTTP/1.1 502 \r\n\r\n", "unreachable", /answered 502/],
    ["a status without a phrase", "HTTP/1.1 504\r\n\r\n", "unreachable", /answered 504/],
    ["a status of its own", "HTTP/1.1 599 x\r\n\r\n", "unreachable", /answered 599/],
    ["a redirection", "HTTP/1.1 302 x\r\nLocation: /\r\n\r\n", "unreachable", /answered 302/],
    ["a go-ahead that is not the answer", "HTTP/1.1 100 Continue\r\n\r\n", "unreachable", /100/],
    ["SMTP", "220 mail.example.com ESMTP\r\n\r\n", "unreachable", /not answer as an HTTP proxy/],
    ["HTTP/2", "HTTP/2 200 OK\r\n\r\n", "unreachable", /not answer as an HTTP proxy/],
    ["control characters", "HTTP/1.1 200\u0007\r\n\r\n", "unreachable", /not answer as an HTTP/],
  ] as const)("reports %s", async (_, text, kind, words) => {
    const error = await failure("http", answer(text));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
  });

  it("reads no more than 16 KiB of an answer without an end", async () => {
    let written = 0;
    const error = await failure("http", (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const fill = (): void => {
        while (!socket.destroyed && socket.write("X-Header: more and more\r\n".repeat(400)))
          written += 1;
      };
      socket.on("drain", fill);
      fill();
    });
    expect(error.message).toMatch(/not answer as an HTTP proxy/);
    expect(written).toBeGreaterThan(0);
  });

  it("reads an answer that comes byte by byte, and keeps what follows", async () => {
    const proxy = await listenFor((socket) => {
      socket.once("data", async () => {
        socket.setNoDelay(true);
        for (const letter of "HTTP/1.1 200 OK\r\nA: b\r\n\r\n220 ready\r\n") {
          socket.write(letter);
          await new Promise((resolve) => setImmediate(resolve));
        }
      });
    });
    opened.push(proxy);
    const dial = proxyDial(`http://127.0.0.1:${proxy.port}`);
    const transport = await dial({ host: "m.example", port: 25, tls: "none" }, { signal: never });
    opened.push(transport);
    let text = "";
    while (!text.endsWith("\n")) text += Buffer.from((await transport.read()) ?? []).toString();
    expect(text).toBe("220 ready\r\n");
  });
});

describe("proxyDial that is stopped", () => {
  it.each([
    ["socks5", (_: Socket) => {}],
    ["socks5", answer([5])],
    ["http", (_: Socket) => {}],
    ["http", answer("HTTP/1.1 ")],
    ["https", (_: Socket) => {}],
  ])("closes the connection to a %s proxy that is silent", async (scheme, serve) => {
    const stop = new AbortController();
    const error = await failure(
      scheme,
      (socket) => {
        serve(socket);
        socket.once("data", () => setImmediate(() => stop.abort()));
      },
      stop.signal,
    );
    expect(error.kind).toBe("aborted");
  });

  it("ends with the client's own deadline", async () => {
    const proxy = await listenFor(() => {});
    opened.push(proxy);
    await using mailer = createMailer({
      host: "mail.example.com",
      port: 587,
      timeouts: { connect: 50 },
      dial: proxyDial(`socks5://${USER_INFO}@127.0.0.1:${proxy.port}`),
    });
    const sending = mailer.send({
      from: "a@example.org",
      to: "b@example.net",
      raw: "x: y\r\n\r\n",
    });
    const error = await sending.catch((reason: unknown) => reason);
    expect(SmtpError.is(error) && error.code).toBe("TIMEOUT");
    await closed(proxy);
  });

  it("opens nothing once the signal has fired", async () => {
    const dial = proxyDial("socks5://127.0.0.1:1");
    const target = { host: "mail.example.com", port: 25, tls: "none" } as const;
    await expect(dial(target, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "aborted",
    });
  });
});

describe("proxyDial with a proxy that is not there", () => {
  it("says that it is the proxy", async () => {
    const proxy = await listenFor(() => {});
    const { port } = proxy;
    proxy.close();
    const dial = proxyDial(`http://127.0.0.1:${port}`);
    const dialing = dial({ host: "mail.example.com", port: 25, tls: "none" }, { signal: never });
    await expect(dialing).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining(`the proxy 127.0.0.1:${port}`),
    });
  });

  it("does not accept the certificate of an https proxy that is not trusted", async () => {
    const dial = proxyDial(`https://localhost:${good.https.port}`, { ca: authority.ca });
    const dialing = dial({ host: "mail.example.com", port: 25, tls: "none" }, { signal: never });
    await expect(dialing).rejects.toMatchObject({ kind: "certificate" });
  });
});

describe("the URL of a proxy", () => {
  it.each([
    "proxy.example.com:1080",
    "socks4://proxy.example.com",
    "ftp://proxy.example.com",
    "socks5://",
    "http://ann:secret@proxy.example.com/path",
    "http://ann:secret@proxy.example.com?x=1",
    "http://ann:secret@proxy.example.com:99999",
    "http://ann:%zzsecret@proxy.example.com",
    `socks5://ann:secret${"x".repeat(300)}@proxy.example.com`,
    "socks5://ann@proxy.example.com",
    "socks5://:secret@proxy.example.com",
    5,
    null,
  ])("is refused without being shown: %.40s", (url) => {
    const make = (): unknown => proxyDial(url as string);
    expect(make).toThrow(TypeError);
    expect(make).not.toThrow(/secret/);
  });

  it.each(["mail.example.com\r\nX: y", "a b", "", "x".repeat(256), "a/b"])(
    "leads to no host %j",
    async (host) => {
      const dial = proxyDial(`http://127.0.0.1:${good.http.port}`);
      const before = good.http.asked.length;
      await expect(dial({ host, port: 25, tls: "none" }, { signal: never })).rejects.toMatchObject({
        name: "TransportError",
      });
      expect(good.http.asked).toHaveLength(before);
    },
  );
});

describe("toTransport", () => {
  const cases = transportConformance(
    (ca) =>
      async (target, { signal }) => {
        const socket = connect(target.port, target.host.replace(/^\[(.*)\]$/, "$1"));
        try {
          await once(socket, "connect", { signal });
        } catch (cause) {
          socket.destroy();
          const kind = signal.aborted ? "aborted" : "unreachable";
          throw new TransportError(kind, "Cannot connect.", { cause });
        }
        return toTransport(socket, target, { ca, signal });
      },
    peer,
  ).filter(({ needs }) => !needs?.includes("addresses") && !needs?.includes("connect-errors"));
  it.each(cases.map((one) => [one.name, one] as const))("%s", async (_name, { run }) => {
    await run();
  });

  it("destroys a socket that it cannot use", async () => {
    const socket = connect(good.http.port, "127.0.0.1");
    await once(socket, "connect");
    const target = { host: "localhost", port: 25, tls: "implicit" } as const;
    await expect(toTransport(socket, target, { ca: "no PEM" })).rejects.toThrow(TypeError);
    expect(socket.destroyed).toBe(true);
  });
});
