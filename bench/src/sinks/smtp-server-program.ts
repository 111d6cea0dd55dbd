/**
 * npm's smtp-server as a sink: accepts everything and stores nothing. Certificate and key are files; prints its ports
 * as JSON.
 */
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

const [cert = "", key = ""] = process.argv.slice(2);

const options: SMTPServerOptions = {
  cert: readFileSync(cert),
  key: readFileSync(key),
  authOptional: true,
  disableReverseLookup: true,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on("end", () => callback(null));
  },
};

const ports: Record<string, number> = {};
for (const [name, secure] of [
  ["plain", false],
  ["tls", true],
] as const) {
  // Some clients upgrade if they can, and would then be measured under TLS.
  const server = new SMTPServer({ ...options, secure, disabledCommands: ["STARTTLS"] });
  // A client that closes the connection does not matter to a sink.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ports[name] = (server.server.address() as AddressInfo).port;
}
console.log(JSON.stringify(ports));
