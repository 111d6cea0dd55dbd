/** `parley ledger`: what `send --store` and mailers have counted. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "@parley-smtp/node-socket/testing";
import { expect, it, onTestFinished } from "vitest";
import { parley } from "./support/parley.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "parley-ledger-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

it("tells what a server refused as unsupported, over several runs", async () => {
  await using server = await listen({
    capabilities: ["CHUNKING", "SIZE 1000"],
    tls: "none",
    answers: [
      { to: "BDAT", reply: "502 5.5.1 Command not implemented" },
      { to: "MAIL", when: { parameter: "SIZE" }, reply: "555 5.5.4 Unsupported option: SIZE" },
    ],
  });
  const store = join(await folder(), "made when needed");
  const url = `smtp://127.0.0.1:${server.port}`;
  const args = ["send", url, "-", "--from", "a@example.org", "--to", "b@example.net"];
  const input = "Subject: Hi\r\n\r\nHi.\r\n";
  for (let run = 0; run < 2; run += 1) {
    const { code, stderr } = await parley([...args, "--store", store], { input });
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  }
  const { code, stdout } = await parley(["ledger", store]);
  expect(code).toBe(0);
  expect(stdout).toContain(`127.0.0.1:${server.port}\n`);
  expect(stdout).toMatch(
    /^ {2}BDAT +1 {2}\d{4}-\d\d-\d\d {2}502 5\.5\.1 Command not implemented$/m,
  );
  expect(stdout).toMatch(/^ {2}MAIL SIZE +1 {2}/m);
  const json = await parley(["ledger", store, "--json"]);
  expect(JSON.parse(json.stdout)).toContainEqual({
    server: `127.0.0.1:${server.port}`,
    verb: "BDAT",
    count: 1,
    reply: expect.objectContaining({ code: 502 }),
    last: expect.any(Number),
  });
});

it("says so when there is nothing to tell, also in a folder of something else", async () => {
  const empty = await folder();
  await writeFile(join(empty, "notes.txt"), "hello");
  const { code, stdout } = await parley(["ledger", empty]);
  expect(code).toBe(0);
  expect(stdout).toBe("No server has refused a command as unsupported.\n");
});

it("exits with 2 when there is no such folder", async () => {
  const { code, stderr } = await parley(["ledger", join(await folder(), "nowhere")]);
  expect(code).toBe(2);
  expect(stderr).toContain("There is no folder");
});
