/**
 * Installs an npm package of this adapter in an empty project and sends a message
 * with it, under STARTTLS and after AUTH, to a virtual server on a real socket.
 *
 *     node --conditions=@parley-smtp/source packages/deno/scripts/try_npm.ts FOLDER
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";

const folder = resolve(process.argv[2] ?? "npm");
const project = mkdtempSync(join(tmpdir(), "parley-npm-"));
try {
  npm(folder, "pack", "--pack-destination", project);
  const [tarball = ""] = readdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(project, "install", "--no-audit", "--no-fund", `./${tarball}`);

  const { ca, ...pair } = await testCertificates();
  const auth = { user: "ann", pass: "correct horse" };
  await using server = await listen(
    { ...modernServer, users: { [auth.user]: auth.pass }, requireAuth: true },
    pair,
  );
  const options = { host: "localhost", port: server.port, tls: "starttls", ca, auth };
  const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" };
  const program = `import { createMailer } from "@parley-smtp/deno";
    const mailer = createMailer(${JSON.stringify(options)});
    await mailer.send(${JSON.stringify(message)});
    await mailer.close();`;
  const args = ["--input-type=module", "--eval", program];
  await promisify(execFile)(process.execPath, args, { cwd: project });
  const [arrived] = server.messages;
  if (arrived?.raw !== message.raw || !arrived.tls || arrived.user !== auth.user)
    throw new Error(`The message did not arrive as it was sent: ${JSON.stringify(arrived)}`);
  process.stdout.write("The installed package sent a message.\n");
} finally {
  rmSync(project, { recursive: true });
}

function npm(cwd: string, ...args: string[]): void {
  execFileSync("npm", args, { cwd, stdio: "inherit" });
}
