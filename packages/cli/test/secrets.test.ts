/** No secret in any output, plain or encoded, also when the server sends it back. */
import { expect, it } from "vitest";
import { type Ended, parley } from "./support/parley.ts";
import { file, MESSAGE, withUsers } from "./support/server.ts";

const USER = "ann@example.com";
const PASS = "correct horse battery staple";
const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Every form of the secret that the server may have seen. */
const FORMS: readonly string[] = [
  PASS,
  encodeURIComponent(PASS),
  base64(PASS),
  base64(`\0${USER}\0${PASS}`),
  base64(`user=${USER}\x01auth=Bearer ${PASS}\x01\x01`),
];

function expectNoSecret({ stdout, stderr }: Ended): void {
  for (const form of FORMS) {
    expect(stdout).not.toContain(form);
    expect(stderr).not.toContain(form);
  }
}

const envelope = ["--from", USER, "--to", "bob@example.net", "--verbose", "--json"];

it.each(FORMS)("shows nothing of an echo in the form %#", async (form) => {
  const server = await withUsers(
    { [USER]: PASS },
    { answers: [{ to: "AUTH", reply: `535 5.7.8 You said ${form} and that is wrong` }] },
  );
  for (const command of ["send", "probe"]) {
    const options = ["--ca", server.ca, "--user", USER, "--verbose", "--json"];
    const message = command === "send" ? ["-", "--from", USER, "--to", "bob@example.net"] : [];
    const ended = await parley([command, server.url, ...message, ...options], {
      input: MESSAGE,
      env: { PARLEY_PASSWORD: PASS },
    });
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject(
      command === "send" ? { code: "AUTH_REFUSED" } : { error: { code: "AUTH_REFUSED" } },
    );
    expectNoSecret(ended);
  }
});

it("takes the password from the URL, and does not show it", async () => {
  const server = await withUsers({ [USER]: PASS });
  const url = `smtp://${encodeURIComponent(USER)}:${encodeURIComponent(PASS)}@127.0.0.1:${server.port}`;
  const args = ["send", url, "-", "--ca", server.ca, ...envelope];
  const ended = await parley(args, { input: MESSAGE });
  expect(ended.code).toBe(0);
  expectNoSecret(ended);
});

it("does not repeat a URL that it cannot read", async () => {
  const url = `smtp://${USER}:${PASS}@127.0.0.1:port`;
  const ended = await parley(["send", url, "-", ...envelope], { input: MESSAGE });
  expect(ended.code).toBe(2);
  expectNoSecret(ended);
});

it("takes the password from a file, without the line end", async () => {
  const server = await withUsers({ [USER]: PASS });
  const flags = ["--ca", server.ca, "--user", USER, "--password-file", file("pass", `${PASS}\n`)];
  const ended = await parley(["send", server.url, "-", ...flags, ...envelope], { input: MESSAGE });
  expect(ended.code).toBe(0);
  expectNoSecret(ended);
});

it.each(["a file", "the environment"])("takes a token from %s", async (source) => {
  const server = await withUsers({}, { tokens: { [USER]: PASS } });
  const flags = source === "a file" ? ["--token-file", file("token", `${PASS}\n`)] : [];
  const env = source === "a file" ? {} : { PARLEY_TOKEN: PASS };
  const ended = await parley(
    ["send", server.url, "-", "--ca", server.ca, "--user", USER, ...flags, ...envelope],
    { input: MESSAGE, env },
  );
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain("AUTH XOAUTH2 ***");
  expectNoSecret(ended);
});

it("logs in without TLS only with --allow-cleartext", async () => {
  const server = await withUsers(
    { [USER]: PASS },
    { tls: "none", capabilities: ["AUTH PLAIN"], capabilitiesTls: [] },
  );
  const args = ["send", server.url, "-", "--user", USER, ...envelope];
  const env = { PARLEY_PASSWORD: PASS };
  const refused = await parley(args, { input: MESSAGE, env });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("--allow-cleartext");
  expect(server.transcript()).not.toContain("AUTH PLAIN ***");
  const allowed = await parley([...args, "--allow-cleartext"], { input: MESSAGE, env });
  expect(allowed.code).toBe(0);
  expectNoSecret(allowed);
});

it("lets no reply of the server move the cursor or hide a line", async () => {
  const server = await withUsers(
    { [USER]: PASS },
    { answers: [{ to: "AUTH", reply: "535 5.7.8 \u001b[2J\u001b]0;owned\u0007no\u202e" }] },
  );
  const args = ["probe", server.url, "--ca", server.ca, "--user", USER, "--verbose"];
  const { stdout, stderr } = await parley(args, { env: { PARLEY_PASSWORD: PASS } });
  expect(stderr).toContain("\\x1b[2J");
  expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

/** Every character that a terminal, a log or a page could obey. */
const HARMFUL = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

it("escapes what a server says in text and in JSON", async () => {
  const text = [
    "\u001b[2J\u001b]0;owned\u0007",
    "\0\u0008\u007f",
    "\u009b2J\u0085\u0090",
    "\u202egpj\u202c\u200f\u061c",
    "\u2066a\u2067b\u2068c\u2069",
    "one\u2028two\u2029three",
  ].join("");
  const server = await withUsers(
    { [USER]: PASS },
    {
      greeting: `220 mx.example ${text}`,
      name: "mx.example",
      capabilitiesTls: [`X${text}`, `SIZE 1 ${text}`, `AUTH PLAIN ${text}`],
      answers: [
        { to: "AUTH", reply: `535 5.7.8 no ${text}` },
        { to: "VRFY", reply: `252 ${text}` },
      ],
    },
  );
  const options = ["--ca", server.ca, "--user", USER, "--verbose"];
  const message = ["-", "--from", USER, "--to", "bob@example.net"];
  const env = { PARLEY_PASSWORD: PASS };
  for (const args of [
    ["probe", server.url, ...options],
    ["matrix", server.url, ...options],
    ["send", server.url, ...message, ...options],
    ["explain", `550 5.1.1 ${text.replace("\0", "")}`],
  ]) {
    for (const json of [[], ["--json"]]) {
      const { code, stdout, stderr } = await parley([...args, ...json], { input: MESSAGE, env });
      expect([0, 1]).toContain(code);
      expect(stdout + stderr).not.toMatch(HARMFUL);
      if (json.length > 0) expect(() => JSON.parse(stdout)).not.toThrow();
    }
  }
});

const SECRET = "c4n/4ry?pa#ss@w 'o\"rd";

it.each([
  [[`smtp://ann:${SECRET}@mx.example`]],
  [[`ann:${SECRET}@mx.example`]],
  [["ledger", `smtp://ann:${SECRET}@mx.example`]],
  [["ledger", ".", `smtp://ann:${SECRET}@mx.example`]],
  [["ledger", ".", SECRET]],
  [["explain", "550 no", SECRET]],
  [["explain", `smtp://ann:${SECRET}@mx.example`]],
  [["send", "-", `smtp://ann:${SECRET}@mx.example`, "--from", "a@b.c", "--to", "d@e.f"]],
  [["send", `smtp://ann:${SECRET}@mx.example`, "-", "--from", "a@b.c", "--to", "d@e.f"]],
  [["send", `http://ann:${SECRET}@mx.example`, "-", "--from", "a@b.c", "--to", "d@e.f"]],
  [["send", `smtp://ann:${SECRET}@mx.example:x`, "-", "--from", "a@b.c", "--to", "d@e.f"]],
  [["probe", `smtp://ann:${encodeURIComponent(SECRET)}@mx.example/path`]],
  [["probe", `smtp://ann:${encodeURIComponent(SECRET)}@mx.example?x=1`]],
  [["probe", "smtp://mx.example", `--ca=smtp://ann:${SECRET}@mx.example`]],
  [["probe", "smtp://mx.example", "--user", "ann", "--password-file", SECRET]],
  [["probe", "smtp://mx.example", "--user", "ann", `--token-file=${SECRET}`]],
  [["probe", "smtp://mx.example", `--password=${SECRET}`]],
  [["probe", "smtp://mx.example", `-p${SECRET}`]],
  [["probe", "smtp://mx.example", "--timeout", `smtp://ann:${SECRET}@mx.example`]],
])("does not repeat a password in a message about wrong usage: %#", async (args) => {
  const { code, stdout, stderr } = await parley([...args, "--json"]);
  expect(code).toBe(2);
  expect(stderr).not.toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ message: expect.any(String) });
  // In JSON its quotes have a backslash, so parts of the secret are searched.
  for (const part of ["c4n", "4ry", "pa#", "pa%23", "w 'o"]) {
    expect(stdout + stderr).not.toContain(part);
  }
});
