/**
 * A TLS server in a Node process that greets clients with a certificate of its authority: Deno's own servers cannot
 * request one. It prints what a client needs in one line of JSON, and ends with its standard input.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { createServer } from "node:tls";
import { testAuthority } from "@parley-smtp/node-socket/testing";

const { ca, issue } = await testAuthority();
const server = createServer(
  { ...(await issue()), ca, requestCert: true, rejectUnauthorized: true },
  (socket) => socket.on("error", () => {}).end("welcome"),
);
server.on("tlsClientError", () => {}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, ca, ...(await issue(["client.example"])) })}\n`);
process.stdin.resume().on("end", () => process.exit());
