/** Every message that people may write is read back unchanged. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { compose, readMessage } from "../src/mod.ts";
import { oracles } from "./support/oracles.ts";

/** Text of one line, in any script; with inner spaces only, because parsers may fold or trim the others. */
const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 120 })
  .map((text) => text.replace(/[\p{C}\p{Z}]+/gu, " ").trim())
  .filter((text) => text !== "");

const address = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9+_-]{0,20}$/), fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/))
  .map(([local, domain]) => `${local}@${domain}.example`);

/** Line ends of every system, including old Macs. */
const ENDS = ["\n", "\r\n", "\r"];

const file = fc.record({ filename: line, content: fc.uint8Array({ maxLength: 3000 }) });

const message = fc.record({
  name: line,
  from: address,
  to: fc.uniqueArray(address, { minLength: 1, maxLength: 5 }),
  bcc: address.map((text) => `hidden-${text}`),
  subject: line,
  lines: fc.array(fc.oneof(line, fc.constantFrom("", ".", "..", "From here", "x".repeat(3000))), {
    maxLength: 20,
  }),
  attachments: fc.array(file, { maxLength: 3 }),
});

/** Servers that take lines; postal-mime reads no other content. */
const server = fc.record({
  eightBit: fc.boolean(),
  binary: fc.constant(false),
  utf8: fc.boolean(),
});

it("what was written is read, by either parser, and no line is unfit for the server", async () => {
  const property = fc.asyncProperty(message, server, async (given, allowed) => {
    const { name, lines, from, ...rest } = given;
    const text = lines.map((one, index) => one + ENDS[index % ENDS.length]).join("");
    const author = { name, address: from };
    const composed = await compose({ ...rest, from: author, text });
    const octets = await readMessage(composed, allowed);

    const wire = Buffer.from(octets).toString("latin1");
    expect(wire).not.toMatch(/[^\r]\n|\r[^\n]|\0/);
    if (!allowed.eightBit && !allowed.utf8) expect(wire).not.toMatch(/[\x80-\xff]/);
    expect(Math.max(...wire.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
    expect(wire).not.toContain("hidden-");
    expect(composed.to).toEqual([...rest.to, rest.bcc]);

    for (const [reader, read] of oracles) {
      const mail = await read(octets);
      // mailparser takes the last byte of raw UTF-8 for a no-break space, and trims it: of "à", for example.
      const isTrimmed =
        reader === "mailparser" && allowed.utf8 && Buffer.from(rest.subject).at(-1) === 0xa0;
      if (!isTrimmed) expect(mail.subject).toBe(rest.subject);
      expect(mail.from).toEqual([author]);
      expect(mail.to.map(({ address }) => address)).toEqual(rest.to);
      expect(trimmed(mail.text)).toBe(trimmed(text));
      expect(mail.attachments.map(({ filename }) => filename)).toEqual(
        rest.attachments.map(({ filename }) => filename),
      );
      expect(mail.attachments.map(({ bytes }) => [...bytes])).toEqual(
        rest.attachments.map(({ content }) => [...content]),
      );
    }
  });
  const found = { name: "x", to: ["b@b.example"], bcc: "hidden-c@c.example", lines: [] };
  await fc.assert(property, {
    numRuns: 60,
    examples: [
      [
        { ...found, from: "a@a.example", subject: "déjà", attachments: [] },
        { eightBit: false, binary: false as const, utf8: true },
      ],
    ],
  });
});

/** Normalizes line ends, and removes those at the end. */
function trimmed(text = ""): string {
  return text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
}
