import { describe, expect, it } from "vitest";
import { measure } from "../flights/measure.ts";
import { CONTENT_WAYS, FLIGHTS } from "../flights/table.ts";

describe.each(FLIGHTS)("flights with $mix", (row) => {
  for (const way of CONTENT_WAYS) {
    for (const recipients of [1, 2, 10]) {
      it(`reaches the floor by ${way} with ${recipients} recipients, by every count`, () => {
        const floor = row.floor[way](recipients);
        expect(measure(row, way, recipients)).toEqual({
          told: floor,
          counted: floor,
          clock: floor,
        });
      });
    }
  }
});
