import { describe, expect, it } from "vitest";
import { Line, Turns } from "./line.ts";

describe("a line", () => {
  it("serves those who wait in the order in which they came", async () => {
    const line = new Line<string>();
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
    const line = new Line<string>();
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
    const turns = new Turns();
    expect(turns.begin()).toBeUndefined();
    turns.end();
    expect(turns.begin()).toBeUndefined();
  });

  it("are taken by one call at a time, also when one gives up meanwhile", async () => {
    const turns = new Turns();
    const caller = new AbortController();
    const order: string[] = [];
    expect(turns.begin()).toBeUndefined();
    const second = turns.begin(caller.signal)?.catch(() => order.push("second gave up"));
    const third = turns.begin()?.then(() => order.push("third"));
    caller.abort();
    await second;
    expect(order).toEqual(["second gave up"]);
    turns.end();
    await third;
    expect(order).toEqual(["second gave up", "third"]);
    turns.end();
    expect(turns.begin()).toBeUndefined();
  });
});
