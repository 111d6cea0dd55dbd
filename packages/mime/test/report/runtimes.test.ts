/** The same report is read on every runtime. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const bin = join(import.meta.dirname, "../../../../node_modules/.bin");
const main = join(import.meta.dirname, "../support/report-main.ts");
const source = "@parley-smtp/source";

const expected = {
  isReport: true,
  originalMessageId: "<one@example.com>",
  envid: "order+4711",
  recipients: [
    { address: "ann+news@example.org", reply: { code: 550, enhanced: "5.1.1" } },
    { address: "bob@example.net", reply: { code: 552, enhanced: "5.2.2" } },
  ],
};

it.each([
  ["node", [`--conditions=${source}`]],
  ["bun", [`--conditions=${source}`]],
  ["deno", ["run", `--conditions=${source}`, "--allow-env", "--allow-read"]],
])("on %s", { timeout: 30_000 }, async (program, args) => {
  const { stdout } = await promisify(execFile)(program, [...args, main], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
  expect(JSON.parse(stdout)).toMatchObject(expected);
});

it("in workerd, without nodejs_compat", { timeout: 60_000 }, async () => {
  process.env["WRANGLER_BUILD_CONDITIONS"] = `${source},workerd,worker,browser`;
  const { createTestHarness } = await import("wrangler");
  const harness = createTestHarness({
    workers: [
      {
        config: {
          name: "report",
          main: join(import.meta.dirname, "../workers/report.ts"),
          compatibility_date: "2026-08-01",
        },
      },
    ],
  });
  try {
    await harness.listen();
    const body = readFileSync(new URL("eml/postfix.eml", import.meta.url));
    const response = await harness.fetch("/", { method: "POST", body });
    expect(await response.json()).toMatchObject(expected);
  } finally {
    await harness.close();
  }
});
