/** The behaviour of nodeDial beyond the contract of a transport, which the conformance suite tests. */
import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import type { DialTarget, Transport } from "@parley-smtp/core";
import { conformancePeerAt, type PeerBehaviour, type PeerTls } from "@parley-smtp/core/testing";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { nodeDial } from "../src/mod.ts";
import type { NodeNetOptions, NodeTlsOptions } from "../src/options.ts";
import { listenConformancePeer, testAuthority } from "../src/testing/mod.ts";

const signal = new AbortController().signal;
const control = await listenConformancePeer();
const peer = conformancePeerAt({ host: "127.0.0.1", port: control.port }, nodeDial());
const authority = await testAuthority();
const identity = await authority.issue();
const other = await authority.issue();

const servers: Server[] = [];
const opened: Transport[] = [];
afterEach(() => {
  for (const transport of opened.splice(0)) transport.close();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => control.close());

type Options = NodeNetOptions & NodeTlsOptions;

async function open(target: DialTarget, options: Options): Promise<Transport> {
  const transport = await nodeDial(options)(target, { signal });
  opened.push(transport);
  return transport;
}

/** Connects to the peer under implicit TLS, and trusts its authority. */
async function secure(behaviour: PeerBehaviour, options: Options = {}): Promise<Transport> {
  const { host, port, ca } = await peer.request(behaviour);
  return open({ host, port, tls: "implicit" }, { ca, ...options });
}

async function about(transport: Transport): Promise<PeerTls> {
  return JSON.parse(await line(transport)) as PeerTls;
}

async function line(transport: Transport): Promise<string> {
  let text = "";
  while (!text.endsWith("\n")) text += Buffer.from((await transport.read()) ?? "\n").toString();
  return text;
}

async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  servers.push(server);
  await once(server.listen(0, host), "listening");
  return (server.address() as AddressInfo).port;
}

/** A TLS server that sends a line as its greeting. */
function tlsServer(options: TlsOptions): Promise<number> {
  const server = createTlsServer({ ...identity, ...options }, (socket) => {
    socket.on("error", () => {});
    socket.write(`${socket.isSessionReused() ? "resumed" : "new"}\n`);
  });
  return listen(server.on("tlsClientError", () => {}));
}

describe("nodeDial with options", () => {
  it("accepts any certificate with verify: false, and says that nothing was verified", async () => {
    for (const flaw of ["wrong-host", "expired", "untrusted"] as const) {
      const transport = await secure(`tls ${flaw}`, { verify: false });
      expect(transport.tls?.verified).toBe(false);
    }
    const good = await secure("tls about", { verify: false });
    expect(good.tls?.verified).toBe(false);
  });

  it("sends and checks the servername it is given in place of the host", async () => {
    const transport = await secure("tls wrong-host", { servername: "other.example" });
    expect(transport.tls?.verified).toBe(true);
    await expect(secure("tls about", { servername: "other.example" })).rejects.toMatchObject({
      kind: "certificate",
    });
  });

  it("takes the final dot off a name", async () => {
    const transport = await secure("tls about", { servername: "localhost." });
    expect(transport.tls?.verified).toBe(true);
    expect((await about(transport)).servername).toBe("localhost");
  });

  it("shows its certificate to servers that ask, with an encrypted key too", async () => {
    const port = await tlsServer({ ca: authority.ca, requestCert: true });
    const target = { host: "localhost", port, tls: "implicit" } as const;
    const { cert, key } = await authority.issue(["client.example"]);
    const passphrase = "correct horse";
    const encrypted = createPrivateKey(key)
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase })
      .toString();
    const trust = { ca: authority.ca };
    expect(await line(await open(target, { ...trust, cert, key }))).toBe("new\n");
    const withPassphrase = { ...trust, cert, key: encrypted, passphrase };
    expect(await line(await open(target, withPassphrase))).toBe("new\n");
    const bare = await open(target, trust);
    expect(await bare.read().catch(() => null)).toBeNull();
  });

  it("connects from the local address it is given", async () => {
    const { host, port } = await peer.request("echo");
    const dialing = open({ host, port, tls: "none" }, { localAddress: "192.0.2.1" });
    await expect(dialing).rejects.toThrow(/check localAddress/);
  });

  it("connects over one family alone if `family` says so", async () => {
    const port = await listen(createTcpServer((socket) => socket.end("v4\n")));
    const target = { host: "localhost", port, tls: "none" } as const;
    expect(await line(await open(target, { family: 4 }))).toBe("v4\n");
    await expect(open(target, { family: 6 })).rejects.toHaveProperty("name", "TransportError");
  });

  const loopbacks = Object.values(networkInterfaces()).flat();
  const hasIpv6 = loopbacks.some((address) => address?.address === "::1");
  it.runIf(hasIpv6)(
    "connects to an IPv6 address, and checks it against the certificate",
    async () => {
      const { port, ca } = await peer.request("tls about");
      for (const host of ["::1", "[::1]"]) {
        const transport = await open({ host, port, tls: "implicit" }, { ca });
        const tls = { verified: true };
        expect(transport).toMatchObject({ localAddress: "::1", remoteAddress: "::1", tls });
        expect((await about(transport)).servername).toBe(false);
      }
    },
  );

  it("offers no upgrade where the connection is to stay in clear text", async () => {
    const { host, port } = await peer.request("echo");
    expect((await open({ host, port, tls: "none" }, {})).startTls).toBeUndefined();
    expect((await open({ host, port, tls: "starttls" }, {})).startTls).toBeTypeOf("function");
  });

  const { cert, key } = identity;
  it.each<[string, Options, RegExp]>([
    ["a ca that is a file name", { ca: "/etc/ssl/ca.pem" }, /not their names/],
    ["a cert that is none", { cert: "mail.pem", key }, /not their names/],
    ["a key of another cert", { cert, key: other.key }, /belongs to the cert/],
    ["a cert without its key", { cert }, /both or neither/],
    ["a local address of another family", { localAddress: "::1", family: 4 }, /leave out family/],
    ["a local address that is a name", { localAddress: "localhost" }, /"localhost" is not valid/],
  ])("throws a TypeError for %s", (_, options, words) => {
    expect(() => nodeDial(options)).toThrow(TypeError);
    expect(() => nodeDial(options)).toThrow(words);
  });
});

describe("nodeDial under TLS", () => {
  it.each([
    ["TLSv1.2", ["tls-server-end-point"]],
    ["TLSv1.3", ["tls-exporter", "tls-server-end-point"]],
  ] as const)(
    "has the channel bindings of %s, for a new and for a resumed session",
    async (version, names) => {
      const port = await tlsServer({ minVersion: version, maxVersion: version });
      const dial = nodeDial({ ca: authority.ca });
      const hash = createHash("sha256").update(new X509Certificate(identity.cert).raw).digest();
      for (let times = 0; times < 2; times += 1) {
        const transport = await dial({ host: "localhost", port, tls: "implicit" }, { signal });
        opened.push(transport);
        await line(transport);
        const bindings = transport.tls?.channelBindings ?? {};
        expect(Object.keys(bindings)).toEqual(names);
        expect(bindings["tls-server-end-point"]).toEqual(hash);
      }
    },
  );

  it.each(["TLSv1.2", "TLSv1.3"] as const)("resumes a session of %s", async (version) => {
    const port = await tlsServer({ minVersion: version, maxVersion: version });
    const dial = nodeDial({ ca: authority.ca });
    const said: string[] = [];
    for (let times = 0; times < 2; times += 1) {
      const transport = await dial({ host: "localhost", port, tls: "implicit" }, { signal });
      opened.push(transport);
      expect(transport.tls).toMatchObject({ version, verified: true });
      said.push(await line(transport));
    }
    expect(said).toEqual(["new\n", "resumed\n"]);
  });

  it("never resumes a session of a dial that verifies nothing", async () => {
    const wrong = await authority.issue(["other.example"]);
    const port = await tlsServer(wrong);
    const target = { host: "localhost", port, tls: "implicit" } as const;
    const trusting = await open(target, { ca: authority.ca, verify: false });
    expect(await line(trusting)).toBe("new\n");
    await expect(open(target, { ca: authority.ca })).rejects.toMatchObject({ kind: "certificate" });
  });

  it.each<[PeerBehaviour, string, RegExp]>([
    ["tls wrong-host", "certificate", /it names DNS:other\.example and not localhost;/],
    ["tls common-name-only", "certificate", /common name does not count \(RFC 9525\)/],
    ["tls expired", "certificate", /it has expired;/],
    ["tls untrusted", "certificate", /its issuer is not trusted here,/],
    ["tls old", "handshake", /nothing above TLS 1\.1/],
    ["tls hangup", "handshake", /closed the connection during the handshake/],
    ["fin", "handshake", /perhaps this port begins in clear text and wants STARTTLS/],
  ])("explains the failure of %s", async (behaviour, kind, words) => {
    await expect(secure(behaviour)).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(words),
    });
  });

  it.each([
    ["no name", ["localhost"], []],
    ["an e-mail address", ["localhost"], ["localhost@mail.example"]],
    ["an IP address", ["localhost"], ["127.0.0.2"]],
    ["another name", ["localhost"], ["other.example"]],
  ])("does not look at the common name of a certificate with %s", async (_what, names, alt) => {
    const port = await tlsServer(await authority.issue(names, undefined, alt));
    const target = { host: "localhost", port, tls: "implicit" } as const;
    await expect(open(target, { ca: authority.ca })).rejects.toMatchObject({ kind: "certificate" });
  });

  it("refuses an IP address that is only the common name", async () => {
    const port = await tlsServer(await authority.issue(["127.0.0.1"], undefined, ["localhost"]));
    const target = { host: "127.0.0.1", port, tls: "implicit" } as const;
    await expect(open(target, { ca: authority.ca })).rejects.toMatchObject({ kind: "certificate" });
  });

  it("refuses an upgrade when bytes have come before it", async () => {
    const { host, port } = await peer.request("starttls inject-later");
    const transport = await open({ host, port, tls: "starttls" }, {});
    await transport.write(Buffer.from("STARTTLS\r\n"));
    await line(transport);
    await transport.write(Buffer.from("MORE\r\n"));
    await peer.request(`received ${port} 16`);
    await expect(transport.startTls?.()).rejects.toMatchObject({
      kind: "handshake",
      message: expect.stringMatching(/somebody may have injected/),
    });
  });

  it("fails an upgrade of a connection that has ended", async () => {
    const { host, port } = await peer.request("fin");
    const transport = await open({ host, port, tls: "starttls" }, {});
    await transport.read();
    expect(await transport.read()).toBeNull();
    await peer.request(`ended ${port}`);
    await expect(transport.startTls?.()).rejects.toHaveProperty("name", "TransportError");
    transport.close();
    await expect(transport.startTls?.()).rejects.toMatchObject({ kind: "reset" });
  });

  it("survives being closed above and below TLS at once, right after the handshake", async () => {
    const { host, port, ca } = await peer.request("starttls echo");
    const transport = await open({ host, port, tls: "starttls" }, { ca });
    await transport.write(Buffer.from("STARTTLS\r\n"));
    await line(transport);
    const secured = await transport.startTls?.();
    transport.close();
    secured?.close();
    await peer.request(`ended ${port}`);
    await expect(secured?.read()).rejects.toMatchObject({ kind: "reset" });
  });
});
