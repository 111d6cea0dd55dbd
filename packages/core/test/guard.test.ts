/** If a piece of a message is lost between source and connection, the message is never ended. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Body } from "../src/client/message/body.ts";
import { readBody } from "../src/client/message/body.ts";
import type { BodyReader } from "../src/client/message/body-reader.ts";
import { withPutBack } from "../src/client/message/put-back.ts";
import { connect, createMailer, explain, SmtpError } from "../src/mod.ts";
import { ContentReader } from "../src/protocol/content/content.ts";
import { LineEndFilter } from "../src/protocol/content/content-lines.ts";
import { DotStuffing, LineEndNormalizer } from "../src/protocol/content/line-ends.ts";
import { LocalFields } from "../src/protocol/content/local-fields.ts";
import { testServer } from "../src/testing/mod.ts";

const HEADER = "Subject: x\r\n\r\n";
const envelope = { from: "a@b.example", to: "c@d.example" };
const big = (octets: number): string => "0123456789\r\n".repeat(Math.ceil(octets / 12));

/** Pieces as given, so that the stream can be read only once. */
async function* pieces(...all: (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  for (const piece of all) yield piece;
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

function serverOf(capabilities: string[]) {
  const server = testServer({ capabilities, tls: "none" });
  const options = { host: "h.example", port: 25, tls: "none", dial: server.dial } as const;
  return { server, options };
}

const stored = (server: ReturnType<typeof testServer>): string[] =>
  server.messages.map(({ content }) => new TextDecoder().decode(content as Uint8Array));

afterEach(() => vi.restoreAllMocks());

describe.each([
  ["DATA", ["8BITMIME"]],
  ["BDAT", ["8BITMIME", "CHUNKING"]],
])("by %s", (_by, capabilities) => {
  it("a large piece behind a small one arrives, on a new and on a kept connection", async () => {
    const { server, options } = serverOf([...capabilities]);
    await using connection = await connect(options);
    for (const size of [600_000, 1_000_000, 3_000_000]) {
      const raw = pieces(HEADER, big(size));
      const { accepted } = await connection.send({ ...envelope, raw });
      expect(accepted).toHaveLength(1);
      expect(stored(server).at(-1)).toBe(HEADER + big(size));
    }
  });

  it("memory that is read into again holds nothing that is still to be sent", async () => {
    const { server, options } = serverOf([...capabilities]);
    // Dots at the beginning of lines and bare line ends, in some of the pieces: these are made anew.
    const lines = (from: number): string =>
      Array.from({ length: 6_000 }, (_, at) => {
        const line = String(from + at).padStart(9, at % 1_500 < 5 ? "." : "x");
        return `${line}${at % 2_000 === 7 ? "\n" : "\r\n"}`;
      }).join("");
    const parts = Array.from({ length: 60 }, (_, at) => lines(at * 6_000));
    const content = HEADER + parts.join("");
    const written = content.replaceAll(/\r?\n/g, "\r\n");
    const shapes: [string, () => Body][] = [
      ["bytes", () => octets(content)],
      ["a stream that can be read once", () => pieces(HEADER, ...parts)],
      ["a function", () => () => pieces(HEADER, ...parts.map(octets))],
    ];
    await using connection = await connect(options);
    for (const [shape, raw] of shapes) {
      await connection.send({ ...envelope, raw: raw() });
      expect(stored(server).at(-1) === written, shape).toBe(true);
    }
  });

  it("a source that reuses its buffer arrives as it was given", async () => {
    const { server, options } = serverOf([...capabilities]);
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(10_000);
      yield octets(HEADER);
      for (let at = 0; at < 40; at += 1) {
        const text = octets(`${String(at).padStart(98, "x")}\r\n`.repeat(100));
        buffer.set(text);
        yield buffer.subarray(0, text.length);
      }
    }
    await using connection = await connect(options);
    await connection.send({ ...envelope, raw: reusing() });
    const expected = Array.from({ length: 40 }, (_, at) =>
      `${String(at).padStart(98, "x")}\r\n`.repeat(100),
    ).join("");
    expect(stored(server)).toEqual([HEADER + expected]);
  });

  it("bytes that change while they are sent put no command on the wire, and end in an error", async () => {
    const { server, options } = serverOf([...capabilities]);
    await using connection = await connect(options);
    const raw = octets(HEADER + big(2_000_000));
    const sent = connection.send({ ...envelope, raw });
    const evil = octets("\r\n.\r\nMAIL FROM:<evil@x.example>\r\n");
    await Promise.resolve();
    for (let at = 1_000_000; at < raw.length; at += 1) raw[at] = evil[at % evil.length] as number;
    await expect(sent).rejects.toMatchObject({ code: "BODY_FAILED" });
    expect(server.messages).toEqual([]);
    expect(server.transcript()).not.toContain("evil");
  });

  it("a stream that was read before is BODY_SPENT, and nothing is sent", async () => {
    const { server, options } = serverOf([...capabilities]);
    await using connection = await connect(options);
    const generator = pieces(HEADER, big(10));
    await connection.send({ ...envelope, raw: generator });
    const web = new Blob([HEADER]).stream();
    await new Response(web).text();
    const used = pieces(HEADER);
    for await (const _ of used);
    for (const raw of [generator, web, used]) {
      await expect(connection.send({ ...envelope, raw })).rejects.toMatchObject({
        code: "BODY_SPENT",
        retry: "never",
      });
    }
    expect(server.messages).toHaveLength(1);
    expect(server.transcript().match(/^C: MAIL/gm)).toHaveLength(1);
  });

  /** Faults of our own, each of which loses something without saying so. */
  const losing: readonly [string, () => void][] = [
    ["the line ends", () => drop(LineEndNormalizer.prototype, "push")],
    ["the header section", () => drop(LineEndFilter.prototype, "push")],
    ["fields that are not for the wire", () => drop(LocalFields.prototype, "push")],
    [
      "a source that calls the message read though pieces are left",
      () => {
        const restart = ContentReader.prototype.restartKept;
        vi.spyOn(ContentReader.prototype, "restartKept").mockImplementation(function (
          this: ContentReader,
        ) {
          const restarted = restart.call(this);
          (this.kept as Uint8Array[]).shift();
          return restarted;
        });
      },
    ],
  ];

  it.each(losing)(
    "a piece lost by %s ends in BODY_FAILED, and the server has nothing",
    async (_name, lose) => {
      const { server, options } = serverOf([...capabilities]);
      const connection = await connect(options);
      lose();
      const raw = () => pieces(HEADER, big(100_000), big(100_000));
      const error = await connection.send({ ...envelope, raw }).catch((thrown: unknown) => thrown);
      expect(SmtpError.is(error) && error.code).toBe("BODY_FAILED");
      vi.restoreAllMocks();
      await connection.close();
      expect(server.messages).toEqual([]);
    },
  );
});

it("a piece lost by doubled dots ends in BODY_FAILED", async () => {
  const { server, options } = serverOf(["8BITMIME"]);
  const connection = await connect(options);
  drop(DotStuffing.prototype, "push");
  const raw = () => pieces(HEADER, big(100_000), big(100_000));
  await expect(connection.send({ ...envelope, raw })).rejects.toMatchObject({
    code: "BODY_FAILED",
  });
  vi.restoreAllMocks();
  await connection.close();
  expect(server.messages).toEqual([]);
});

it("a piece lost where a stream is kept for another server is a BodyError", async () => {
  const body: BodyReader = readBody(pieces(HEADER, big(100), big(100)));
  const pull = body.pull.bind(body);
  let pulled = 0;
  body.pull = async () => {
    pulled += 1;
    if (pulled === 2) await pull();
    return pull();
  };
  const kept = withPutBack(body);
  await kept.pull();
  await kept.pull();
  await expect(kept.pull()).rejects.toThrow("fault of the library");
});

describe.each([
  ["NUL", "a\0b\r\n"],
  ["a long line", `${"y".repeat(1_200)}\r\n`],
])("%s behind what is kept of a stream that can be read once", (_what, late) => {
  const raw = () => pieces(HEADER, big(700_000), late, big(100), late);

  it("ends in FEATURE_UNMET, and nothing is delivered", async () => {
    const { server, options } = serverOf(["8BITMIME"]);
    await using mailer = createMailer(options);
    await expect(mailer.send({ ...envelope, raw: raw() })).rejects.toMatchObject({
      code: "FEATURE_UNMET",
      message: expect.stringContaining('`lateBinary: "send"`'),
    });
    expect(server.messages).toEqual([]);
  });

  it("is sent where that is wished, and is reported once", async () => {
    const { server, options } = serverOf(["8BITMIME"]);
    const told: unknown[] = [];
    await using mailer = createMailer({
      ...options,
      onEvent: (event) => event.type === "notice" && told.push(event.notice),
    });
    const receipt = await mailer.send({ ...envelope, raw: raw(), lateBinary: "send" });
    expect(receipt.notices).toEqual([{ about: "binary-sent" }]);
    expect(told).toEqual(receipt.notices);
    expect(stored(server)).toEqual([HEADER + big(700_000) + late + big(100) + late]);
    expect(explain(receipt).text).toContain("NUL, or a line over 998 bytes");
  });

  it("is re-encoded where the message can be read again, whatever is wished", async () => {
    const { server, options } = serverOf(["8BITMIME"]);
    await using mailer = createMailer(options);
    const receipt = await mailer.send({ ...envelope, raw, lateBinary: "send" });
    expect(receipt.notices).toEqual([]);
    expect(receipt.fallbacks).toContainEqual(
      expect.objectContaining({ feature: "BINARYMIME", method: "re-encoded" }),
    );
    expect(stored(server)[0]).toContain("Content-Transfer-Encoding");
  });
});

/** Pieces as long as a reader gives at most, each of another letter. */
function* letters(count: number): Generator<Uint8Array> {
  for (let at = 0; at < count; at += 1) {
    yield octets(`${String.fromCharCode(97 + at).repeat(62)}\r\n`.repeat(1_024));
  }
}

it("what is kept to be given out again is not read over", async () => {
  const body = readBody(pieces(...letters(6)));
  const source = new ContentReader();
  const next = async (): Promise<Uint8Array | null> => {
    const script = source.next();
    let step = script.next();
    while (!step.done) {
      const effect = step.value;
      step = script.next(effect.do === "pull" ? await body.pull(effect.reuse) : undefined);
    }
    return step.value;
  };
  for (const expected of letters(6)) {
    const piece = (await next()) as Uint8Array;
    expect(piece).toEqual(expected);
    source.takeBack([piece]);
  }
  source.restart().next();
  for (const expected of letters(6)) expect(await next()).toEqual(expected);
});

it("what is kept for another server is not read over", async () => {
  const body = withPutBack(readBody(pieces(...letters(6))));
  let last: Uint8Array | null | undefined;
  for (const expected of letters(6)) {
    last = await body.pull(last ?? undefined);
    expect(last).toEqual(expected);
  }
  expect(await body.rewind()).toBe(true);
  for (const expected of letters(6)) expect(await body.pull()).toEqual(expected);
});

it("a string that splits a character between two pieces arrives as one character", async () => {
  const { server, options } = serverOf(["8BITMIME"]);
  await using mailer = createMailer(options);
  await mailer.send({ ...envelope, raw: pieces(`${HEADER}\ud83c`, "\udf0d!\r\n") });
  expect(stored(server)).toEqual([`${HEADER}\u{1f30d}!\r\n`]);
});

/** What passes pieces on, one by one. */
interface Pushed {
  push(piece: Uint8Array): Uint8Array;
}

/** From its second piece on loses every one, as a fault would. */
function drop(owner: Pushed, name: "push"): void {
  const push = owner[name];
  let calls = 0;
  vi.spyOn(owner, name).mockImplementation(function (this: Pushed, piece: Uint8Array) {
    calls += 1;
    const out = push.call(this, piece);
    return calls === 2 ? new Uint8Array(0) : out;
  } as never);
}
