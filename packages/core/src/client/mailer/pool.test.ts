import { describe, expect, it } from "vitest";
import type { Connection } from "../connection/connection.ts";
import { Pool } from "./pool.ts";
import { poolOf } from "./pool-options.ts";

/** A pool whose connections are open, or rest and are closed. */
function poolWith(size: number, isOpen: boolean) {
  let made = 0;
  const make = (): Connection => {
    made += 1;
    return { isOpen, close: async () => {} } as unknown as Connection;
  };
  return { pool: new Pool(make, poolOf({ size })), made: () => made };
}

describe.each([
  ["open", true],
  ["closed after a rest", false],
])("a pool whose free connections are %s", (_, isOpen) => {
  it("lends each of them to one borrower at a time, however often they came back", async () => {
    const { pool, made } = poolWith(3, isOpen);
    for (let round = 0; round < 4; round += 1) {
      const lent = await Promise.all([1, 2, 3].map(() => pool.acquire(undefined)));
      expect(new Set(lent).size).toBe(3);
      const nobody = Symbol("nobody");
      const fourth = pool.acquire(undefined);
      expect(await Promise.race([fourth, Promise.resolve(nobody)])).toBe(nobody);
      for (const connection of lent) pool.release(connection);
      expect(lent).toContain(await fourth);
      pool.release(await fourth);
    }
    expect(made()).toBe(3);
  });

  it("counts those that are lent, and those that wait", async () => {
    const { pool } = poolWith(2, isOpen);
    const first = await pool.acquire(undefined);
    expect(pool.load).toBe(1 / 2);
    pool.release(first);
    expect(pool.load).toBe(0);
    const lent = [await pool.acquire(undefined), await pool.acquire(undefined)];
    expect(pool.load).toBe(1);
    const third = pool.acquire(undefined);
    expect([pool.load, pool.hasWaiters]).toEqual([3 / 2, true]);
    for (const connection of lent) pool.release(connection);
    pool.release(await third);
    expect([pool.load, pool.hasWaiters]).toEqual([0, false]);
  });

  it("lends nothing to one that was aborted while it waited", async () => {
    const { pool } = poolWith(1, isOpen);
    const only = await pool.acquire(undefined);
    const abort = new AbortController();
    const given = pool.acquire(abort.signal);
    const next = pool.acquire(undefined);
    abort.abort();
    await expect(given).rejects.toThrow();
    pool.release(only);
    expect(await next).toBe(only);
  });
});

it("looks at as few connections for each loan when it has many", async () => {
  const looksOf = async (size: number): Promise<number> => {
    let looks = 0;
    const make = (): Connection => {
      const connection = {
        get isOpen() {
          looks += 1;
          return true;
        },
        close: async () => {},
      };
      return connection as unknown as Connection;
    };
    const pool = new Pool(make, poolOf({ size }));
    const lent = await Promise.all(Array.from({ length: size }, () => pool.acquire(undefined)));
    for (const connection of lent) pool.release(connection);
    looks = 0;
    for (let loan = 0; loan < 10; loan += 1) pool.release(await pool.acquire(undefined));
    return looks;
  };
  expect(await looksOf(100)).toBe(await looksOf(2));
});
