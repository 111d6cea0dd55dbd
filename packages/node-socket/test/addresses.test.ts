/** Hosts with several addresses, over real sockets on loopback addresses. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { createServer as createTlsServer } from "node:tls";
import type { DialTarget, Transport } from "@parley-smtp/core";
import { afterEach, describe, expect, it } from "vitest";
import { dialWith } from "../src/dial.ts";
import type { NodeNetOptions, NodeTlsOptions } from "../src/options.ts";
import { testAuthority } from "../src/testing/mod.ts";
import { listenSlowly, type SlowAddress } from "./support/slow-address.ts";

const onLinux = process.platform === "linux";
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === "::1");
const { signal } = new AbortController();

const servers: Server[] = [];
const slow: SlowAddress[] = [];
const opened: Transport[] = [];
afterEach(() => {
  for (const transport of opened.splice(0)) transport.close();
  for (const server of servers.splice(0)) server.close();
  for (const address of slow.splice(0)) address.stop();
});

/** Listens on an address, and sends it as the greeting. */
async function listen(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.on("error", () => {}).write(`${host}\n`));
  servers.push(server);
  await once(server.listen(port, host), "listening");
  return (server.address() as AddressInfo).port;
}

async function listenBadly(host: string, port = 0): Promise<SlowAddress> {
  const address = await listenSlowly(host, port);
  slow.push(address);
  return address;
}

/** Connects to a host with these addresses. */
async function open(
  addresses: readonly string[],
  target: Partial<DialTarget> & { readonly port: number },
  { avoid, ...options }: NodeNetOptions & NodeTlsOptions & { avoid?: readonly string[] } = {},
): Promise<Transport> {
  const dial = dialWith(async () => addresses, options);
  const to = { host: "mail.example", tls: "none", ...target } as const;
  const transport = await dial(to, { signal, ...(avoid && { avoid }) });
  opened.push(transport);
  return transport;
}

describe.runIf(onLinux)("a host with several addresses", () => {
  it("is reached by an address that answers after a second while the next is silent", {
    timeout: 20_000,
  }, async () => {
    const first = await listenBadly("127.0.0.2");
    await listenBadly("127.0.0.3", first.port);
    const opening = open(["127.0.0.2", "127.0.0.3"], { port: first.port });
    setTimeout(first.wake, 800);
    expect((await opening).remoteAddress).toBe("127.0.0.2");
  });

  it("is reached by its second address while the first is silent", {
    timeout: 20_000,
  }, async () => {
    const { port } = await listenBadly("127.0.0.2");
    await listen("127.0.0.3", port);
    const transport = await open(["127.0.0.2", "127.0.0.3"], { port });
    expect(transport.remoteAddress).toBe("127.0.0.3");
  });

  it("races also from a local address", { timeout: 20_000 }, async () => {
    const { port } = await listenBadly("127.0.0.2");
    await listen("127.0.0.3", port);
    const options = { localAddress: "127.0.0.9" };
    const transport = await open(["::1", "127.0.0.2", "127.0.0.3"], { port }, options);
    expect(transport).toMatchObject({ localAddress: "127.0.0.9", remoteAddress: "127.0.0.3" });
  });

  it("is reached by its next address at once when one refuses", async () => {
    const port = await listen("127.0.0.3");
    const transport = await open(["127.0.0.2", "127.0.0.3"], { port });
    expect(transport.remoteAddress).toBe("127.0.0.3");
  });

  it("names each address and what happened there when none can be reached", async () => {
    const port = await listen("127.0.0.4");
    await expect(open(["127.0.0.2", "127.0.0.3"], { port })).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringMatching(
        /nothing listens there.+All its addresses failed: 127\.0\.0\.2 \(ECONNREFUSED\), 127\.0\.0\.3 \(ECONNREFUSED\)\.$/,
      ),
    });
  });

  it("is not reached by an address to avoid, and says so when there is no other", async () => {
    const port = await listen("127.0.0.2");
    await listen("127.0.0.3", port);
    const both = ["127.0.0.2", "127.0.0.3"];
    const transport = await open(both, { port }, { avoid: ["127.0.0.2"] });
    expect(transport.remoteAddress).toBe("127.0.0.3");
    await expect(open(both, { port }, { avoid: both })).rejects.toMatchObject({
      kind: "unreachable",
      permanent: false,
      message: expect.stringContaining("no other address than 127.0.0.2, 127.0.0.3"),
    });
  });

  it("leaves no socket behind when the signal fires during the race", async () => {
    const { port } = await listenBadly("127.0.0.2");
    const caller = new AbortController();
    const dialing = dialWith(async () => ["127.0.0.2", "127.0.0.3"])(
      { host: "mail.example", port, tls: "none" },
      { signal: caller.signal },
    );
    setTimeout(() => caller.abort(), 50);
    await expect(dialing).rejects.toMatchObject({ kind: "aborted" });
  });
});

describe("the resolver", () => {
  it("is not waited for once the signal fires", async () => {
    const caller = new AbortController();
    const dialing = dialWith(() => new Promise(() => {}))(
      { host: "mail.example", port: 25, tls: "none" },
      { signal: caller.signal },
    );
    caller.abort();
    await expect(dialing).rejects.toMatchObject({ kind: "aborted" });
  });

  it("is asked for A-labels, which TLS sends and checks too", async () => {
    const authority = await testAuthority();
    const identity = await authority.issue(["xn--bcher-kva.example"]);
    const server = createTlsServer(identity, (socket) => {
      socket.on("error", () => {}).write(`${socket.servername}\n`);
    });
    servers.push(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const asked: string[] = [];
    const dial = dialWith(
      async (name) => {
        asked.push(name);
        return ["127.0.0.1"];
      },
      { ca: authority.ca },
    );
    const { port } = server.address() as AddressInfo;
    const transport = await dial({ host: "bücher.example", port, tls: "implicit" }, { signal });
    opened.push(transport);
    expect(asked).toEqual(["xn--bcher-kva.example"]);
    expect(Buffer.from((await transport.read()) ?? []).toString()).toBe("xn--bcher-kva.example\n");
  });

  it.each<[NodeNetOptions, readonly string[], string]>([
    [{ localAddress: "127.0.0.1" }, ["2001:db8::1"], "localAddress asks for IPv4"],
    [{ family: 6 }, ["192.0.2.1"], "family asks for IPv6"],
  ])("with %j and the addresses %j leads to a clear error", async (options, addresses, words) => {
    await expect(open(addresses, { port: 25 }, options)).rejects.toMatchObject({
      kind: "unreachable",
      permanent: true,
      message: expect.stringContaining(words),
    });
  });

  it("may know no address", async () => {
    await expect(open([], { port: 25 })).rejects.toMatchObject({ kind: "unresolved" });
  });

  it.runIf(hasIpv6)("may name both families, and the local address chooses", async () => {
    const port = await listen("::1");
    await listen("127.0.0.1", port);
    const both = ["127.0.0.1", "::1"];
    const transport = await open(both, { port }, { localAddress: "::1" });
    expect(transport.remoteAddress).toBe("::1");
  });
});
