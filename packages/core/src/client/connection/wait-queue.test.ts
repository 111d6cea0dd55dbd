import { describe, expect, it } from "vitest";
import { Mutex, WaitQueue } from "./wait-queue.ts";

describe("a line", () => {
  it("serves those who wait in the order in which they came", async () => {
    const line = new WaitQueue<string>();
    const waiting = [line.wait(), line.wait()];
    expect(line.length).toBe(2);
    expect([line.serve("first"), line.serve("second"), line.serve("third")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await Promise.all(waiting)).toEqual(["first", "second"]);
  });

  it("passes over one whose signal has fired", async () => {
    const line = new WaitQueue<string>();
    const caller = new AbortController();
    const [first, second] = [line.wait(caller.signal), line.wait()];
    caller.abort(new Error("No more."));
    await expect(first).rejects.toThrow("No more.");
    line.serve("something");
    expect(await second).toBe("something");
  });
});

describe("turns", () => {
  it("make nobody wait while nobody has one", () => {
    const turns = new Mutex();
    expect(turns.acquire()).toBeUndefined();
    turns.release();
    expect(turns.acquire()).toBeUndefined();
  });

  it("are taken by one call at a time, also when one gives up meanwhile", async () => {
    const turns = new Mutex();
    const caller = new AbortController();
    const order: string[] = [];
    expect(turns.acquire()).toBeUndefined();
    const second = turns.acquire(caller.signal)?.catch(() => order.push("second gave up"));
    const third = turns.acquire()?.then(() => order.push("third"));
    caller.abort();
    await second;
    expect(order).toEqual(["second gave up"]);
    turns.release();
    await third;
    expect(order).toEqual(["second gave up", "third"]);
    turns.release();
    expect(turns.acquire()).toBeUndefined();
  });
});
