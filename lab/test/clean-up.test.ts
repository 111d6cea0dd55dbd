import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { SERVER_NAMES } from "../src/mod.ts";
import { startOrSkip } from "./lab.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const opened = await Promise.race([
    once(socket, "connect").then(() => true),
    once(socket, "error").then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return opened;
}

test.for(
  SERVER_NAMES.flatMap((name) =>
    (["SIGINT", "SIGKILL"] as const).map((end) => [name, end] as const),
  ),
)("nothing of %s is left when what started it gets %s", async ([name, end], context) => {
  await (await startOrSkip(context, name)).stop();
  const child = spawn(process.execPath, [main, "start", name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let port = 0;
  let folder = "";
  for await (const line of createInterface({ input: child.stdout })) {
    const caFile = /^CA certificate (.*),/.exec(line)?.[1];
    if (caFile !== undefined) folder = dirname(caFile);
    port = Number(/127\.0\.0\.1:(\d+) +plain/.exec(line)?.[1] ?? 0);
    if (port > 0) break;
  }
  expect(existsSync(folder)).toBe(true);
  expect(await accepts(port)).toBe(true);
  child.kill(end);
  expect((await once(child, "exit"))[1]).toBe(end);
  await vi.waitUntil(async () => !(existsSync(folder) || (await accepts(port))), 10_000);
});
