/** Workers as users write them, bundled by wrangler from the built packages, and run in workerd. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "parley-bundled-"));
const example = join(import.meta.dirname, "../../../../examples/worker");

const { ca, ...pair } = await testCertificates();
const personality = { ...modernServer, requireAuth: true, users: { ann: "correct horse" } };
const server = await listen(personality, pair);
const SMTP_URL = `smtp://ann:correct%20horse@localhost:${server.port}?tls=starttls`;

// workerd reads its trusted authorities once, when wrangler is loaded.
process.env["NODE_EXTRA_CA_CERTS"] = join(folder, "ca.pem");
writeFileSync(process.env["NODE_EXTRA_CA_CERTS"], ca);
const { createTestHarness } = await import("wrangler");

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

type Worker = NonNullable<NonNullable<Parameters<typeof createTestHarness>[0]>["workers"]>[number];

/** Runs a Worker, and returns its response to each path in turn. */
async function answers(worker: Worker, ...paths: string[]): Promise<unknown[]> {
  const harness = createTestHarness({ workers: [worker] });
  try {
    await harness.listen();
    const all: unknown[] = [];
    for (const path of paths) all.push(await (await harness.fetch(path)).json());
    return all;
  } finally {
    await harness.close();
  }
}

function fixture(name: string, vars: Record<string, string> = { SMTP_URL }): Worker {
  const main = join(import.meta.dirname, "workers", name);
  return { config: { name: "worker", main, compatibility_date: "2026-08-01", vars } };
}

describe("a Worker", () => {
  it("gets access tokens, stores refresh tokens, and reports a revoked grant", async () => {
    let count = 0;
    const provider = createServer(({ url }, response) => {
      count += 1;
      const issued = {
        access_token: `access-${count}`,
        token_type: "Bearer",
        expires_in: 3600,
        refresh_token: `refresh-${count}`,
      };
      const [status, answer] =
        url === "/revoked" ? [400, { error: "invalid_grant" }] : [200, issued];
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
    const { port } = provider.address() as AddressInfo;
    const worker = fixture("token.ts", { TOKEN_URL: `http://127.0.0.1:${port}` });
    expect(await answers(worker, "/issued", "/revoked")).toEqual([
      { tokens: ["access-1", "access-2"], stored: ["refresh-1", "refresh-2"] },
      "GRANT_REFUSED",
    ]);
    await new Promise((resolve) => provider.close(resolve));
  });

  it("sends its message, as the example bundled by `wrangler deploy --dry-run`", async () => {
    const out = join(folder, "out");
    const wrangler = join(example, "node_modules/wrangler/bin/wrangler.js");
    const deploy = [wrangler, "deploy", "--dry-run", `--outdir=${out}`];
    execFileSync(process.execPath, deploy, { cwd: example, stdio: "pipe" });
    const configPath = join(example, "wrangler.jsonc");
    const worker = { configPath, prebuiltWorkerDir: out, secrets: { SMTP_URL } };
    expect(await answers(worker, "/")).toMatchObject([[{ address: "bob@example.net" }]]);
    expect(server.messages.at(-1)).toMatchObject({
      raw: "Subject: Hello\r\n\r\nHello from a Worker.\r\n",
      tls: true,
      user: "ann",
    });
  });

  it("that keeps its mailer over several requests sends each message once", async () => {
    const before = server.messages.length;
    const told = await answers(fixture("kept.ts"), "/one", "/two", "/three");
    const arrived = server.messages.slice(before).map(({ raw }) => raw.split("\r\n", 1)[0]);
    expect(told).toEqual(["Subject: /one", "Subject: /two", "Subject: /three"]);
    expect(arrived).toEqual(told);
  });

  it("that keeps its mailer serves requests at the same time, each message once", async () => {
    const before = server.messages.length;
    const harness = createTestHarness({ workers: [fixture("kept.ts")] });
    try {
      await harness.listen();
      const paths = Array.from({ length: 12 }, (_, at) => `/at-once-${at}`);
      const answer = async (path: string): Promise<string> => (await harness.fetch(path)).text();
      const told = await Promise.all(paths.map(answer));
      expect(told).toEqual(paths.map((path) => JSON.stringify(`Subject: ${path}`)));
      const arrived = server.messages.slice(before).map(({ raw }) => raw.split("\r\n", 1)[0]);
      expect(arrived.sort()).toEqual(paths.map((path) => `Subject: ${path}`).sort());
    } finally {
      await harness.close();
    }
  });

  it("that connects outside of a handler gets an error about that", async () => {
    expect(await answers(fixture("at-once.ts"), "/")).toMatchObject([
      {
        code: "CONNECT_FAILED",
        retry: "never",
        message: expect.stringMatching(/global scope.+Sockets exist in handlers only/),
      },
    ]);
  });
});
