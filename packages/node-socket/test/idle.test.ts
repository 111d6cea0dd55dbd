import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { modernServer } from "@parley-smtp/core/testing";
import { describe, expect, it } from "vitest";
import { listen, testCertificates } from "../src/testing/mod.ts";

const script = fileURLToPath(new URL("./support/forgets-to-close.ts", import.meta.url));
const bun = fileURLToPath(new URL("../../../node_modules/.bin/bun", import.meta.url));
const { ca, ...pair } = await testCertificates();

describe("a mailer that nobody closes", () => {
  it.each([
    ["Node", process.execPath, "none"],
    ["Node", process.execPath, "starttls"],
    ["Node", process.execPath, "implicit"],
    ["Bun", bun, "none"],
    ["Bun", bun, "implicit"],
  ] as const)("does not keep %s alive while it is idle (%#)", async (_, runtime, tls) => {
    await using server = await listen({ ...modernServer, tls }, pair);
    const arguments_ = ["--conditions=@parley-smtp/source", script, `${server.port}`, tls, ca];
    const child = spawn(runtime, arguments_, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
    });
    const lingers = setTimeout(() => child.kill(), 30_000);
    const [code] = await once(child, "exit");
    clearTimeout(lingers);
    expect({ code, said }).toEqual({ code: 0, said: "sent\n" });
    expect(server.messages).toHaveLength(2);
  });
});
