import { describe, expect, it } from "vitest";
import type { AllowedContent, MadeBody } from "./body.ts";
import { readBody } from "./body.ts";
import type { BodyReader } from "./body-reader.ts";

const seven: AllowedContent = { eightBit: false, binary: false, utf8: false };
const eight: AllowedContent = { ...seven, eightBit: true };

/** A reader of a function that gives its number in turn, and how often each of its streams was closed. */
function counted(wrap: (text: string, count: { closed: number }) => MadeBody | Promise<MadeBody>) {
  const count = { made: 0, closed: 0 };
  const raw = (_: AllowedContent) => {
    count.made += 1;
    return wrap(`made ${count.made}`, count);
  };
  return { reader: readBody(raw), count };
}

const stream = (text: string, count: { closed: number }): MadeBody =>
  new ReadableStream<string>({
    start(controller) {
      controller.enqueue(text);
      controller.close();
    },
    cancel() {
      count.closed += 1;
    },
  });

async function textOf(reader: BodyReader): Promise<string> {
  let text = "";
  for (let piece = await reader.pull(); piece; piece = await reader.pull())
    text += new TextDecoder().decode(piece);
  return text;
}

describe.each([
  ["a stream", stream],
  ["a promise of a stream", async (text: string, count: { closed: number }) => stream(text, count)],
])("a reader of a function that gives %s", (_what, wrap) => {
  it("makes it anew when it starts over, whether or not it was read", async () => {
    const { reader, count } = counted(wrap);
    await reader.open?.(seven);
    expect(await reader.rewind()).toBe(true);
    expect(await textOf(reader)).toBe("made 2");
    await reader.rewind();
    expect(await textOf(reader)).toBe("made 3");
    expect(count.made).toBe(3);
  });

  it("uses what was made for the same plan and not read yet", async () => {
    const { reader, count } = counted(wrap);
    await reader.open?.(seven);
    await reader.open?.(seven);
    expect(await textOf(reader)).toBe("made 1");
    await reader.open?.(seven);
    await reader.open?.(eight);
    expect(await textOf(reader)).toBe("made 3");
    expect(count.made).toBe(3);
  });
});

it("refuses a function that gives the same stream again", async () => {
  const same = new Blob(["x"]).stream();
  const reader = readBody((_: AllowedContent) => same);
  expect(await textOf(reader)).toBe("x");
  await reader.rewind();
  await expect(textOf(reader)).rejects.toMatchObject({ isSpent: true });
});

it("asks no function again for bytes that it has", async () => {
  const { reader, count } = counted((text) => new TextEncoder().encode(text));
  expect(await reader.open?.(seven)).toEqual({ size: 6, eightBit: false });
  expect(await textOf(reader)).toBe("made 1");
  await reader.rewind();
  expect(await textOf(reader)).toBe("made 1");
  expect(count.made).toBe(1);
});

it("closes a stream that comes when nobody wants it any more", async () => {
  const late = Promise.withResolvers<MadeBody>();
  const count = { closed: 0 };
  const reader = readBody((_: AllowedContent) => late.promise);
  const opening = Promise.resolve(reader.open?.(seven));
  reader.release();
  late.resolve(
    new ReadableStream({
      cancel() {
        count.closed += 1;
      },
    }),
  );
  await expect(opening).rejects.toThrow("closed before it was there");
  expect(count.closed).toBe(1);
});
