/** `parley ledger`: the counts of `send --store` and of mailers. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
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

it("lists what a server refused as unsupported, over several runs", async () => {
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

it("says so when the ledger is empty, also in a folder of something else", async () => {
  const empty = await folder();
  await writeFile(join(empty, "notes.txt"), "hello");
  const { code, stdout } = await parley(["ledger", empty]);
  expect(code).toBe(0);
  expect(stdout).toBe("No server has refused a command as unsupported.\n");
});

it("exits with 2 when there is no such folder", async () => {
  const { code, stderr } = await parley(["ledger", join(await folder(), "nowhere")]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^There is no folder .*\. A mailer creates the folder when it has something to remember/,
  );
});

it("exits with 2 when the folder is a file", async () => {
  const path = join(await folder(), "empty.txt");
  await writeFile(path, "");
  const { code, stderr } = await parley(["ledger", path]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/empty\.txt is a file, not a folder\. Give the folder/);
});

it("leaves out what no mailer wrote, and escapes the rest", async () => {
  const store = await folder();
  const ledger = join(store, "parley", "ledger");
  await mkdir(join(ledger, "folder_25"), { recursive: true });
  const entry = (more: object): object => ({
    verb: "BDAT",
    count: 1,
    last: 1,
    reply: { code: 502, enhanced: "\u001b[2J", lines: ["\u001b[2Jno\u202e\u009b"] },
    ...more,
  });
  const entries = [
    entry({}),
    ...[8.64e15 + 1, 1e300, -1, "x", null].map((last) => entry({ last })),
    ...[1e300, 0, -1, 1.5, "x"].map((count) => entry({ count })),
    ...["\u001b", "", "x".repeat(1e5), null, {}].map((verb) => entry({ verb })),
    ...[null, [], {}, { code: 1e9, lines: [] }, { code: 550, lines: [{}] }].map((reply) =>
      entry({ reply }),
    ),
  ];
  const values: Readonly<Record<string, string>> = {
    "mx.example_25": JSON.stringify({ entries }),
    "%1b%5b2J%E2%80%AE_25": JSON.stringify({ entries: [entry({})] }),
    "%_25": JSON.stringify({ entries }),
    nonsense: JSON.stringify({ entries }),
    null_25: "null",
    list_25: "[[[",
    deep_25: `{"entries":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
    proto_25: '{"__proto__":{"entries":[{}]},"entries":{"length":1e9}}',
    large_25: JSON.stringify({ entries: ["x".repeat(2_000_000)] }),
  };
  for (const [name, value] of Object.entries(values)) await writeFile(join(ledger, name), value);
  await symlink(ledger, join(ledger, "circle_25"));
  execFileSync("mkfifo", [join(ledger, "pipe_25")]);
  for (const json of [[], ["--json"]]) {
    const { code, stdout, stderr } = await parley(["ledger", store, ...json]);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    if (json.length > 0) expect(JSON.parse(stdout)).toHaveLength(2);
    else expect(stdout).toContain("1970-01-01  502 \\x1b[2Jno\\u202e\\x9b");
  }
});
