/** Wrong usage: a sentence on standard error, exit code 2, and nothing sent. */
import { expect, it } from "vitest";
import { parley } from "./support/parley.ts";
import { file, MESSAGE } from "./support/server.ts";

const envelope = ["--from", "ann@example.com", "--to", "bob@example.net"];
const send = (url: string, ...more: readonly string[]): string[] => [
  ...["send", url, "-", ...envelope],
  ...more,
];
const URL = "smtp://127.0.0.1:1";

const WRONG: readonly (readonly [what: string, args: readonly string[], sentence: RegExp])[] = [
  ["an unknown command", ["sned"], /^Unknown command 'sned'\. \(Did you mean send\?\)/],
  ["an unknown option", send(URL, "--form", "x"), /^Unknown option '--form'\./],
  ["no sender", ["send", URL, "-", "--to", "b@example.net"], /^Required option '--from <address>'/],
  [
    "no recipient",
    ["send", URL, "-", "--from", "a@example.com"],
    /^Required option '--to <address>'/,
  ],
  ["no message", ["send", URL, ...envelope], /^Missing required argument 'file'\./],
  ["an address with a name", send(URL, "--to", "Eve <eve@example.org>"), /eve@example\.org/],
  ["no URL", send("mail.example.com"), /^That is no URL\. Write smtp:\/\/mail\.example\.com\./],
  [
    "the file before the URL",
    ["send", "mail.eml", URL, ...envelope],
    /^Give the URL first, then the file\./,
  ],
  [
    "a port that is none",
    ["probe", "smtp://127.0.0.1:99999"],
    /^The port 99999 in the URL is out of/,
  ],
  ["another scheme", send("https://mail.example.com"), /^The URL must begin with smtp:/],
  ["two kinds of TLS", send(`smtps://127.0.0.1`, "--tls", "none"), /^The URL says tls=implicit/],
  ["an unknown kind of TLS", send(URL, "--tls", "ssl"), /Allowed choices are implicit, starttls/],
  ["an unknown feature", send(URL, "--require", "TELEPATHY"), /^There is no feature "TELEPATHY"/],
  ["two wishes", send(URL, "--require", "DSN", "--avoid", "dsn"), /^DSN is asked for twice/],
  ["a timeout of nothing", send(URL, "--timeout", "0"), /^--timeout takes a positive number/],
  ["a pace that is no number", ["demo", "--pace", "fast"], /^--pace takes milliseconds/],
  ["a user without password", send(URL, "--user", "ann"), /^The password of ann is missing/],
  ["a password without user", send(URL, "--password-file", "x"), /needs a user: give --user/],
  [
    "a message that is not there",
    ["send", URL, "no-such.eml", ...envelope],
    /^The message cannot be read from no-such\.eml: there is no such file\./,
  ],
  ["a folder as message", ["send", URL, ".", ...envelope], /is a folder/],
  [
    "an authority that is not there",
    send(URL, "--ca", "no.pem"),
    /^The certificate cannot be read/,
  ],
  ["an authority that is none", send(URL, "--ca", "package.json"), /PEM/],
  ["a name that is none", send(URL, "--name", "two words"), /two words/],
];

it.each(WRONG)("reports wrong usage: %s", async (_what, args, sentence) => {
  const { code, stdout, stderr } = await parley([...args, "--json"], { input: MESSAGE });
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
  const told = JSON.parse(stdout) as { name: string; message: string };
  expect(told.message).toMatch(sentence);
  expect(["UsageError", "TypeError"]).toContain(told.name);
});

it("prints nothing on standard output for wrong usage without --json", async () => {
  const { code, stdout } = await parley(["send", "nowhere"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

it("repeats no password that was given to an option which does not exist", async () => {
  const { code, stdout, stderr } = await parley(send(URL, "--password=hunter-2-hunter"));
  expect(code).toBe(2);
  expect(stdout + stderr).not.toContain("hunter");
});

it("needs a password file that can be read", async () => {
  const args = send(URL, "--user", "ann", "--password-file", file("secret", "x").concat("-not"));
  expect((await parley(args)).stderr).toMatch(/^The password cannot be read from .*no such file/);
});

it("names all exit codes in its help, and examples in that of each command", async () => {
  const { code, stdout } = await parley(["--help"]);
  expect(code).toBe(0);
  for (const exit of ["0", "1", "2", "3", "4", "5", "130"]) {
    expect(stdout).toMatch(new RegExp(`^  ${exit} +\\w`, "m"));
  }
  for (const command of ["demo", "send", "probe", "explain"]) {
    const help = await parley([command, "--help"]);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain(`Examples:\n  parley ${command}`);
    expect(help.stdout).toContain("--json");
    expect(Math.max(...help.stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(
      80,
    );
  }
});

it("shows its help when it is given nothing to do", async () => {
  const { code, stderr } = await parley([]);
  expect(code).toBe(2);
  expect(stderr).toContain("Usage: parley");
});
