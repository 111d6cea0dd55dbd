/** Three parsers that others wrote read what was composed, for every kind of server. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { AllowedContent } from "@parley-smtp/core";
import { describe, expect, it } from "vitest";
import { type Content, compose, type Draft, readMessage } from "../src/mod.ts";
import { compositions } from "./support/compositions.ts";
import { oracles, type Read } from "./support/oracles.ts";

const SERVERS: readonly (readonly [string, AllowedContent])[] = [
  ["any server", { eightBit: false, binary: false, utf8: false }],
  ["8BITMIME", { eightBit: true, binary: false, utf8: false }],
  ["BINARYMIME", { eightBit: true, binary: true, utf8: false }],
  ["SMTPUTF8", { eightBit: true, binary: false, utf8: true }],
];

/** What a reader should see. */
function expected(draft: Draft) {
  const files = [...(draft.attachments ?? [])];
  return {
    subject: draft.subject,
    text: draft.text,
    html: draft.html,
    names: [draft.from, draft.to]
      .flat()
      .flatMap((each) => (typeof each === "object" && each && "name" in each ? [each.name] : [])),
    // An attached message is text: its line ends may be others.
    files: files
      .filter(({ filename }) => !filename?.endsWith(".eml"))
      .map(({ filename, content, encoding }) => [
        filename,
        Buffer.from(content as string, encoding === "base64" ? "base64" : "utf8").toString("hex"),
      ]),
  };
}

/** Lines end alike, and those at the end do not count. */
function lines(text: Content | null | undefined): string {
  return String(text ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "");
}

const blanks = (text: string | undefined): string => (text ?? "").replace(/[ \t]+/g, " ").trim();

describe.each(SERVERS)("composed for %s", (_server, allowed) => {
  it.each(compositions)("%s", async (_what, draft) => {
    const octets = await readMessage(await compose(draft), allowed);
    const wire = Buffer.from(octets).toString("latin1");
    if (!allowed.binary) {
      expect(wire).not.toMatch(/[^\r]\n|\r[^\n]|\0/);
      expect(Math.max(...wire.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
    }
    if (!allowed.eightBit) expect(wire).not.toMatch(/[\x80-\xff]/);
    if (!allowed.utf8) expect(wire.slice(0, wire.indexOf("\r\n\r\n"))).not.toMatch(/[\x80-\xff]/);
    expect(wire).not.toContain("hidden@");
    const due = expected(draft);
    for (const [parser, read] of oracles) {
      const mail: Read = await read(octets);
      expect(blanks(mail.subject), parser).toBe(blanks(due.subject));
      if (due.text !== undefined) expect(lines(mail.text), parser).toBe(lines(due.text));
      if (due.html !== undefined) expect(lines(mail.html), parser).toBe(lines(due.html));
      if (due.names.length > 0) {
        const names = [...mail.from, ...mail.to].map(({ name }) => name);
        expect(names, parser).toEqual(due.names);
      }
      // postal-mime reads lines, so that it adds one to a binary part.
      const binary = parser === "postal-mime" && allowed.binary;
      const files = mail.attachments.filter(
        ({ contentType }) => !/ics|calendar|amp|rfc822/.test(contentType),
      );
      // It also decodes what looks like an encoded word in a name that is percent-encoded.
      const spared = parser === "postal-mime" && due.files.some(([name]) => name?.includes("=?"));
      if (spared) continue;
      const found = files.map(({ filename, bytes }) => [
        filename,
        binary ? "" : Buffer.from(bytes).toString("hex"),
      ]);
      expect(found, parser).toEqual(due.files.map(([name, data]) => [name, binary ? "" : data]));
    }
  });
});

const python = (() => {
  try {
    execFileSync("python3", ["-c", "import email.policy"]);
    return true;
  } catch {
    // biome-ignore lint/suspicious/noConsole: a test that is skipped says so.
    console.error("SKIPPED: there is no python3, so its email package reads no composed message.");
    return false;
  }
})();

interface PythonMail {
  readonly subject: string | null;
  readonly from: readonly [string, string][];
  readonly to: readonly [string, string][];
  readonly text: string | null;
  readonly html: string | null;
  readonly files: readonly [string | null, string, string, string][];
  readonly defects: readonly string[];
}

describe.runIf(python)("read by Python's email package", () => {
  it.each(SERVERS)("composed for %s", { timeout: 120_000 }, async (_server, allowed) => {
    const messages = await Promise.all(
      compositions.map(async ([, draft]) => readMessage(await compose(draft), allowed)),
    );
    const input = messages.map((octets) => `${Buffer.from(octets).toString("base64")}\n`).join("");
    const program = fileURLToPath(new URL("support/read.py", import.meta.url));
    const output = execFileSync("python3", [program], { input, maxBuffer: 2 ** 28 }).toString();
    const read = output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as PythonMail);
    expect(read).toHaveLength(compositions.length);
    const wrong = compositions.flatMap(([what, draft], at) => {
      const mail = read[at] as PythonMail;
      const due = expected(draft);
      const faults: unknown[] = [];
      const check = (name: string, is: unknown, should: unknown): void => {
        if (JSON.stringify(is) !== JSON.stringify(should)) faults.push([name, is, should]);
      };
      check("defects", mail.defects, []);
      check("subject", blanks(mail.subject ?? ""), blanks(due.subject));
      if (due.text !== undefined) check("text", lines(mail.text), lines(due.text));
      if (due.html !== undefined) check("html", lines(mail.html), lines(due.html));
      // It sets a blank between encoded words of a name, and reads no UTF-8 in the header of a message in bytes.
      if (due.names.length > 0 && !allowed.utf8) {
        const names = [...mail.from, ...mail.to].map(([name]) => name.replace(/ /g, ""));
        check(
          "names",
          names,
          due.names.map((name) => name?.replace(/ /g, "")),
        );
      }
      const files = mail.files.filter(([, type]) => !/ics|calendar|amp|rfc822/.test(type));
      check(
        "files",
        files.map(([name, , , data]) => [name, Buffer.from(data, "base64").toString("hex")]),
        due.files,
      );
      return faults.length > 0 ? [[what.slice(0, 60), ...faults]] : [];
    });
    expect(wrong).toEqual([]);
  });
});
