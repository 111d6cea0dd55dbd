/** Messages whose MIME structure is broken in any way: what goes out decodes to what came, or there is an error. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ObstacleError } from "../../src/protocol/mime/obstacle.ts";
import { Reencoder } from "../../src/protocol/mime/recoder.ts";
import { decodeUtf8, encodeLatin1, encodeUtf8 } from "../../src/testing/octets.ts";
import { canonical } from "../content-reference.ts";
import { cut, recode, unfit } from "./recode.ts";

/** One character per byte. */
const bytesOf = (text: string): string => decodeUtf8(encodeUtf8(text));

/** Decodes quoted-printable or base64 as lenient readers do. */
function decode(body: string, encoding: string): string {
  if (encoding === "base64") {
    return Buffer.from(body.replaceAll(/[^A-Za-z0-9+/=]/g, ""), "base64").toString("latin1");
  }
  if (encoding !== "quoted-printable") return body;
  return body
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

interface Read {
  readonly kind: string;
  readonly text: string;
}

const BOUNDARIES: Readonly<Record<string, string>> = {
  "boundary=b1": "b1",
  "boundary=b2 (x)": "b2",
  "(x (y) ; boundary=no); boundary=b1": "b1",
  'boundary="b\\ 1"': "b 1",
  "boundary*=''b%201": "b 1",
  "boundary*1=2; boundary*0=b": "b2",
};

/** A reader of whole messages that looks for the boundaries of these tests in the simplest way. */
function read(message: string): Read[] {
  const out: Read[] = [];
  const open: string[] = [];
  let fields: string | undefined = "";
  let encoding = "";
  let content = "";
  const flush = (atDelimiter: boolean): void => {
    const body = atDelimiter ? content.replace(/\r\n$/, "") : content;
    if (fields === undefined) out.push({ kind: "body", text: decode(body, encoding) });
    content = "";
  };
  for (const line of message.split(/(?<=\r\n)/)) {
    const bare = line.replace(/[ \t\r\n]+$/, "");
    const of = open.findLastIndex((one) => bare === `--${one}` || bare === `--${one}--`);
    if (of !== -1) {
      flush(true);
      const closes = bare !== `--${open[of]}`;
      open.length = closes ? of : of + 1;
      out.push({ kind: closes ? "last" : "next", text: bare });
      fields = closes ? undefined : "";
      encoding = "";
    } else if (fields === undefined) content += line;
    else if (line !== "\r\n") fields += line;
    else {
      out.push({
        kind: "header",
        text: fields.replaceAll(/(?:Content-Transfer-Encoding|MIME-Version): .*\r\n/g, ""),
      });
      encoding = /^Content-Transfer-Encoding: (\S+)/m.exec(fields)?.[1] ?? "";
      const [, parameters = ""] =
        /^Content-Type: multipart\/mixed ?;? ?(.*)\r$/m.exec(fields) ?? [];
      const boundary = BOUNDARIES[parameters];
      if (boundary !== undefined) open.push(boundary);
      if (boundary !== undefined) encoding = "";
      fields = undefined;
    }
  }
  flush(false);
  return out;
}

const fieldLine = fc.constantFrom(
  ...Object.keys(BOUNDARIES).map((value) => `Content-Type: multipart/mixed; ${value}`),
  "Content-Type: multipart/mixed",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Type: application/octet-stream",
  "Content-Type",
  "Content-Transfer-Encoding: 8bit",
  "Content-Transfer-Encoding: base64",
  "Content-Transfer-Encoding: quoted-printable",
  "Content-Transfer-Encoding: 8-bit",
  "Subject: x",
);
const bodyLine = fc.constantFrom(
  ...["--b1", "--b1--", "--b1 \t", "--B1", "--b1x", "--b2", "--b2--", "--b 1", "--b 1--", "--"],
  ...["plain", "Grüße", "", "", "=", "=E", "=C3=BC", "QUJD", "x".repeat(1100), "\0", "."],
);
const section = fc
  .tuple(fc.uniqueArray(fieldLine, { maxLength: 3 }), fc.array(bodyLine, { maxLength: 6 }))
  .map(([fields, body]) => [...fields, "", ...body].join("\r\n"));
const broken = fc
  .tuple(
    fc.array(fc.tuple(section, fc.constantFrom("--b1", "--b1", "--b2", "--b 1")), { maxLength: 6 }),
    section,
  )
  .map(([sections, last]) =>
    decodeUtf8(
      canonical(encodeUtf8(`${sections.map((one) => `${one.join("\r\n")}\r\n`).join("")}${last}`)),
    ),
  );

/**
 * What is called encoded already, but is not, has no meaning that could be compared. Nor has a part with two
 * Content-Type fields (RFC 2045 3): readers differ on which one counts.
 */
function isClear(message: string): boolean {
  return (
    !/Content-Transfer-Encoding: (?:base64|quoted)/.test(message) &&
    !/Content-Type[^\r]*\r\n(?:[^\r\n]+\r\n)*?Content-Type/.test(message)
  );
}

function attempt(pieces: readonly Uint8Array[]): {
  text?: string;
  changed: boolean;
  error?: string;
} {
  const recoder = new Reencoder("unsigned");
  try {
    const out = [...pieces.map((piece) => recoder.push(piece)), recoder.end()];
    return { text: out.map(decodeUtf8).join(""), changed: recoder.changed };
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    return { changed: false, error: error.message };
  }
}

describe("a message with a broken structure", () => {
  it("goes out fit for 7-bit content or not at all, and the same however it is cut", () => {
    fc.assert(
      fc.property(broken, fc.array(fc.nat(), { maxLength: 8 }), (message, places) => {
        const made = attempt([encodeLatin1(message)]);
        expect(attempt(cut(encodeLatin1(message), places))).toEqual(made);
        if (made.text !== undefined) expect(unfit(encodeLatin1(made.text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("is called changed where a byte changed, and only there", () => {
    fc.assert(
      fc.property(broken, (message) => {
        const { text, changed } = attempt([encodeLatin1(message)]);
        if (text !== undefined) expect(changed).toBe(text !== message);
      }),
      { numRuns: 500 },
    );
  });

  it("decodes to the same text", () => {
    let compared = 0;
    fc.assert(
      fc.property(broken, (message) => {
        const { text, changed } = attempt([encodeLatin1(message)]);
        fc.pre(isClear(message));
        if (text === undefined) return;
        if (changed) compared += 1;
        expect(read(text)).toEqual(read(message));
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

const part = (...lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join("");
const obstacleOf = (text: string): string | undefined => attempt([encodeUtf8(text)]).error;
const multipart = (value: string, ...lines: readonly string[]): string =>
  part("MIME-Version: 1.0", `Content-Type: multipart/mixed; ${value}`, "", ...lines);

describe("text outside the parts of a multipart", () => {
  const plain = ["--b1", "", "plain", "--b1--"];
  it.each([
    ["before the first part", multipart("boundary=b1", "Grüße", ...plain)],
    ["after the last part", multipart("boundary=b1", ...plain, "Grüße")],
    ["with NUL", multipart("boundary=b1", "\0", ...plain)],
    ["in a long line", multipart("boundary=b1", "x".repeat(999), ...plain)],
    [
      "where the delimiter comes in another case",
      multipart("boundary=b1", "--B1", "", "Grüße", "--B1--"),
    ],
    ["where the delimiter never comes", multipart("boundary=b1", "Grüße")],
    [
      "where the boundary is in 8 bits",
      multipart("boundary*=''b%C3%BC1", "--bü1", "", "Grüße", "--bü1--"),
    ],
    [
      "where the boundary is too long for a line",
      multipart(
        Array.from({ length: 20 }, (_, at) => `boundary*${at}=${"b".repeat(50)}`).join("; "),
        `--${"b".repeat(1000)}`,
        "",
        "Grüße",
      ),
    ],
  ])("is an obstacle %s", (_, message) => {
    expect(obstacleOf(message)).toMatch(
      /^the message \(multipart\/mixed\) has text that needs encoding outside its parts \(its delimiter line is "--b/,
    );
  });

  it("has the number of the multipart that it belongs to", () => {
    const inner = [
      `Content-Type: multipart/mixed; boundary=b2`,
      "",
      "--b2",
      "",
      "x",
      "--b2--",
      "Grüße",
    ];
    expect(obstacleOf(multipart("boundary=b1", "--b1", ...inner, "--b1--"))).toMatch(/^part 1 of/);
  });

  it("stays as it is in ASCII, though the delimiter never comes", () => {
    const message = multipart("boundary=b1", "--B1", "", "plain");
    expect(decodeUtf8(recode([encodeUtf8(message)]))).toBe(message);
  });
});

describe("a boundary and an encoding in unusual writing", () => {
  it.each(Object.entries(BOUNDARIES))("%s is read", (value, boundary) => {
    const message = multipart(
      value,
      `--${boundary}`,
      "Content-Transfer-Encoding: (a (b) \\)) 8bit",
      "",
      "Grüße",
      `--${boundary}--`,
    );
    expect(decodeUtf8(recode([encodeUtf8(message)]))).toContain(
      "quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n--",
    );
  });

  it.each(["8-bit", "x-foo", "(8bit", '"8bit"'])(
    "an encoding %s is quoted by the error",
    (value) => {
      expect(obstacleOf(part(`Content-Transfer-Encoding: ${value}`, "", "Grüße"))).toBe(
        `the message (text/plain) has the unknown Content-Transfer-Encoding "${value}"`,
      );
    },
  );

  it("an encoding with control characters is escaped and cut short in the error", () => {
    const value = `x\x1b[2J${"y".repeat(300)}`;
    const error = obstacleOf(part(`Content-Transfer-Encoding: ${value}`, "", "Grüße")) ?? "";
    expect(error).toContain('"x\\x1b[2jy');
    expect(error.length).toBeLessThan(200);
  });
});

describe("a field that is there twice", () => {
  it.each([
    ["Content-Type", "text/plain", "multipart/mixed; boundary=b1"],
    ["Content-Type", "multipart/mixed; boundary=b1", "multipart/mixed; boundary=b2"],
    ["Content-Transfer-Encoding", "8bit", "quoted-printable"],
  ])(
    "with different values of %s is an obstacle, since readers take either",
    (name, one, other) => {
      const message = part(`${name}: ${one}`, `${name}: ${other}`, "", "Grüße");
      expect(obstacleOf(message)).toContain(`has several different ${name.toLowerCase()} fields`);
      expect(decodeUtf8(recode([encodeUtf8(message.replace("Grüße", "plain"))]))).toContain(": ");
      const same = part(`${name}: ${one}`, `${name}:  ${one}`, "", "--b1", "", "Grüße", "--b1--");
      expect(obstacleOf(same)).toBeUndefined();
    },
  );
});

describe("folding", () => {
  /** A part, since the header of the message may be rewritten otherwise. */
  const inPart = (field: string): string =>
    multipart("boundary=b1", "--b1", field, "", "plain", "--b1--");

  it("makes no line of blanks only, and gives back the field unfolded", () => {
    const word = fc.oneof(
      fc.nat(1200).map((length) => " ".repeat(length)),
      fc.nat(1200).map((length) => "\t ".repeat(length / 2)),
      fc.integer({ min: 1, max: 996 }).map((length) => "x".repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const message = inPart(`X-Long: ${words.join(" ")}`);
        const { text } = attempt([encodeLatin1(message)]);
        if (text === undefined) return;
        expect(unfit(encodeLatin1(text))).toEqual([]);
        expect(text.replaceAll(/\r\n(?=[ \t])/g, "")).toBe(message);
        for (const line of text.split("\r\n")) expect(line).not.toMatch(/^[ \t]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["References", "To", "Received"])("folds a long %s", (name) => {
    const message = inPart(`${name}: ${"<0123456789@example.org> ".repeat(200)}x`);
    const { text = "", changed } = attempt([encodeUtf8(message)]);
    expect(unfit(encodeLatin1(text))).toEqual([]);
    expect(text.replaceAll(/\r\n(?= )/g, "")).toBe(message);
    expect(changed).toBe(true);
  });
});

describe("quoted-printable that is cut inside an escape", () => {
  it.each(["=C3=BC", "a=\r\nb", "=", "=C", "a=C3"])("%j is not changed", (body) => {
    const message = part("Content-Transfer-Encoding: quoted-printable", "", body);
    for (const pieces of [
      [encodeUtf8(message)],
      Array.from(encodeUtf8(message), (byte) => Uint8Array.of(byte)),
    ]) {
      expect(attempt(pieces)).toEqual({ text: bytesOf(message), changed: false });
    }
  });
});
