/** The same message is composed on every runtime. */
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const bin = join(import.meta.dirname, "../../../node_modules/.bin");
const main = join(import.meta.dirname, "support/round-main.ts");
const source = "@parley-smtp/source";

const expected = {
  accepted: ["bob@xn--bcher-kva.example", "eve@example.org"],
  from: "Jörg",
  subject: "Grüße",
  text: "Schöne Grüße",
  bcc: null,
  // Octets that are no UTF-8 are read as one character each.
  files: [
    ["logo.png", 3000],
    ["größe.txt", 6],
    ["web.txt", 12],
    ["pieces.txt", 9],
  ],
  same: true,
};

it.each([
  ["node", [`--conditions=${source}`]],
  ["bun", [`--conditions=${source}`]],
  ["deno", ["run", "--allow-env", "--allow-read", "--allow-sys"]],
])("on %s", { timeout: 30_000 }, async (program, args) => {
  const { stdout } = await promisify(execFile)(program, [...args, main], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
  expect(JSON.parse(stdout)).toEqual(expected);
});

it("in workerd, without nodejs_compat", { timeout: 60_000 }, async () => {
  process.env["WRANGLER_BUILD_CONDITIONS"] = `${source},workerd,worker,browser`;
  const { createTestHarness } = await import("wrangler");
  const harness = createTestHarness({
    workers: [
      {
        config: {
          name: "round",
          main: join(import.meta.dirname, "workers/round.ts"),
          compatibility_date: "2026-08-01",
        },
      },
    ],
  });
  try {
    await harness.listen();
    expect(await (await harness.fetch("/")).json()).toEqual(expected);
  } finally {
    await harness.close();
  }
});
