import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("./support/forgets-to-close.ts", import.meta.url));
const deno = fileURLToPath(new URL("../../../node_modules/.bin/deno", import.meta.url));
const { ca, ...pair } = await testCertificates();

describe("a mailer that nobody closes", () => {
  it.each(["none", "starttls", "implicit"] as const)(
    "does not keep Deno alive while it is idle, with tls %s",
    async (tls) => {
      await using server = await listen({ ...modernServer, tls }, pair);
      const arguments_ = ["run", "-A", script, `${server.port}`, tls, ca];
      const child = spawn(deno, arguments_, { stdio: ["ignore", "pipe", "inherit"] });
      let said = "";
      child.stdout.on("data", (bytes) => {
        said += bytes;
      });
      const lingers = setTimeout(() => child.kill(), 30_000);
      const [code] = await once(child, "exit");
      clearTimeout(lingers);
      expect({ code, said }).toEqual({ code: 0, said: "sent\n" });
      expect(server.messages).toHaveLength(2);
    },
  );
});
