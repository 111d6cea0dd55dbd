/** The options of a dial are read once, and never from Object.prototype. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:tls";
import { connect } from "@parley-smtp/core";
import { afterEach, expect, it } from "vitest";
import { connect as connectOnNode, createMailer, nodeDial } from "../src/mod.ts";
import { testAuthority } from "../src/testing/mod.ts";

const authority = await testAuthority();
const identity = await authority.issue(["other.example"]);
const servers: Server[] = [];
const polluted: string[] = [];

afterEach(() => {
  for (const name of polluted.splice(0)) Reflect.deleteProperty(Object.prototype, name);
  for (const server of servers.splice(0)) server.close();
});

function pollute(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    polluted.push(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
}

/** A server whose certificate is for another name. */
async function serve(): Promise<number> {
  const server = createServer(identity, (socket) => {
    socket.on("error", () => {}).end("220 mail.example ESMTP\r\n");
  });
  servers.push(server.on("tlsClientError", () => {}));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const refused = { code: "CERTIFICATE_REFUSED" };

it("verifies whatever Object.prototype says, or the caller changes later", async () => {
  const given = {
    host: "localhost",
    port: await serve(),
    tls: "implicit" as const,
    ca: authority.ca,
    verify: true,
    servername: "localhost",
  };
  const { host, port, tls } = given;
  const dial = nodeDial({ ca: authority.ca });
  const named = { ca: authority.ca, servername: "localhost" };
  const other = nodeDial(named);
  const mailer = createMailer(given);
  named.servername = "other.example";
  given.servername = "other.example";
  given.verify = false;
  await expect(mailer.verify()).rejects.toMatchObject(refused);
  await expect(connect({ host, port, tls, dial: other })).rejects.toMatchObject(refused);
  pollute({
    verify: false,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    servername: "other.example",
  });
  await expect(connect({ host, port, tls, dial })).rejects.toMatchObject(refused);
  const plain = { host, port, tls, ca: authority.ca };
  await expect(connectOnNode(plain)).rejects.toMatchObject(refused);
  await expect(createMailer(plain).verify()).rejects.toMatchObject(refused);
});

it("reads options of a class", async () => {
  class Trust {
    get ca(): string {
      return authority.ca;
    }
    get servername(): string {
      return "other.example";
    }
  }
  const dial = nodeDial(new Trust());
  const transport = await dial(
    { host: "localhost", port: await serve(), tls: "implicit" },
    { signal: new AbortController().signal },
  );
  expect(transport.tls?.verified).toBe(true);
  transport.close();
});
