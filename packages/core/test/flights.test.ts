import { describe, expect, it } from "vitest";
import { measure } from "../flights/measure.ts";
import { CONTENT_WAYS, FLIGHTS } from "../flights/table.ts";

describe.each(FLIGHTS)("flights with $mix", (row) => {
  for (const method of CONTENT_WAYS) {
    for (const recipients of [1, 2, 10]) {
      it(`reaches the floor by ${method} with ${recipients} recipients, by every count`, () => {
        const floor = row.floor[method](recipients);
        const { told, ...measured } = measure(row, method, recipients);
        expect(measured).toEqual({ counted: floor, clock: floor });
        // Each pipelined message is reported as if the wait had been for it alone.
        if (row.across) expect(told).toBeGreaterThanOrEqual(floor);
        else expect(told).toBe(floor);
      });
    }
  }
});
