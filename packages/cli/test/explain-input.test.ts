/** The inputs of `parley explain`, and its errors for missing input. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { flat, parley } from "./support/parley.ts";

const LINE = "550 5.1.1 No such user";
const UTF16 = Buffer.from(`\ufeff${LINE}`, "utf16le");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-explain-"));
  await mkdir(join(folder, "mails"));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    "empty.log": "",
    "blank.log": " \r\n\n",
    program: Buffer.from("\x7fELF\x02\0\x01\0\0\x03\0 550 5.1.1 No", "latin1"),
    nothing: Buffer.alloc(64),
    "mail.log.gz": gzipSync(LINE),
    "little.txt": UTF16,
    "big.txt": Buffer.from(UTF16).swap16(),
    "marked.txt": `\ufeff${LINE}`,
    "cut.log": `${"\0".repeat(500)}${LINE}\n`,
    "my reply.txt": LINE,
    "quiet.log": "All is well.",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

it.each([
  ["little.txt", "UTF-16, little end first"],
  ["big.txt", "UTF-16, big end first"],
  ["marked.txt", "UTF-8 with a byte order mark"],
  ["cut.log", "a log that begins with NUL bytes"],
  ["my reply.txt", "a name with a blank"],
])("reads %s: %s", async (name) => {
  const { code, stdout } = await parley(["explain", join(folder, name), "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ reply: { code: 550, enhanced: "5.1.1" } });
});

it.each([
  ["mails", /mails is a folder; give a file with a reply, a log or a bounce\./],
  ["empty.log", /empty\.log is empty\. Give a reply, a log or a bounce/],
  ["blank.log", /blank\.log is empty/],
  ["program", /program is binary, not text\./],
  ["nothing", /nothing is binary, not text\./],
  ["mail.log.gz", /mail\.log\.gz is compressed\. .*zcat .*mail\.log\.gz \| parley explain/],
  ["nowhere.eml", /^There is no file .*nowhere\.eml\. Check the path/],
  ["no where", /^There is no file .*no where, and no SMTP reply was found in these words\./],
  ["mails/nowhere", /^There is no file .*mails\/nowhere\./],
  ["quiet.log", /^No SMTP reply and no connection error was found in .*quiet\.log/],
])("says why there is nothing to explain in %s", async (name, sentence) => {
  const { code, stdout, stderr } = await parley(["explain", join(folder, name)]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(flat(stderr)).toMatch(sentence);
});

it.each([
  [["bounce.eml"], "", /^There is no file bounce\.eml\. Check the path/],
  [["nichts.eml", "--lang", "de"], "", /^Es gibt keine Datei nichts\.eml\. Prüfen Sie den Pfad/],
  [["hallo", "--lang", "de"], "", /^In diesem Text steht weder eine SMTP-Antwort noch/],
  [["550-bounce.eml"], "", /^There is no file 550-bounce\.eml\./],
  [[""], "", /^The text is empty\. Give a reply/],
  [[" "], "", /^The text is empty/],
  [[], "", /^Standard input is empty\. Give a reply, a log or a bounce/],
  [["-"], "\n", /^Standard input is empty/],
  [[], "\0\x01\0\x02\0\x03\0", /^Standard input is binary/],
  [["hello"], "", /^No SMTP reply and no connection error was found in this text/],
  [[], "hello", /^No SMTP reply and no connection error was found in standard input/],
])("says what is wrong with %j and %j by standard input", async (args, input, sentence) => {
  const { code, stderr } = await parley(["explain", ...args], { input });
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

it("reads UTF-16 from standard input", async () => {
  const { stdout } = await parley(["explain", "--json"], { input: UTF16 });
  expect(JSON.parse(stdout)).toMatchObject({ reply: { code: 550 } });
});

it("explains a reply with a link, which is no path", async () => {
  const { code, stdout } = await parley(["explain", "550 Listed, see https://bl.example/why"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Help page +https:\/\/bl\.example\/why$/m);
});

it("refuses a command that it does not know with the list, and does not repeat it", async () => {
  const { code, stderr } = await parley(["explain", LINE, "--command", "FOO c2VjcmV0"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^--command does not begin .* EHLO, HELO, .* QUIT, \(greeting\) or \(mess/,
  );
  expect(stderr).not.toContain("c2VjcmV0");
});

it("knows every command that it lists", async () => {
  const { stderr } = await parley(["explain", LINE, "--command", "FOO"]);
  const [, list = ""] = /Give one of (.*)\./.exec(stderr) ?? [];
  const commands = list.split(/, | or /);
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    expect((await parley(["explain", LINE, "--command", command])).code, command).toBe(0);
  }
});
