import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectFirst, interleaveFamilies, toAsciiHost } from "./addresses.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Addresses that connect after some milliseconds, fail after some, or never answer. */
type Network = Readonly<Record<string, { connects?: number; fails?: number }>>;

/** What a race did: when each attempt began, which were stopped, and which connections were closed. */
function race(network: Network, signal = new AbortController().signal) {
  const began: [string, number][] = [];
  const stopped: string[] = [];
  const closed: string[] = [];
  const start = Date.now();
  const attempt = (address: string, stop: AbortSignal): Promise<string> => {
    began.push([address, Date.now() - start]);
    stop.addEventListener("abort", () => stopped.push(address));
    const { connects, fails } = network[address] ?? {};
    return new Promise((resolve, reject) => {
      if (connects !== undefined) setTimeout(() => resolve(address), connects);
      if (fails !== undefined) setTimeout(() => reject(new Error(`${address} failed`)), fails);
    });
  };
  const close = (late: string): void => void closed.push(late);
  const won = connectFirst(Object.keys(network), { attempt, close, signal });
  won.catch(() => {});
  return { won, began, stopped, closed };
}

describe("connectFirst", () => {
  it("starts attempts 250 ms apart and abandons none because the next one began", async () => {
    const { won, began, stopped } = race({ slow: { connects: 1000 }, silent: {}, silent2: {} });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await won).toBe("slow");
    expect(began).toEqual([
      ["slow", 0],
      ["silent", 250],
      ["silent2", 500],
    ]);
    expect(stopped).toEqual(expect.arrayContaining(["silent", "silent2"]));
  });

  it("starts the next attempt as soon as one has failed", async () => {
    const { won, began } = race({ closed: { fails: 10 }, good: { connects: 20 } });
    await vi.advanceTimersByTimeAsync(30);
    expect(await won).toBe("good");
    expect(began).toEqual([
      ["closed", 0],
      ["good", 10],
    ]);
  });

  it("waits for earlier attempts when the last one has failed", async () => {
    const { won } = race({ slow: { connects: 2000 }, closed: { fails: 1 } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await won).toBe("slow");
  });

  it("closes a connection that is made after another one won", async () => {
    const { won, closed } = race({ late: { connects: 400 }, early: { connects: 20 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await won).toBe("early");
    expect(closed).toEqual(["late"]);
  });

  it("rejects with the error of each address, in their order, when all have failed", async () => {
    const { won } = race({ first: { fails: 600 }, second: { fails: 10 } });
    await vi.advanceTimersByTimeAsync(600);
    await expect(won).rejects.toMatchObject({
      addresses: ["first", "second"],
      errors: [{ message: "first failed" }, { message: "second failed" }],
    });
  });

  it("stops all attempts and begins none when its signal fires", async () => {
    const caller = new AbortController();
    const { won, began, stopped, closed } = race(
      { one: { connects: 700 }, two: {}, three: {} },
      caller.signal,
    );
    await vi.advanceTimersByTimeAsync(300);
    caller.abort(new Error("enough"));
    await expect(won).rejects.toThrow("enough");
    await vi.advanceTimersByTimeAsync(1000);
    expect(began.map(([address]) => address)).toEqual(["one", "two"]);
    expect(stopped).toEqual(["one", "two"]);
    expect(closed).toEqual(["one"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tries at most 16 addresses", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`address ${at}`, { fails: 1 }]),
    );
    const { won, began } = race(many);
    await vi.advanceTimersByTimeAsync(100);
    await expect(won).rejects.toHaveProperty("name", "RaceError");
    expect(began).toHaveLength(16);
  });
});

describe("interleaveFamilies", () => {
  it.each([
    [
      ["2001:db8::1", "2001:db8::2", "192.0.2.1"],
      ["2001:db8::1", "192.0.2.1", "2001:db8::2"],
    ],
    [
      ["192.0.2.1", "192.0.2.2", "2001:db8::1"],
      ["192.0.2.1", "2001:db8::1", "192.0.2.2"],
    ],
    [
      ["192.0.2.1", "192.0.2.2"],
      ["192.0.2.1", "192.0.2.2"],
    ],
    [[], []],
  ])("orders %j as %j", (addresses, ordered) => {
    expect(interleaveFamilies(addresses)).toEqual(ordered);
  });
});

describe("toAsciiHost", () => {
  it.each([
    ["[::1]", "::1"],
    ["::1", "::1"],
    ["192.0.2.1", "192.0.2.1"],
    ["Mail.Example.com.", "Mail.Example.com."],
    ["_smtp.example", "_smtp.example"],
    ["mail.bücher.example", "mail.xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["bücher.example.", "xn--bcher-kva.example."],
    ["ü..[", "ü..["],
  ])("turns %s into %s", (host, ascii) => {
    expect(toAsciiHost(host)).toBe(ascii);
  });
});
