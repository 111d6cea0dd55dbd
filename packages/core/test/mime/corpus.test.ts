/** Messages that other packages ship with their tests, as they are and with every encoding taken off. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasEightBit } from "../../src/protocol/bytes/octets.ts";
import { canonical } from "../content-reference.ts";
import { byMailparser, byPostalMime } from "./parsed.ts";
import { recode, unfit } from "./recode.ts";

const packages = createRequire(import.meta.url);

function shipped(name: string, ...path: readonly string[]): Uint8Array {
  const root = dirname(packages.resolve(`${name}/package.json`));
  return canonical(readFileSync(join(root, ...path)));
}

const corpus: readonly (readonly [string, Uint8Array])[] = [
  ...["cc.eml", "multipart.eml", "sample.eml"].map(
    (file) => [file, shipped("eml-format", "test", "fixtures", file)] as const,
  ),
  ...["mixed.eml", "nested.eml", "nodemailer.eml"].map(
    (file) => [file, shipped("@nodemailer/mailparser2", "test", "fixtures", file)] as const,
  ),
];

const ENCODED =
  /^Content-Transfer-Encoding: (base64|quoted-printable)\r\n((?:[^\r\n]+\r\n)*)\r\n([\s\S]*?)(?=\r\n--|$(?![\s\S]))/gim;

/** The same message as 8-bit content. */
function unencoded(message: Uint8Array): Uint8Array {
  const made = Buffer.from(message)
    .toString("latin1")
    .replace(ENCODED, (_, encoding: string, fields: string, body: string) => {
      const decoded =
        encoding.toLowerCase() === "base64"
          ? Buffer.from(body, "base64").toString("latin1")
          : body
              .replace(/[ \t]*=\r\n/g, "")
              .replace(/=([0-9A-F]{2})/gi, (_escape, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              );
      return `Content-Transfer-Encoding: 8bit\r\n${fields}\r\n${decoded}`;
    });
  return canonical(new Uint8Array(Buffer.from(made, "latin1")));
}

describe.each([
  ["mailparser", byMailparser],
  ["postal-mime", byPostalMime],
])("by %s", (_name, parse) => {
  it.each(corpus)("%s reads the same when it was re-encoded", async (_file, message) => {
    const out = recode([message], "always");
    expect(unfit(out)).toEqual([]);
    expect(await parse(out)).toEqual(await parse(message));
  });

  it.each(corpus)("%s reads the same when it was 8-bit content before", async (_file, message) => {
    const eightBit = unencoded(message);
    // One of them is signed by DKIM.
    const out = recode([eightBit], "always");
    expect(unfit(out)).toEqual([]);
    expect(await parse(out)).toEqual(await parse(eightBit));
  });
});

it("the corpus has messages of 8-bit content once the encodings are taken off", () => {
  expect(corpus.filter(([, message]) => hasEightBit(unencoded(message))).length).toBeGreaterThan(2);
});

it("the one that is signed by DKIM is not re-encoded unless that is wished", () => {
  const [, signed] = corpus.find(([file]) => file === "nodemailer.eml") ?? [];
  if (!signed) throw new Error("It is not there.");
  expect(recode([signed])).toEqual(signed);
  expect(() => recode([unencoded(signed)])).toThrow("is signed");
});
