/** Runs smtp-server on free ports, configured by one JSON argument; prints the ports as JSON. */

import { createWriteStream, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { devNull } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server";
import type { ProgramConfiguration } from "./own-program.ts";

const config = JSON.parse(process.argv[2] ?? "") as ProgramConfiguration;
const accepted = config.mailboxes.map((name) => `${name}@lab.test`);
let count = 0;

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

const common: SMTPServerOptions = {
  name: "smtp-server.lab.test",
  key: readFileSync(config.key),
  cert: readFileSync(config.cert),
  disableReverseLookup: true,
  authOptional: true,
  size: config.sizeLimit,
  onAuth(auth, _session, callback) {
    const { user, pass } = config;
    const isUser = auth.username === user || auth.username === `${user}@lab.test`;
    // The only valid token is also the password.
    const isPass =
      auth.method === "CRAM-MD5"
        ? auth.validatePassword(pass)
        : (auth.accessToken ?? auth.password) === pass;
    if (isUser && isPass) callback(null, { user });
    else if (auth.method === "XOAUTH2")
      callback(null, { data: { status: "401", schemes: "bearer" } });
    else callback(refusal(535, "Invalid username or password"));
  },
  onRcptTo({ address }, session, callback) {
    if (accepted.includes(address)) callback();
    else if (address.endsWith("@lab.test")) callback(refusal(550, "no such user here"));
    else callback(session.user ? null : refusal(550, "relaying needs AUTH"));
  },
  onData(stream, session, callback) {
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    store(
      stream,
      accepted.filter((address) => recipients.includes(address)),
    ).then(
      () => callback(stream.sizeExceeded ? refusal(552, "message too large") : null),
      callback,
    );
  },
};

async function store(stream: SMTPServerDataStream, recipients: readonly string[]): Promise<void> {
  const number = String(++count).padStart(9, "0");
  const [first = devNull, ...others] = recipients.map((address) =>
    join(config.mail, address.split("@")[0] ?? "", number),
  );
  await pipeline(stream, createWriteStream(first));
  for (const other of others) await copyFile(first, other);
}

const authMethods = ["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"];
// REQUIRETLS is offered under TLS only (RFC 8689 2).
const everything: SMTPServerOptions = {
  authMethods,
  hideENHANCEDSTATUSCODES: false,
  hideDSN: false,
  hideREQUIRETLS: false,
};
const profiles: Readonly<Record<string, SMTPServerOptions>> = {
  plain: { ...everything, allowInsecureAuth: true },
  implicit: { ...everything, secure: true },
  lmtp: { lmtp: true, disabledCommands: ["AUTH"], hideENHANCEDSTATUSCODES: false },
  authRequired: { authMethods, authOptional: false, hideENHANCEDSTATUSCODES: false },
  bare: {
    disabledCommands: ["AUTH", "STARTTLS"],
    hidePIPELINING: true,
    hide8BITMIME: true,
    hideSMTPUTF8: true,
    size: 0,
  },
};

const ports: Record<string, number> = {};
for (const [name, options] of Object.entries(profiles)) {
  const server = new SMTPServer({ ...common, ...options });
  server.on("error", (error) => console.error(name, error.message));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ports[name] = (server.server.address() as AddressInfo).port;
}
console.log(JSON.stringify(ports));
