/** What is signed on one runtime verifies on another. */
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { LONG_BODY } from "../support/sign.ts";
import { createEd25519Key, createRsaKey, verify } from "./verify.ts";

const bin = join(import.meta.dirname, "../../../../node_modules/.bin");
const main = join(import.meta.dirname, "../support/sign-main.ts");
const source = "@parley-smtp/source";

const rsa = createRsaKey();
const ed25519 = createEd25519Key();
const records = {
  "r._domainkey.example.com": rsa.record,
  "e._domainkey.example.com": ed25519.record,
};
// WebCrypto takes PKCS#8 only.
const keys = { rsa: rsa.pkcs1, ed25519: ed25519.pkcs8 };

async function expectValid(signed: { readonly short: string; readonly long: string }) {
  for (const message of [signed.short, `${signed.long}${LONG_BODY}`]) {
    expect(await verify(message, records)).toEqual([
      { result: "pass", selector: "r", algo: "rsa-sha256" },
      { result: "pass", selector: "e", algo: "ed25519-sha256" },
    ]);
  }
}

it.each([
  ["node", [`--conditions=${source}`]],
  ["bun", [`--conditions=${source}`]],
  ["deno", ["run"]],
])("on %s", { timeout: 60_000 }, async (program, args) => {
  const { stdout } = await promisify(execFile)(program, [...args, main, JSON.stringify(keys)], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
  await expectValid(JSON.parse(stdout));
});

it("in workerd, without nodejs_compat", { timeout: 60_000 }, async () => {
  process.env["WRANGLER_BUILD_CONDITIONS"] = `${source},workerd,worker,browser`;
  const { createTestHarness } = await import("wrangler");
  const harness = createTestHarness({
    workers: [
      {
        config: {
          name: "sign",
          main: join(import.meta.dirname, "../workers/sign.ts"),
          compatibility_date: "2026-08-01",
        },
      },
    ],
  });
  try {
    await harness.listen();
    const response = await harness.fetch("/", { method: "POST", body: JSON.stringify(keys) });
    await expectValid((await response.json()) as { short: string; long: string });
  } finally {
    await harness.close();
  }
});
