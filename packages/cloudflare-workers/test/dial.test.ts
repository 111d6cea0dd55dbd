/** The behaviour of workersDial beyond the contract of a transport, which the conformance suite tests. */
import type { DialTarget, Transport } from "@parley-smtp/core";
import { conformancePeerAt, type PeerBehaviour } from "@parley-smtp/core/testing";
import { afterEach, describe, expect, inject, it } from "vitest";
import { workersDial } from "../src/dial.ts";

const { signal } = new AbortController();
const peer = conformancePeerAt(
  { host: "127.0.0.1", port: inject("outside").conformance },
  workersDial,
);

const opened: Transport[] = [];
afterEach(() => {
  for (const transport of opened.splice(0)) transport.close();
});

async function open(
  behaviour: PeerBehaviour,
  tls: DialTarget["tls"],
  more: { readonly host?: string } = {},
): Promise<Transport> {
  const { host, port } = await peer.request(behaviour);
  const transport = await workersDial({ host, port, tls, ...more }, { signal });
  opened.push(transport);
  return transport;
}

describe("workersDial", () => {
  it("says what it may be that keeps it from connecting", async () => {
    const dialing = open("closed", "starttls");
    await expect(dialing).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringMatching(/forbids it, as it does addresses that are private/),
    });
    await expect(dialing).rejects.not.toThrow(/certificate/);
  });

  it("names port 25 as blocked without connecting", async () => {
    const dialing = workersDial({ host: "127.0.0.1", port: 25, tls: "none" }, { signal });
    await expect(dialing).rejects.toMatchObject({
      kind: "not-permitted",
      message: expect.stringMatching(/blocks outgoing .+ port 25\. .+ port 587 or 465/),
    });
  });

  it("counts a failure of TLS among what it may be under implicit TLS", async () => {
    for (const behaviour of ["closed", "tls expired"] as const) {
      await expect(open(behaviour, "implicit")).rejects.toMatchObject({
        kind: "unreachable",
        message: expect.stringMatching(/TLS failed, its certificate is not accepted/),
      });
    }
  });

  it("takes an upgrade that fails for a certificate that is not accepted", async () => {
    const transport = await open("starttls hangup", "starttls");
    await transport.write(new TextEncoder().encode("STARTTLS\r\n"));
    await transport.read();
    await expect(transport.startTls?.()).rejects.toMatchObject({
      kind: "certificate",
      message: expect.stringMatching(/Workers do not say why/),
    });
  });

  it("reports a host that the runtime takes for none", () => {
    expect(() => workersDial({ host: "a host", port: 587, tls: "none" }, { signal })).toThrow(
      expect.objectContaining({
        kind: "not-permitted",
        message: expect.stringMatching(/unsupported characters/),
      }),
    );
  });

  it("reads null after the last bytes when the peer ends TLS as it should", async () => {
    const transport = await open("tls fin", "implicit");
    expect(await transport.read()).toEqual(new TextEncoder().encode("12345"));
    expect(await transport.read()).toBeNull();
    expect(await transport.read()).toBeNull();
  });

  it("offers an upgrade only where one may follow", async () => {
    expect((await open("echo", "none")).startTls).toBeUndefined();
    expect((await open("echo", "starttls")).startTls).toBeTypeOf("function");
  });

  it("knows of TLS that it was verified, and nothing else", async () => {
    expect((await open("tls echo", "implicit")).tls).toEqual({ verified: true });
    expect((await open("echo", "none")).tls).toBeUndefined();
  });

  it.runIf(inject("ipv6"))(
    "connects to an IPv6 address, and checks it against the certificate",
    async () => {
      for (const host of ["::1", "[::1]"]) {
        const transport = await open("tls about", "implicit", { host });
        expect(transport.tls?.verified).toBe(true);
      }
    },
  );
});
