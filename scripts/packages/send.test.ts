/** The packages as users get them send a message under TLS, on each supported runtime. */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { afterAll, expect, it } from "vitest";
import { root } from "../workspace.ts";
import { installAll, nodes, packAll } from "./packed.ts";

const packed = packAll();
const project = installAll(packed);
const { ca, ...pair } = await testCertificates();
const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" };

// workerd reads its trusted authorities once, when wrangler is loaded.
process.env["NODE_EXTRA_CA_CERTS"] = join(project, "ca.pem");
writeFileSync(process.env["NODE_EXTRA_CA_CERTS"], ca);
const { createTestHarness } = await import("wrangler");

afterAll(() => {
  for (const { tarball } of packed) rmSync(dirname(tarball), { recursive: true });
  rmSync(project, { recursive: true });
});

const imported = (name: string): string => `import { createMailer } from "${name}";`;
const required = (name: string): string => `const { createMailer } = require("${name}");`;
const bin = (program: string): string => join(root, "node_modules/.bin", program);

it.each([
  ...nodes.flatMap(({ path, version }): [string, string, string[], string, string][] => [
    [`on Node ${version}, by import`, path, [], "a.mjs", imported("@parley-smtp/node-socket")],
    [`on Node ${version}, by require`, path, [], "a.cjs", required("@parley-smtp/node-socket")],
  ]),
  ["on Bun, by import", bin("bun"), ["run"], "b.mjs", imported("@parley-smtp/node-socket")],
  ["on Bun, by require", bin("bun"), ["run"], "b.cjs", required("@parley-smtp/node-socket")],
  ["on Deno", bin("deno"), ["run", "--allow-net"], "d.mjs", imported("@parley-smtp/deno")],
])("%s, the installed package sends a message", async (_, program, args, file, first) => {
  await using server = await listen(modernServer, pair);
  const options = { host: "localhost", port: server.port, tls: "starttls", ca };
  const text = `${first}
    const mailer = createMailer(${JSON.stringify(options)});
    mailer.send(${JSON.stringify(message)}).finally(() => mailer.close());`;
  writeFileSync(join(project, file), text);
  await promisify(execFile)(program, [...args, file], { cwd: project });
  expect(server.messages).toMatchObject([{ raw: message.raw, tls: true }]);
});

it("on Workers, bundled by wrangler in a project with nothing else, the installed package sends a message", async () => {
  await using server = await listen(modernServer, pair);
  const worker = join(project, "worker");
  const out = join(worker, "out");
  const configPath = join(worker, "wrangler.json");
  mkdirSync(worker);
  writeFileSync(
    configPath,
    JSON.stringify({ name: "worker", main: "worker.mjs", compatibility_date: "2026-08-01" }),
  );
  writeFileSync(
    join(worker, "worker.mjs"),
    `${imported("@parley-smtp/cloudflare-workers")}
    export default {
      async fetch(_request, { SMTP_URL }) {
        const mailer = createMailer(SMTP_URL);
        const { accepted } = await mailer.send(${JSON.stringify(message)});
        await mailer.close();
        return Response.json(accepted);
      },
    };`,
  );
  const wrangler = join(root, "scripts/node_modules/wrangler/bin/wrangler.js");
  const deployed = spawnSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", `--outdir=${out}`],
    { cwd: worker, encoding: "utf8" },
  );
  expect(deployed.status, deployed.stderr).toBe(0);
  expect(deployed.stdout + deployed.stderr).not.toMatch(/warning/i);
  const secrets = { SMTP_URL: `smtp://localhost:${server.port}?tls=starttls` };
  const harness = createTestHarness({
    workers: [{ configPath, prebuiltWorkerDir: out, secrets }],
  });
  try {
    await harness.listen();
    expect(await (await harness.fetch("/")).json()).toMatchObject([{ address: message.to }]);
  } finally {
    await harness.close();
  }
  expect(server.messages).toMatchObject([{ raw: message.raw, tls: true }]);
});
