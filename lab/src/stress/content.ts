/** Messages for the stress run, in every form that a caller may pass, and what a server must receive for each. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Body } from "@parley-smtp/core";

/** The forms in which the caller passes a message. */
export const SHAPES = [
  "string",
  "bytes",
  "generator",
  "iterator",
  "reused buffer",
  "web stream",
  "Node stream",
  "factory",
] as const;
export type Shape = (typeof SHAPES)[number];

/** How a source fails. */
export type SourceFault =
  | "throws"
  | "stalls"
  | "wrong type"
  | "return throws"
  | "return never settles"
  | "changes its bytes";

/** A message of the run. */
export interface StressContent {
  readonly id: string;
  readonly raw: Body;
  readonly shape: Shape;
  /** Octets that a server must receive. */
  readonly octets: number;
  /** The hash of what a server must have stored, if it stored the message. */
  readonly sha256: string;
  /**
   * Overwrites the message like its owner might, with its hash after that. The message may have been read before or
   * after.
   */
  readonly overwrite?: { (): void; readonly sha256: string };
  /** Returns the number of sources that were opened and neither ended nor closed. */
  readonly open: () => number;
}

export interface ContentOptions {
  readonly id: string;
  readonly shape: Shape;
  readonly octets: number;
  /** Octets of each piece; the last size repeats. */
  readonly pieces: readonly number[];
  readonly eightBit?: boolean;
  readonly fault?: SourceFault;
  readonly random: () => number;
}

/** Creates a message. */
export function makeContent(options: ContentOptions): StressContent {
  const { id, shape, fault } = options;
  const given = textOf(options);
  const sha256 = hashOf(given);
  const counter = { open: 0 };
  const raw = fault
    ? failing(given, fault, options, counter)
    : shaped(given, shape, options, counter);
  const { length: octets } = canonical(given);
  const content = { id, raw, shape, octets, sha256, open: () => counter.open };
  if (!(raw instanceof Uint8Array) || fault !== "changes its bytes") return content;
  const changed = overwritten(given);
  const overwrite = Object.assign(() => raw.set(changed), { sha256: hashOf(changed) });
  return { ...content, overwrite };
}

function hashOf(given: Buffer): string {
  return createHash("sha256").update(canonical(given)).digest("hex");
}

/** Returns the content with CRLF at every line end, as it must arrive. */
function canonical(given: Buffer): Buffer {
  const text = given.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n");
  return Buffer.from(text.endsWith("\r\n") ? text : `${text}\r\n`, "latin1");
}

function textOf({ id, octets, eightBit, random }: ContentOptions): Buffer {
  const end = random() < 0.8 ? "\r\n" : "\n";
  const header = [
    `X-Stress-Id: ${id}`,
    "From: <from@stress.test>",
    `Subject: stress ${id}`,
    ...(eightBit
      ? [
          "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=utf-8",
          "Content-Transfer-Encoding: 8bit",
        ]
      : []),
    "",
    "",
  ].join(end);
  const lines: string[] = [];
  let length = header.length;
  while (length < octets) {
    const line = lineOf(random, eightBit === true);
    lines.push(line);
    length += line.length + end.length;
  }
  const body = lines.join(end);
  return Buffer.from(header + body + (random() < 0.8 ? end : ""), eightBit ? "utf8" : "latin1");
}

const LINES = [
  "",
  ".",
  "..",
  ".\t",
  "QUIT",
  "DATA",
  "From me",
  "a",
  "--",
  ". leading",
  "BDAT 5 LAST",
];

function lineOf(random: () => number, eightBit: boolean): string {
  const draw = random();
  if (draw < 0.2) return LINES[Math.floor(random() * LINES.length)] ?? "";
  const text = String.fromCharCode(97 + Math.floor(random() * 26)).repeat(
    Math.floor(random() * 900),
  );
  return eightBit && draw < 0.4 ? `${text.slice(0, 200)} Grüße, 世界 🌍` : text;
}

function* pieced(bytes: Buffer, pieces: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = pieces[Math.min(index, pieces.length - 1)] ?? bytes.length;
    yield bytes.subarray(at, at + Math.max(1, size));
    at += Math.max(1, size);
  }
}

type Counter = { open: number };

function shaped(given: Buffer, shape: Shape, { pieces }: ContentOptions, counter: Counter): Body {
  switch (shape) {
    case "string":
      return given.toString("utf8");
    case "bytes":
      return new Uint8Array(given);
    case "generator":
      return generated(given, pieces, counter);
    case "iterator":
      return iterated(given, pieces, counter);
    case "reused buffer":
      return reused(given, pieces, counter);
    case "web stream":
      return web(given, pieces, counter);
    case "Node stream":
      return readable(given, pieces, counter);
    case "factory":
      return () => generated(given, pieces, counter);
  }
}

async function* generated(
  given: Buffer,
  pieces: readonly number[],
  counter: Counter,
): AsyncGenerator<Uint8Array> {
  counter.open += 1;
  try {
    yield* pieced(given, pieces);
  } finally {
    counter.open -= 1;
  }
}

/** An iterator without a generator: only `return` informs it that it is not read to its end. */
function iterated(
  given: Buffer,
  pieces: readonly number[],
  counter: Counter,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const rest = pieced(given, pieces);
      let over = false;
      counter.open += 1;
      const end = (): void => {
        if (!over) counter.open -= 1;
        over = true;
      };
      return {
        async next() {
          const step = rest.next();
          if (step.done) end();
          return step.done ? { done: true, value: undefined } : step;
        },
        async return() {
          end();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** Uses one buffer for all pieces, as many file readers do. */
async function* reused(
  given: Buffer,
  pieces: readonly number[],
  counter: Counter,
): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(Math.max(...pieces, 1));
  counter.open += 1;
  try {
    for (const piece of pieced(given, pieces)) {
      piece.copy(buffer);
      yield buffer.subarray(0, piece.length);
      buffer.fill(46);
    }
  } finally {
    counter.open -= 1;
  }
}

function web(
  given: Buffer,
  pieces: readonly number[],
  counter: Counter,
): ReadableStream<Uint8Array> {
  const rest = pieced(given, pieces);
  counter.open += 1;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = rest.next();
        if (!done) return controller.enqueue(new Uint8Array(value));
        counter.open -= 1;
        controller.close();
      },
      cancel() {
        counter.open -= 1;
      },
    },
    { highWaterMark: 0 },
  );
}

function readable(given: Buffer, pieces: readonly number[], counter: Counter): Readable {
  const stream = Readable.from(pieced(given, pieces), { objectMode: false });
  counter.open += 1;
  stream.once("close", () => {
    counter.open -= 1;
  });
  return stream;
}

function failing(
  given: Buffer,
  fault: SourceFault,
  options: ContentOptions,
  counter: Counter,
): Body {
  if (fault === "changes its bytes") return new Uint8Array(given);
  const { pieces, random } = options;
  const failsAt = Math.floor(random() * given.length);
  return {
    [Symbol.asyncIterator]() {
      const rest = pieced(given, pieces);
      let octets = 0;
      counter.open += 1;
      let over = false;
      const end = (): void => {
        if (!over) counter.open -= 1;
        over = true;
      };
      return {
        async next(): Promise<IteratorResult<Uint8Array>> {
          if (octets >= failsAt) {
            if (fault === "throws") {
              end();
              throw new Error("The source failed.");
            }
            if (fault === "stalls") return new Promise(() => {});
            if (fault === "wrong type") return { done: false, value: 42 as unknown as Uint8Array };
          }
          const step = rest.next();
          if (step.done) {
            end();
            return { done: true, value: undefined };
          }
          octets += step.value.length;
          return step;
        },
        return(): Promise<IteratorResult<Uint8Array>> {
          end();
          if (fault === "return throws") throw new Error("The source cannot be let go.");
          if (fault === "return never settles") return new Promise(() => {});
          return Promise.resolve({ done: true, value: undefined });
        },
      };
    },
  };
}

/** Replaces the second half of a message by commands. */
function overwritten(given: Buffer): Buffer {
  const evil = "\r\n.\r\nMAIL FROM:<evil@stress.test>\r\nRCPT TO:<evil@stress.test>\r\n";
  return Buffer.from(given).fill(evil, Math.floor(given.length / 2));
}
