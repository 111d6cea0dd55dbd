/** The configuration of vitest for tests that run inside workerd, against servers in another process. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ViteUserConfig } from "vitest/config";
import type { Told } from "./tell.ts";

/**
 * Starts the servers and configures the tests.
 *
 * The authorities that workerd trusts are read once, when miniflare is loaded,
 * so the servers run before any global setup of vitest could start them.
 *
 * @param program the file that runs the servers
 * @param include the tests
 */
export async function insideWorkerd(program: string, include: string): Promise<ViteUserConfig> {
  const { ca, provided } = await start(join(import.meta.dirname, program));
  const folder = mkdtempSync(join(tmpdir(), "parley-workers-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  process.env["NODE_EXTRA_CA_CERTS"] = join(folder, "ca.pem");
  writeFileSync(process.env["NODE_EXTRA_CA_CERTS"], ca);
  const { cloudflareTest } = await import("@cloudflare/vitest-plugin");
  return {
    plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-08-01" } })],
    resolve: { conditions: ["@parley-smtp/source"] },
    test: { include: [include], provide: { outside: provided } },
  };
}

async function start(program: string): Promise<Told> {
  const child = fork(program, { execArgv: ["--conditions=@parley-smtp/source"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${program} ended with ${code} before it told what it serves.`);
  });
  const [told] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  // The servers shall end with the tests, and not keep them from ending.
  child.unref();
  child.channel?.unref();
  return told as Told;
}
