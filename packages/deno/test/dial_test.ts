/** The behaviour of denoDial beyond the contract of a transport, which the conformance suite tests. */
import assert from "node:assert/strict";
import type { DialTarget, Transport } from "@parley-smtp/core";
import { conformancePeerAt, type PeerBehaviour, type PeerTls } from "@parley-smtp/core/testing";
import { createMailer, denoDial } from "@parley-smtp/deno";
import { startNode } from "parley-runtimes/src/start-node.ts";
import { startOutside } from "parley-runtimes/src/start-outside.ts";
import { handshakeFailure } from "../src/failure.ts";

const { signal } = new AbortController();
const outside = await startOutside();
Deno.test.afterAll(outside.stop);
const peer = conformancePeerAt({ host: "127.0.0.1", port: outside.told.conformance }, denoDial());

/** Connects to the peer, trusts its authority, and closes the connection at the end. */
async function meet(
  behaviour: PeerBehaviour,
  tls: DialTarget["tls"],
  use: (transport: Transport) => Promise<void> = async () => {},
  options: Parameters<typeof denoDial>[0] & { host?: string } = {},
): Promise<void> {
  const { host, port, ca } = await peer.request(behaviour);
  const target = { host: options.host ?? host, port, tls };
  const transport = await denoDial({ ca, ...options })(target, { signal });
  try {
    await use(transport);
  } finally {
    transport.close();
  }
}

async function textOf(transport: Transport): Promise<string> {
  return new TextDecoder().decode((await transport.read()) ?? undefined);
}

async function about(transport: Transport): Promise<PeerTls> {
  return JSON.parse(await textOf(transport));
}

Deno.test("sends and checks the servername it is given in place of the host", async () => {
  const servername = "other.example";
  await meet("tls wrong-host", "implicit", async ({ tls }) => assert(tls?.verified), {
    servername,
  });
  await assert.rejects(meet("tls about", "implicit", undefined, { servername }), {
    kind: "certificate",
  });
});

Deno.test("takes the final dot off a name", () =>
  meet(
    "tls about",
    "implicit",
    async (transport) => assert.equal((await about(transport)).servername, "localhost"),
    { servername: "localhost." },
  ));

Deno.test("offers no upgrade where the connection is to stay in clear text", async () => {
  await meet("echo", "none", async ({ startTls }) => assert.equal(startTls, undefined));
  await meet("echo", "starttls", async ({ startTls }) => assert(startTls));
});

const failures: readonly [PeerBehaviour, string, RegExp][] = [
  ["tls wrong-host", "certificate", /it names other hosts;.+other\.example/],
  ["tls expired", "certificate", /it has expired;/],
  ["tls untrusted", "certificate", /its issuer is not trusted here,/],
  ["tls old", "handshake", /nothing above TLS 1\.1/],
  ["tls hangup", "handshake", /closed the connection during the handshake/],
  ["tls cut", "handshake", /broke the connection during the handshake/],
  ["fin", "handshake", /perhaps this port begins in clear text and wants STARTTLS/],
];
for (const [behaviour, kind, message] of failures) {
  Deno.test(`explains the failure of ${behaviour}`, () =>
    assert.rejects(meet(behaviour, "implicit"), { name: "TransportError", kind, message }));
}

const unreached: readonly [PeerBehaviour, string, string, RegExp][] = [
  ["closed", "localhost", "refused", /nothing listens there/],
  ["echo", "nowhere.invalid", "unresolved", /has no address: check its spelling/],
  ["echo", "a b", "unreachable", /Deno says: invalid host/],
];
for (const [behaviour, host, kind, message] of unreached) {
  Deno.test(`explains that it cannot connect to ${behaviour} at ${host}`, () =>
    assert.rejects(meet(behaviour, "none", undefined, { host }), { kind, message }));
}

const rustls: readonly [string, string, boolean, RegExp][] = [
  [
    "invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))",
    "certificate",
    false,
    /it is an authority's,.+Deno says: CaUsedAsEndEntity\.$/,
  ],
  ["invalid peer certificate: Expired", "certificate", false, /it has expired;/],
  ["invalid peer certificate: BadSignature", "certificate", false, /its key is too weak/],
  [
    "invalid peer certificate: UnsupportedSignatureAlgorithmContext { signature_algorithm_id: [6] }",
    "certificate",
    false,
    /signed with SHA-256 or better\. Deno says: UnsupportedSignatureAlgorithm\.$/,
  ],
  ["received fatal alert: UnknownCA", "handshake", true, /does not accept the client certificate/],
  ["received fatal alert: HandshakeFailure", "handshake", true, /no version and cipher in common/],
  ["received fatal alert: InternalError", "handshake", false, /Deno says: received fatal alert/],
];
for (const [words, kind, permanent, message] of rustls) {
  Deno.test(`explains ${words}`, () => {
    const error = handshakeFailure("mail.example:465", new Error(words));
    assert.equal(error.kind, kind);
    assert.equal(error.permanent, permanent);
    assert.match(error.message, message);
  });
}

Deno.test("takes an IPv6 address in brackets, and a name with international labels", async () => {
  for (const host of ["[::1]", "bücher.localhost"]) {
    const { port } = await peer.request("closed");
    const dialing = denoDial()({ host, port, tls: "none" }, { signal });
    await assert.rejects(
      dialing,
      (error) => error instanceof Error && !/invalid/.test(error.message),
    );
  }
});

Deno.test("sends a servername with international labels as A-labels", () =>
  assert.rejects(meet("tls about", "implicit", undefined, { servername: "bücher.example" }), {
    kind: "certificate",
    message: /xn--bcher-kva\.example/,
  }));

Deno.test("says how to permit a connection that is not", { permissions: { net: false } }, () =>
  assert.rejects(denoDial()({ host: "mail.example", port: 587, tls: "starttls" }, { signal }), {
    kind: "not-permitted",
    message: /run it with --allow-net=mail\.example:587/,
  }),
);

Deno.test("refuses an upgrade with a ca that is none", () =>
  meet(
    "starttls echo",
    "starttls",
    async (transport) => {
      await assert.rejects(transport.startTls?.() ?? Promise.resolve(), {
        kind: "handshake",
        message: /was not begun. One of ca cannot be used/,
      });
    },
    { ca: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" },
  ));

Deno.test("fails an upgrade of a connection that was closed", () =>
  meet("starttls echo", "starttls", async (transport) => {
    transport.close();
    await assert.rejects(transport.startTls?.() ?? Promise.resolve(), { kind: "reset" });
  }));

Deno.test("closes a connection that is made while the signal fires", async () => {
  const { connect } = Deno;
  const made: Deno.TcpConn[] = [];
  let caller = new AbortController();
  // Like Deno.connect(): after connecting it checks the signal, and throws instead of returning the connection.
  const late = async (options: Deno.ConnectOptions & { signal: AbortSignal }) => {
    const conn = await connect({ hostname: options.hostname ?? "", port: options.port });
    made.push(conn);
    caller.abort();
    options.signal.throwIfAborted();
    return conn;
  };
  Object.defineProperty(Deno, "connect", { value: late, configurable: true, writable: true });
  try {
    for (const avoid of [[], ["192.0.2.1"]]) {
      caller = new AbortController();
      const target = { host: "127.0.0.1", port: outside.told.conformance, tls: "none" } as const;
      const dialling = denoDial()(target, { signal: caller.signal, avoid });
      await assert.rejects(dialling, { kind: "aborted" });
    }
  } finally {
    Object.defineProperty(Deno, "connect", { value: connect, configurable: true, writable: true });
  }
  assert.equal(made.length, 2);
  for (const conn of made) assert.throws(() => conn.close(), Deno.errors.BadResource);
});

Deno.test("shows its certificate to a server that asks, under implicit TLS alone", async () => {
  const { told, stop } = await startNode<{ port: number; ca: string; cert: string; key: string }>(
    new URL("./support/asks-for-certificate.ts", import.meta.url),
  );
  const { port, ca, cert, key } = told;
  const target = { host: "localhost", port, tls: "implicit" } as const;

  const shown = await denoDial({ ca, cert, key })(target, { signal });
  assert.equal(await textOf(shown), "welcome");
  shown.close();
  const bare = await denoDial({ ca })(target, { signal });
  await assert.rejects(bare.read(), {
    kind: "handshake",
    permanent: true,
    message: /requires a client certificate: pass yours as cert and its private key as key/,
  });
  bare.close();

  const upgradable = { ...target, tls: "starttls" } as const;
  await assert.rejects(denoDial({ ca, cert, key })(upgradable, { signal }), {
    name: "TypeError",
    message: /with `tls: "implicit"` alone/,
  });
  await assert.rejects(denoDial({ cert: "-----BEGIN no", key })(target, { signal }), {
    name: "TransportError",
  });
  await stop();
});

Deno.test("hands its own options to the dial and the rest to the core", async () => {
  const { port, ca } = await peer.request("tls fin");
  const options = {
    host: "127.0.0.1",
    port,
    tls: "implicit",
    ca,
    servername: "localhost",
  } as const;
  await using mailer = createMailer(options);
  const sending = mailer.send({ from: "a@example.org", to: "b@example.net", raw: "\r\n" });
  await assert.rejects(sending, { name: "SmtpError", phase: "greeting" });
});
