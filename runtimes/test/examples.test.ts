/** Runs every example on its runtime, and checks that it sends its message. */
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { listen } from "@parley-smtp/node-socket/testing";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "node_modules/.bin");
const fromSource = "--conditions=@parley-smtp/source";

it.each([
  ["node", "node", [fromSource]],
  ["bun", "bun", [fromSource]],
  ["deno", "deno", ["run", "--check", "--allow-net", "--allow-env"]],
])("%s/send.ts sends its message", { timeout: 30_000 }, async (folder, program, args) => {
  await using server = await listen({ capabilities: ["PIPELINING"], tls: "none" });
  const file = join(root, "examples", folder, "send.ts");
  const { stdout } = await promisify(execFile)(program, [...args, file], {
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    },
  });
  expect(stdout).toContain("bob@example.net");
  expect(server.messages).toMatchObject([{ from: "ann@example.com", to: ["bob@example.net"] }]);
});
