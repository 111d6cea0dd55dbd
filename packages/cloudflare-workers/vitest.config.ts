import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:net";
import { defineConfig } from "vitest/config";
const main = join(import.meta.dirname, "../node-socket/test/support/peer-main.ts");
const child = spawn(process.execPath, ["--conditions=@parley-smtp/source", main], { stdio: ["pipe", "pipe", "inherit"] });
const [text] = await once(child.stdout, "data");
const port = Number(String(text));
const s = connect(port, "127.0.0.1"); s.write("echo\n"); let out = ""; for await (const b of s) out += b;
const file = join(mkdtempSync(join(tmpdir(), "x-")), "ca.pem");
writeFileSync(file, JSON.parse(out).ca);
process.env.NODE_EXTRA_CA_CERTS = file;
const { cloudflareTest } = await import("@cloudflare/vitest-plugin");
export default defineConfig({
  plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-08-01" } })],
  resolve: { conditions: ["@parley-smtp/source"] },
  test: { include: ["test/*.test.ts"], provide: { peer: port } },
});
