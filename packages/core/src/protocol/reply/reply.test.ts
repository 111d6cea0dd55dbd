import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatReply, type Reply, replyClass, replyText } from "./reply.ts";
import { parseReplyText, type ReplyLimits, ReplyParser, ReplySyntaxError } from "./reply-parser.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All that can be seen of a parser: the replies, the error they end in, and what is left over. */
interface Outcome {
  readonly replies: readonly Reply[];
  readonly error?: { readonly kind: string; readonly message: string; readonly line: string };
  readonly unread: number;
}

function parse(chunks: Iterable<Uint8Array>, limits?: Partial<ReplyLimits>): Outcome {
  const parser = new ReplyParser(limits);
  const replies: Reply[] = [];
  let error: Outcome["error"];
  for (const chunk of chunks) {
    parser.push(chunk);
    try {
      for (let reply = parser.next(); reply; reply = parser.next()) replies.push(reply);
    } catch (thrown) {
      if (!(thrown instanceof ReplySyntaxError)) throw thrown;
      error = { kind: thrown.kind, message: thrown.message, line: thrown.line };
    }
  }
  return error ? { replies, error, unread: parser.unread } : { replies, unread: parser.unread };
}

const parseText = (text: string, limits?: Partial<ReplyLimits>): Outcome =>
  parse([encode(text)], limits);

function errorOf(text: string, limits?: Partial<ReplyLimits>): string | undefined {
  return parseText(text, limits).error?.kind;
}

/** Cuts bytes at the given positions, into pieces of at least one octet. */
function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizes[pieces.length % sizes.length] ?? bytes.length;
    pieces.push(bytes.slice(at, at + size));
    at += size;
  }
  return pieces;
}

/** Bytes that are often replies, often nearly. */
const stream = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          "250 ok\r\n",
          "250-a\r\n",
          "250\r\n",
          "250-\r\n",
          "354 go\n",
          "550 5.1.1 \r\n",
        )
        .map(encode),
      fc
        .constantFrom("2", "5", "0", "-", " ", "\r", "\n", "600 x\r\n", "251 b\r\n", "\u00fc", "x")
        .map(encode),
      fc.uint8Array({ maxLength: 6 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
const smallLimits: ReplyLimits = { lineOctets: 12, lines: 4, octets: 30 };

describe("ReplyParser", () => {
  it("keeps to its own limits for a reply that another parser has read before", () => {
    const bytes = new TextEncoder().encode("250 2.0.0 Ok, and known from before\r\n");
    const other = new ReplyParser();
    other.push(bytes);
    expect(other.next()?.code).toBe(250);
    const parser = new ReplyParser({ octets: 20 });
    parser.push(bytes);
    expect(() => parser.next()).toThrow();
  });

  it("reads a reply of one line", () => {
    expect(parseText("502 5.5.1 Command not implemented\r\n")).toEqual({
      replies: [{ code: 502, enhanced: "5.5.1", lines: ["5.5.1 Command not implemented"] }],
      unread: 0,
    });
  });

  it("reads a reply of several lines as one", () => {
    expect(parseText("250-mx.example\r\n250-SIZE 100\r\n250 DSN\r\n").replies).toEqual([
      { code: 250, lines: ["mx.example", "SIZE 100", "DSN"] },
    ]);
  });

  it("gives several replies of one chunk one after the other", () => {
    const codes = parseText("250 a\r\n550 b\r\n354 c\r\n").replies.map((reply) => reply.code);
    expect(codes).toEqual([250, 550, 354]);
  });

  it.each([
    ["a bare 250 without text", "250\r\n", [""]],
    ["a bare 250 with a space", "250 \r\n", [""]],
    ["bare codes in every line", "250-\r\n250\r\n", ["", ""]],
    ["an empty last line", "250-DSN\r\n250 \r\n", ["DSN", ""]],
    ["bare LF", "250-a\n250 b\n", ["a", "b"]],
    ["CR CR LF", "250 a\r\r\n", ["a"]],
    ["a bare CR within a line", "250 a\rb\r\n", ["a\rb"]],
    ["second digits that RFC 5321 does not define", "291 ok\r\n", ["ok"]],
    ["spaces as they are", "250-  a \r\n250  b\r\n", ["  a ", " b"]],
    ["a line longer than 512 octets", `250 ${"a".repeat(9000)}\r\n`, ["a".repeat(9000)]],
    ["UTF-8", "250 gr\u00fc\u00dfe \u2713\r\n", ["gr\u00fc\u00dfe \u2713"]],
    ["a byte order mark within the text", "250 \ufeffa\r\n", ["\ufeffa"]],
  ])("keeps %s", (_what, text, lines) => {
    const { replies, error } = parseText(text);
    expect(error).toBeUndefined();
    expect(replies.map((reply) => reply.lines)).toEqual([lines]);
  });

  it("reads text that is not UTF-8 as Latin-1, octet by octet", () => {
    const every = Uint8Array.from({ length: 128 }, (_, at) => 128 + at);
    const [reply] = parse([encode("250 "), every, encode("\r\n")]).replies;
    expect(reply?.lines[0]).toBe(String.fromCharCode(...every));
  });

  it("decides on the encoding line by line", () => {
    const bytes = [...encode("250-\u00fc\r\n250 "), 0xfc, 0x0d, 0x0a];
    expect(parse([Uint8Array.from(bytes)]).replies[0]?.lines).toEqual(["\u00fc", "\u00fc"]);
  });

  it.each([
    ["text", "hello\r\n"],
    ["another protocol", "HTTP/1.1 400 Bad Request\r\n"],
    ["an empty line inside a reply", "250-a\r\n\r\n250 c\r\n"],
    ["the eleventh blank line in a row", "\r\n".repeat(11)],
    ["two digits", "25 ok\r\n"],
    ["four digits", "2500 ok\r\n"],
    ["a code without a separator", "250ok\r\n"],
    ["a code before a tab", "250\tok\r\n"],
    ["a first digit below 2", "150 ok\r\n"],
    ["a first digit above 5", "600 ok\r\n"],
    ["a space before the code", " 250 ok\r\n"],
    ["digits of another script", "\u0662\u0665\u0660 ok\r\n"],
    ["a byte order mark", "\ufeff250 ok\r\n"],
    ["a line without a code inside a reply", "250-a\r\nb\r\n250 c\r\n"],
  ])("refuses %s as garbage", (_what, text) => {
    expect(errorOf(text)).toBe("garbage");
  });

  it("refuses a reply whose lines have different codes", () => {
    expect(errorOf("250-a\r\n251 b\r\n")).toBe("mixed-codes");
    expect(errorOf("250-a\r\n250-b\r\n550 c\r\n")).toBe("mixed-codes");
  });

  it("lets the last line decide where the lines of a greeting have different codes", () => {
    const parser = new ReplyParser({}, true);
    parser.push(encode("220-mx.example ESMTP\r\n521 5.7.1 Not you\r\n220-a\r\n521 b\r\n"));
    expect(parser.next()).toEqual({
      code: 521,
      enhanced: "5.7.1",
      lines: ["mx.example ESMTP", "5.7.1 Not you"],
    });
    expect(() => parser.next()).toThrow("different codes");
  });

  it("skips ten blank lines between two replies, and counts their bytes as unread", () => {
    const parser = new ReplyParser();
    const blank = "\r\n".repeat(5) + "\n".repeat(5);
    parser.push(encode(`${blank}250 a\r\n${blank}250 a\r\n${blank}`));
    expect(parser.next()?.code).toBe(250);
    expect(parser.isDrained).toBe(false);
    expect(parser.next()?.code).toBe(250);
    expect(parser.next()).toBeUndefined();
    expect(parser.unread).toBe(15);
    expect(parser.isDrained).toBe(true);
    parser.push(encode("2"));
    expect(parser.isDrained).toBe(false);
  });

  it("takes as much as the limits allow, and not one more", () => {
    expect(errorOf("250 56789\r\n", { lineOctets: 11 })).toBeUndefined();
    expect(errorOf("250 567890\r\n", { lineOctets: 11 })).toBe("line-too-long");
    expect(errorOf("250-\n250-\n250\n", { lines: 3 })).toBeUndefined();
    expect(errorOf("250-\n250-\n250-\n", { lines: 2 })).toBe("too-many-lines");
    expect(errorOf("250-ab\n250 cd\n", { octets: 14 })).toBeUndefined();
    expect(errorOf("250-ab\n250 cde\n", { octets: 14 })).toBe("too-large");
  });

  it("does not wait for the end of a line that is too long already", () => {
    expect(errorOf("250 5678901", { lineOctets: 11 })).toBe("line-too-long");
    expect(errorOf("250 567890", { lineOctets: 11 })).toBeUndefined();
  });

  it("counts the limits anew for every reply", () => {
    const { replies, error } = parseText("250 a\r\n".repeat(50), { lines: 1, octets: 7 });
    expect(error).toBeUndefined();
    expect(replies).toHaveLength(50);
  });

  it("gives the good replies first and then the error, for ever", () => {
    const parser = new ReplyParser();
    parser.push(encode("220 a\r\n250 b\r\nwhat\r\n250 c\r\n"));
    expect(parser.next()?.code).toBe(220);
    expect(parser.next()?.code).toBe(250);
    expect(() => parser.next()).toThrow(ReplySyntaxError);
    parser.push(encode("250 d\r\n"));
    expect(() => parser.next()).toThrow(ReplySyntaxError);
  });

  it("quotes the offending line, shortened and with control characters made visible", () => {
    const { error } = parseText(`\u0016\u0003\u0001 \u001b[2J${"x".repeat(300)}\r\n`);
    expect(error?.message).toContain(`"\\x16\\x03\\x01 \\x1b[2J${"x".repeat(72)}..."`);
    expect(error?.line).toHaveLength(308);
  });

  it("can say the same without a secret in the line", () => {
    const error = new ReplySyntaxError("garbage", "what is s3cret?".replace("s3cret", "***"));
    expect(error.message).toContain('"what is ***?"');
  });

  it("counts the octets that no returned reply has used up", () => {
    const parser = new ReplyParser();
    parser.push(encode("220 go\r\n250 injected\r\n25"));
    expect(parser.unread).toBe(24);
    parser.next();
    expect(parser.unread).toBe(16);
    parser.next();
    expect(parser.unread).toBe(2);
    parser.push(encode("0\r\n"));
    parser.next();
    expect(parser.unread).toBe(0);
  });

  it("gives frozen replies", () => {
    const [reply] = parseText("550-5.1.1 a\r\n550 b\r\n").replies;
    expect(Object.isFrozen(reply)).toBe(true);
    expect(Object.isFrozen(reply?.lines)).toBe(true);
  });

  it("gives each reply as an object of its own, also where the server repeats itself", () => {
    const parser = new ReplyParser();
    const line = "250 2.1.5 Ok\r\n";
    parser.push(new TextEncoder().encode(line + line));
    const [first, second] = [parser.next(), parser.next()];
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    expect(Object.isFrozen(second)).toBe(true);
    expect(parser.unread).toBe(0);
  });

  it("keeps apart what begins alike, after any number of other replies", () => {
    const parser = new ReplyParser();
    const lines = Array.from({ length: 200 }, (_, at) => `250 2.0.0 Ok: queued as ${at % 70}`);
    parser.push(new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join("")));
    const read = lines.map(() => parser.next()?.lines[0]);
    expect(read).toEqual(lines.map((line) => line.slice("250 ".length)));
  });

  it("does not mind that the caller reuses its buffer", () => {
    const parser = new ReplyParser();
    const buffer = new Uint8Array(4);
    for (const piece of ["250-", "ab\r\n", "250 ", "cd\r\n"]) {
      buffer.set(encode(piece));
      parser.push(buffer);
      buffer.fill(0x58);
    }
    expect(parser.next()?.lines).toEqual(["ab", "cd"]);
  });

  it("refuses limits that are no positive whole numbers", () => {
    for (const lines of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => new ReplyParser({ lines })).toThrow(RangeError);
    }
  });

  // Were it quadratic, this would run for hours instead of a moment.
  it("takes a reply of a megabyte octet by octet", () => {
    const line = `250-${"a".repeat(30_000)}\r\n`;
    const bytes = encode(`${line.repeat(33)}250 end\r\n`);
    const { replies } = parse(cut(bytes, [1]));
    expect(replies[0]?.lines).toHaveLength(34);
  });

  it("gives the same replies and errors however the bytes are split", () => {
    fc.assert(
      fc.property(stream, sizes, fc.constantFrom(undefined, smallLimits), (bytes, at, limits) => {
        expect(parse(cut(bytes, at), limits)).toEqual(parse([bytes], limits));
      }),
      { numRuns: 2000 },
    );
  });

  it("throws nothing but a ReplySyntaxError for any bytes, and loses no octet", () => {
    fc.assert(
      fc.property(fc.oneof(stream, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const { replies, error, unread } = parse([bytes]);
        const used = bytes.subarray(0, bytes.length - unread);
        expect(parse([used])).toEqual({ replies, unread: 0 });
        if (error) expect(parse([bytes.subarray(used.length)]).error).toEqual(error);
      }),
    );
  });

  it("gives back any text of any reply as it was written", () => {
    const text = fc.string({ unit: "grapheme" }).filter((line) => !/[\n]|\r$|\ufffd/.test(line));
    const lines = fc.array(text, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), lines, sizes, (code, sent, at) => {
        const bytes = encode(
          sent.map((line, n) => `${code}${n < sent.length - 1 ? "-" : " "}${line}\r\n`).join(""),
        );
        const { replies, unread } = parse(cut(bytes, at));
        expect(replies).toMatchObject([{ code, lines: sent }]);
        expect(unread).toBe(0);
      }),
    );
  });

  it("never holds more than one reply's limits allow without an error", () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 50 }), (bytes, times) => {
        const parser = new ReplyParser(smallLimits);
        const chunks = cut(bytes, [1]);
        try {
          for (let n = 0; n < times; n += 1) {
            for (const chunk of chunks) {
              parser.push(chunk);
              while (parser.next());
              expect(parser.unread).toBeLessThan(smallLimits.octets + smallLimits.lineOctets);
            }
          }
        } catch (error) {
          if (!(error instanceof ReplySyntaxError)) throw error;
        }
      }),
    );
  });
});

describe("parseReplyText", () => {
  it.each([
    ["502 5.5.1 Command not implemented", 502, "5.5.1", ["5.5.1 Command not implemented"]],
    ["  250\n", 250, undefined, [""]],
    ["250-mx.example\r\n250 DSN\r\n", 250, undefined, ["mx.example", "DSN"]],
    ["534-5.7.9 See\n534 5.7.9 there", 534, "5.7.9", ["5.7.9 See", "5.7.9 there"]],
  ])("reads %j", (text, code, enhanced, lines) => {
    const reply = parseReplyText(text);
    expect(reply).toEqual(enhanced ? { code, enhanced, lines } : { code, lines });
  });

  it.each([
    "",
    "hello",
    "250-",
    "250-a\n250-b",
    "250 a\n250 b",
    "250-a\n251 b",
    "650 x",
    "250 a\nb",
  ])("refuses %j with a sentence", (text) => {
    expect(() => parseReplyText(text)).toThrow(TypeError);
    expect(() => parseReplyText(text)).toThrow(/^This text is not one complete SMTP reply\. /);
  });
});

describe("replyText", () => {
  it("leaves out the codes at the head of every line, and only those", () => {
    expect(replyText(parseReplyText("534-5.7.9 See\n534 5.7.9 there"))).toBe("See\nthere");
    expect(replyText(parseReplyText("502 unimplemented (#5.5.1)"))).toBe("unimplemented (#5.5.1)");
    expect(replyText(parseReplyText("250-10.0.0.1 hello\n250 DSN"))).toBe("10.0.0.1 hello\nDSN");
  });
});

describe("formatReply", () => {
  it.each([
    ["502 5.5.1 Command not implemented", "502 5.5.1 Command not implemented"],
    ["502 unimplemented (#5.5.1)", "502 5.5.1 unimplemented (#5.5.1)"],
    ["500 #5.5.1 unknown", "500 5.5.1 unknown"],
    ["534-5.7.9 See\n534 5.7.9 there", "534 5.7.9 See there"],
    ["250", "250"],
    ["214-\ta\tb\n214 c", "214 a b c"],
  ])("shows %j in one line", (text, line) => {
    expect(formatReply(parseReplyText(text))).toBe(line);
  });

  it("lets no control character through", () => {
    expect(formatReply(parseReplyText("550 \u001b[31mred\u0007\u009b"))).toBe(
      "550 \\x1b[31mred\\x07\\x9b",
    );
  });
});

describe("replyClass", () => {
  it("classifies an unknown code by its first digit", () => {
    expect([200, 252, 399, 421, 571, 599].map(replyClass)).toEqual([2, 2, 3, 4, 5, 5]);
  });

  it("refuses what is no reply code", () => {
    for (const code of [0, 100, 199, 600, 5021, -250, Number.NaN]) {
      expect(() => replyClass(code)).toThrow(RangeError);
    }
  });
});
