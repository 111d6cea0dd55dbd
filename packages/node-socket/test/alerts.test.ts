/** Servers that reject a handshake after the client has finished it, and servers with weak keys. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type TlsOptions, type Server as TlsServer } from "node:tls";
import { connect } from "@parley-smtp/core";
import { modernServer } from "@parley-smtp/core/testing";
import { afterEach, describe, expect, it } from "vitest";
import { nodeDial } from "../src/mod.ts";
import { listen, testAuthority } from "../src/testing/mod.ts";
import { weakCertificate } from "./support/weak-certificate.ts";

const authority = await testAuthority();
const identity = await authority.issue();
const { signal } = new AbortController();

const servers: TlsServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that greets clients whose certificate it accepts. */
async function serve(options: TlsOptions): Promise<number> {
  const server = createServer({ ...identity, ...options }, (socket) => {
    socket.on("error", () => {}).end("220 mail.example ESMTP\r\n");
  });
  servers.push(server.on("tlsClientError", () => {}));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const asking = { ca: authority.ca, requestCert: true, rejectUnauthorized: true } as const;

describe("a server that requires a client certificate", () => {
  it.each(["before the alert comes", "after the alert came", "with a write first"])(
    "is named as such by the first read under TLS 1.3, %s",
    async (when) => {
      const port = await serve({ ...asking, minVersion: "TLSv1.3" });
      const target = { host: "localhost", port, tls: "implicit" } as const;
      const transport = await nodeDial({ ca: authority.ca })(target, { signal });
      if (when.startsWith("after")) await new Promise((resolve) => setTimeout(resolve, 100));
      if (when.startsWith("with")) await transport.write(Buffer.from("EHLO x\r\n")).catch(() => {});
      const expected = {
        kind: "handshake",
        permanent: true,
        message: expect.stringMatching(/requires a client certificate: pass yours as `cert`/),
      };
      await expect(transport.read()).rejects.toMatchObject(expected);
      await expect(transport.read()).rejects.toMatchObject(expected);
      transport.close();
    },
  );

  it("is an error of TLS that is not tried again", async () => {
    const port = await serve({ ...asking, minVersion: "TLSv1.3" });
    const dial = nodeDial({ ca: authority.ca });
    await expect(connect({ host: "localhost", port, tls: "implicit", dial })).rejects.toMatchObject(
      { code: "TLS_FAILED", phase: "greeting", retry: "never" },
    );
  });

  it("ends the handshake itself under TLS 1.2", async () => {
    const port = await serve({ ...asking, maxVersion: "TLSv1.2" });
    const dial = nodeDial({ ca: authority.ca });
    await expect(connect({ host: "localhost", port, tls: "implicit", dial })).rejects.toMatchObject(
      {
        code: "TLS_FAILED",
        retry: "never",
        message: expect.stringMatching(/or requires a client certificate/),
      },
    );
  });
});

describe("a wrong TLS mode", () => {
  it("is not tried again", async () => {
    await using server = await listen({ ...modernServer, tls: "none" });
    const dial = nodeDial();
    const { port } = server;
    await expect(connect({ host: "localhost", port, tls: "implicit", dial })).rejects.toMatchObject(
      {
        code: "TLS_FAILED",
        retry: "never",
        message: expect.stringMatching(/set tls: "starttls"/),
      },
    );
  });
});

describe("a key that is too weak", () => {
  it("has a sentence of its own in the server's certificate", async () => {
    const weak = await weakCertificate();
    const port = await serve({ ...weak, ciphers: "DEFAULT:@SECLEVEL=0" });
    const dial = nodeDial({ ca: weak.cert });
    await expect(connect({ host: "localhost", port, tls: "implicit", dial })).rejects.toMatchObject(
      {
        code: "CERTIFICATE_REFUSED",
        retry: "never",
        message: expect.stringMatching(/too weak to be safe; .+ RSA key of 2048 bits or more/),
      },
    );
  });

  it("is an error of the option `cert`", async () => {
    const weak = await weakCertificate();
    expect(() => nodeDial(weak)).toThrow(/cert has a key or signature that is too weak/);
  });
});
