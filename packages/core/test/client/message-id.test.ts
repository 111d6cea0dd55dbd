import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/client/message/message.ts";
import { messageWithId } from "../../src/retry/message-id.ts";
import { decodeUtf8, encodeUtf8, join } from "../../src/testing/octets.ts";
import { countWork } from "../mime/count-work.ts";
import { cut } from "../mime/recode.ts";

type Piece = Uint8Array | string;
const envelope = { from: "ann@example.org", to: "bob@example.net" };

/** The bytes of a message that was given a Message-ID, read as a stream of these pieces. */
async function streamed(pieces: readonly Piece[]): Promise<Uint8Array> {
  async function* stream(): AsyncGenerator<Piece> {
    yield* pieces;
  }
  const { raw } = messageWithId({ ...envelope, raw: () => stream() } as Message);
  if (typeof raw !== "function") throw new Error("The message is no longer a stream.");
  const out: Piece[] = [];
  for await (const piece of (await raw({
    eightBit: false,
    binary: false,
    utf8: false,
  })) as AsyncIterable<Piece>)
    out.push(piece);
  // Strings are joined before they are encoded, as halves of a surrogate pair must be.
  const joined = out.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1);
    if (typeof piece === "string" && typeof last === "string") all[all.length - 1] = last + piece;
    else all.push(piece);
    return all;
  }, []);
  return join(joined.map((piece) => (typeof piece === "string" ? encodeUtf8(piece) : piece)));
}

function whole(raw: Piece): string {
  const made = messageWithId({ ...envelope, raw } as Message).raw;
  return typeof made === "string" ? made : decodeUtf8(made as Uint8Array);
}

const masked = (text: string): string =>
  text.replace(/Message-ID: <[\w-]+@example\.org>\r\n/, "{ID}");

const MBOX = "From ann@example.org Mon Nov 30 10:00:00 2026\r\n";

describe("a Message-ID that is added", () => {
  it.each([
    ["Subject: x\r\n\r\nBody.\r\n", "{ID}Subject: x\r\n\r\nBody.\r\n"],
    [`${MBOX}Subject: x\r\n\r\nBody.\r\n`, `${MBOX}{ID}Subject: x\r\n\r\nBody.\r\n`],
    [`${MBOX}\r\nBody.\r\n`, `${MBOX}{ID}\r\nBody.\r\n`],
    ["From ann\nSubject: x\n\nBody.\n", "From ann\n{ID}Subject: x\n\nBody.\n"],
    ["From: ann@example.org\r\n\r\nBody.\r\n", "{ID}From: ann@example.org\r\n\r\nBody.\r\n"],
    ["\r\nFrom ann\r\n\r\n", "{ID}\r\nFrom ann\r\n\r\n"],
    ["Subject: x\r\n", "Subject: x\r\n"],
    ["message-ID : <1@example.org>\r\n\r\n", "message-ID : <1@example.org>\r\n\r\n"],
    [`${MBOX}Message-ID: <1@a>\r\n\r\n`, `${MBOX}Message-ID: <1@a>\r\n\r\n`],
    ["", ""],
  ])("turns %j into %j, whole and in pieces", async (given, expected) => {
    expect(masked(whole(given))).toBe(expected);
    expect(masked(decodeUtf8(await streamed([given])))).toBe(expected);
    expect(masked(decodeUtf8(await streamed(given.split(""))))).toBe(expected);
    const single = Array.from(encodeUtf8(given), (byte) => Uint8Array.of(byte));
    expect(masked(decodeUtf8(await streamed(single)))).toBe(expected);
  });

  it("leaves every byte of the message as it is, however it is cut", async () => {
    const text = fc
      .array(
        fc.constantFrom("From ann", "Subject: x", "", "", "Grüße 😀", "a", "\r", "x".repeat(99)),
        { maxLength: 9 },
      )
      .map((lines) => lines.join("\r\n"));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 6 }), async (given, places) => {
        const bytes = encodeUtf8(given);
        const expected = masked(
          decodeUtf8(encodeUtf8(given).length === 0 ? bytes : await streamed([bytes])),
        );
        expect(expected.replace("{ID}", "")).toBe(decodeUtf8(bytes));
        expect(masked(decodeUtf8(await streamed(cut(bytes, places))))).toBe(expected);
        const at = places.map((place) => place % (given.length + 1)).sort((a, b) => a - b);
        const strings = [0, ...at].map((from, index) => given.slice(from, at[index]));
        expect(masked(decodeUtf8(await streamed(strings)))).toBe(expected);
      }),
    );
  });

  it("takes work that grows with the header, not with its square", async () => {
    const work = async (octets: number): Promise<number> => {
      const header = encodeUtf8(`Subject: ${"x".repeat(octets)}\r\n\r\n`);
      const single = Array.from(header, (byte) => Uint8Array.of(byte));
      const { counted, stop } = countWork();
      await streamed(single).finally(stop);
      return counted();
    };
    const [once, fourTimes] = [await work(2_000), await work(8_000)];
    expect(fourTimes / once).toBeLessThan(6);
  });
});
