/**
 * Installs a built @parley-smtp/standalone in an empty project and sends messages with it, by `import` and by `require()`,
 * under STARTTLS and after AUTH, to a virtual server on a real socket.
 *
 *     node --conditions=@parley-smtp/source packages/deno/standalone/try.ts FOLDER [NODE ...]
 *
 * FOLDER is the built package, NODE the Nodes to send with; by default the one that runs this script.
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";

const [folder = "npm", ...others] = process.argv.slice(2);
const nodes = others.length > 0 ? others.map((path) => resolve(path)) : [process.execPath];
const project = mkdtempSync(join(tmpdir(), "parley-standalone-"));
try {
  npm(resolve(folder), "pack", "--pack-destination", project);
  const [tarball = ""] = readdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true }));
  npm(project, "install", "--no-audit", "--no-fund", `./${tarball}`);

  const { ca, ...pair } = await testCertificates();
  const auth = { user: "ann", pass: "correct horse" };
  await using server = await listen(
    { ...modernServer, users: { [auth.user]: auth.pass }, requireAuth: true },
    pair,
  );
  const options = { host: "localhost", port: server.port, tls: "starttls", ca, auth };
  const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" };
  const send = `async function send({ createMailer }) {
    const mailer = createMailer(${JSON.stringify(options)});
    await mailer.send(${JSON.stringify(message)});
    await mailer.close();
  }`;
  const programs = {
    import: ["module", `${send} await send(await import("@parley-smtp/standalone"));`],
    require: ["commonjs", `${send} send(require("@parley-smtp/standalone"));`],
  } as const;
  for (const node of nodes)
    for (const [how, [type, program]] of Object.entries(programs)) {
      const before = server.messages.length;
      const args = [`--input-type=${type}`, "--eval", program];
      await promisify(execFile)(node, args, { cwd: project });
      const [arrived, ...more] = server.messages.slice(before);
      if (arrived?.raw !== message.raw || !arrived.tls || arrived.user !== auth.user || more.length)
        throw new Error(`The message did not arrive as it was sent: ${JSON.stringify(arrived)}`);
      const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
      process.stdout.write(`The installed package sent a message by ${how} on Node ${version}.\n`);
    }
} finally {
  rmSync(project, { recursive: true });
}

function npm(cwd: string, ...args: string[]): void {
  execFileSync("npm", args, { cwd, stdio: "inherit" });
}
