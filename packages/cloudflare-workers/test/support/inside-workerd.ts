/** The configuration of vitest for tests that run inside workerd, against servers in another process. */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readRecord, recordFile } from "parley-runtimes/src/record.ts";
import { startOutside } from "parley-runtimes/src/start-outside.ts";
import type { ViteUserConfig } from "vitest/config";
import type { Vitest } from "vitest/node";
import type {} from "./provided.ts";

/**
 * Starts the servers and configures the tests.
 *
 * workerd reads its trusted authorities once, when miniflare is loaded, so the servers must start before any global
 * setup of vitest.
 *
 * @param include the tests
 * @param real the real servers that the tests need
 */
export async function insideWorkerd(
  include: string,
  real: readonly string[] = [],
): Promise<ViteUserConfig> {
  const { told: outside, stop } = await startOutside();
  const answers = [
    await ask(outside.conformance, "closed"),
    await ask(outside.endToEnd, JSON.stringify({ start: { capabilities: [], tls: "none" } })),
  ];
  for (const name of real)
    answers.push(await ask(outside.endToEnd, JSON.stringify({ real: name })));
  const folder = mkdtempSync(join(tmpdir(), "parley-workers-"));
  process.env["NODE_EXTRA_CA_CERTS"] = join(folder, "ca.pem");
  writeFileSync(process.env["NODE_EXTRA_CA_CERTS"], answers.map(({ ca = "" }) => ca).join("\n"));
  const { cloudflareTest } = await import("@cloudflare/vitest-plugin");

  const locals = Object.values(networkInterfaces()).flat();
  const ipv6 = locals.some((local) => local?.address === "::1");
  const record = { file: recordFile("workers"), recorded: readRecord("workers") };
  return {
    root: join(import.meta.dirname, "../.."),
    plugins: [
      cloudflareTest({ miniflare: { compatibilityDate: "2026-08-01" } }),
      {
        name: "servers outside",
        configureVitest({ vitest }: { vitest: Vitest }) {
          vitest.onClose(async () => {
            await stop();
            rmSync(folder, { recursive: true });
          });
        },
      },
    ],
    resolve: { conditions: ["@parley-smtp/source"] },
    test: { include: [include], provide: { outside, ipv6, record } },
  };
}

/** Sends a line to a control port and returns the response. */
async function ask(port: number, line: string): Promise<{ readonly ca?: string }> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${line}\n`);
  return JSON.parse(await text(socket));
}
