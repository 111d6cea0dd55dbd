/** MIME trees of any shape, as octets with canonical line ends, right or slightly wrong. */
import fc from "fast-check";
import { encodeLatin1, encodeUtf8, join } from "../../src/testing/octets.ts";
import { canonical } from "../content-reference.ts";

/** A part: its header and body; the boundary is filled in when it is written. */
interface Leaf {
  readonly type: string;
  readonly encoding: string | undefined;
  readonly name: string | undefined;
  readonly body: Uint8Array;
}
interface Multipart {
  readonly subtype: string;
  readonly parts: readonly Tree[];
  readonly preamble: Uint8Array;
  readonly epilogue: Uint8Array;
}
/** One of both. */
export type Tree = Leaf | Multipart;

const words = fc.constantFrom(
  "plain words",
  "Grüße aus Köln",
  "日本語のテキスト",
  " ",
  "\t",
  "=",
  "=E4 is no escape",
  ".",
  "--",
  "--b1x",
  "From ann",
  "\r\n",
  "\r\n\r\n",
  "trailing blanks  \r\n",
  "x".repeat(75),
  "x".repeat(76),
  "y".repeat(998),
  "long ".repeat(250),
  "ä".repeat(600),
);
const text: fc.Arbitrary<Uint8Array> = fc
  .array(words, { maxLength: 8 })
  .map((made) => canonicalText(encodeUtf8(made.join(""))));
/** Line ends as they go out in content that is not declared binary. */
const octets: fc.Arbitrary<Uint8Array> = fc
  .oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 900, maxLength: 1300 }))
  .map(canonicalText);
const large: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom("plain\r\n", "Grüße\r\n"), fc.integer({ min: 8_000, max: 12_000 }))
  .map(([line, times]) => encodeUtf8(line.repeat(times)));

function canonicalText(given: Uint8Array): Uint8Array {
  const made = canonical(given);
  return given.length > 0 && ![10, 13].includes(given.at(-1) ?? 0) ? made.subarray(0, -2) : made;
}

const identity = fc.constantFrom(undefined, "7bit", "8bit", "8BIT", "binary");

const textLeaf: fc.Arbitrary<Leaf> = fc.record({
  type: fc.constantFrom(
    "text/plain; charset=utf-8",
    'text/html;\r\n charset="utf-8"',
    "text/plain; charset=UTF-8; format=flowed",
  ),
  encoding: identity,
  name: fc.constantFrom(undefined, "notes.txt"),
  body: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: large }),
});
const dataLeaf: fc.Arbitrary<Leaf> = fc.record({
  type: fc.constantFrom("application/octet-stream", "image/png", "application/x-odd; a=b"),
  encoding: identity,
  name: fc.constantFrom("data.bin", "b.png"),
  body: octets,
});
const encodedLeaf: fc.Arbitrary<Leaf> = fc.oneof(
  octets.map((body) => ({
    type: "application/octet-stream",
    encoding: "base64",
    name: "encoded.bin",
    // In one line, as some write it.
    body: encodeLatin1(Buffer.from(body).toString("base64")),
  })),
  fc
    .array(fc.constantFrom("=C3=A4", "a", " b", "=\r\n", "\r\n", "ä", "z".repeat(500)), {
      maxLength: 9,
    })
    .map((made) => ({
      type: "text/plain; charset=utf-8",
      encoding: "quoted-printable",
      name: "encoded.txt",
      body: encodeUtf8(`${made.join("")}.`),
    })),
);
const outside = fc
  .constantFrom("", "", "This is a multipart message.", "--B1", "--b1x\r\n--", "x".repeat(998))
  .map(encodeUtf8);

const leaf: fc.Arbitrary<Tree> = fc.oneof(textLeaf, dataLeaf, encodedLeaf);

/** Any message body. */
export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      subtype: fc.constantFrom("mixed", "alternative", "related"),
      parts: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      preamble: outside,
      epilogue: outside,
    }),
  ),
})).tree;

/** Writes a tree as a message. */
export function messageOf(made: Tree): Uint8Array {
  const head = "Subject: anything\r\nFrom: Ann <ann@example.org>\r\nMIME-Version: 1.0\r\n";
  const written = join([encodeLatin1(head), ...octetsOf(made, { boundaries: 0 })]);
  return canonical(written);
}

function octetsOf(made: Tree, count: { boundaries: number }): Uint8Array[] {
  if ("body" in made) {
    const { type, encoding, name, body } = made;
    const fields = [
      `Content-Type: ${type}`,
      ...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []),
      ...(name ? [`Content-Disposition: attachment; filename=${name}`] : []),
    ];
    return [encodeLatin1(`${fields.join("\r\n")}\r\n\r\n`), body];
  }
  count.boundaries += 1;
  // One is the beginning of another: only whole lines distinguish them.
  const boundary = `b${"1".repeat(count.boundaries)}`;
  const header = `Content-Type: multipart/${made.subtype}; boundary="${boundary}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`;
  const pieces = [encodeLatin1(header)];
  if (made.preamble.length > 0) pieces.push(made.preamble, encodeLatin1("\r\n"));
  for (const part of made.parts) {
    pieces.push(encodeLatin1(`--${boundary}\r\n`), ...octetsOf(part, count), encodeLatin1("\r\n"));
  }
  return [...pieces, encodeLatin1(`--${boundary}--\r\n`), made.epilogue];
}
