/** The built page in the form of `wrangler deploy`, and as Workers would serve it. */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { built, root } from "../built.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-playground-"));
const configPath = join(folder, "wrangler.jsonc");
cpSync(join(root, "wrangler.jsonc"), configPath);
await built({ outDir: join(folder, "dist") });

afterAll(() => rmSync(folder, { recursive: true }));

it("is taken by `wrangler deploy --dry-run`, with every file", () => {
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const said = execFileSync(process.execPath, [wrangler, "deploy", "--dry-run"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  const files = globSync("dist/**", { cwd: folder, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(10);
  // It also counts folders.
  const [, read] = /Read (\d+) files from the assets directory/.exec(said) ?? [];
  expect(Number(read)).toBeGreaterThanOrEqual(files.length);
  // Only files.
  expect(said).toContain("No bindings found.");
});

it("is served by workerd: the page, the page for others to frame, every file, and nothing else", async () => {
  const harness = createTestHarness({ workers: [{ configPath }] });
  try {
    await harness.listen();
    for (const path of globSync("dist/**/*.{html,js,css}", { cwd: folder })) {
      const url = path.replace(/^dist/, "").replace(/index\.html$/, "");
      const response = await harness.fetch(url);
      expect(response.status, url).toBe(200);
      expect(await response.text(), url).toBe(readFileSync(join(folder, path), "utf8"));
    }
    expect((await harness.fetch("/nothing")).status).toBe(404);
  } finally {
    await harness.close();
  }
});
