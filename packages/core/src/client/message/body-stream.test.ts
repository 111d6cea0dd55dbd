import { describe, expect, it } from "vitest";
import { readBody } from "./body.ts";
import type { BodyStream } from "./streams.ts";

const never = <T>(): Promise<T> => new Promise(() => {});

/** Streams that give one piece and then stall; closing them ends what is awaited. */
const STREAMS: Readonly<Record<string, () => BodyStream>> = {
  "a web stream": () =>
    new ReadableStream<string>({
      start: (controller) => controller.enqueue("one"),
      pull: () => never(),
    }),
  "a stream that can be destroyed": () => {
    let end = (): void => {};
    const ended = new Promise<IteratorResult<string>>((resolve) => {
      end = () => resolve({ done: true, value: undefined });
    });
    let given = false;
    const next = (): Promise<IteratorResult<string>> => {
      if (given) return ended;
      given = true;
      return Promise.resolve({ done: false, value: "one" });
    };
    return Object.assign({ [Symbol.asyncIterator]: () => ({ next }) }, { destroy: () => end() });
  },
};

describe.each(Object.entries(STREAMS))("a body read from %s", (_, make) => {
  it.each([
    ["bare", () => make()],
    ["made by a function", () => make],
  ])("does not end by being closed while it is read (%s)", async (_how, raw) => {
    const body = readBody(raw());
    expect(new TextDecoder().decode((await body.pull()) ?? undefined)).toBe("one");
    const coming = body.pull();
    body.release();
    await expect(coming).rejects.toThrow("closed while it was read");
  });

  it("begins anew untouched by the reading before", async () => {
    const body = readBody(make);
    await body.pull();
    const coming = body.pull();
    expect(await body.rewind()).toBe(true);
    await expect(coming).rejects.toThrow("closed while it was read");
    expect(body.taken).toBe(0);
    expect(new TextDecoder().decode((await body.pull()) ?? undefined)).toBe("one");
    body.release();
  });
});
