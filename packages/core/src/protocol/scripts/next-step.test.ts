import { describe, expect, it } from "vitest";
import { ClosedAfterRefusalError } from "../errors/closed-after-refusal.ts";
import type { Script } from "../session/effects.ts";
import { createSession } from "../session/session.ts";
import { isRetry, type NextStep, tryUntilDone } from "./next-step.ts";

const REFUSAL = { code: 451, lines: ["Not now"] } as const;

/** Runs tries that come to these in turn, the last one for ever; returns what was done, in order. */
function run(tries: readonly (NextStep | Error)[]): { next: NextStep; log: readonly string[] } {
  const session = createSession({ host: "mail.example" });
  const log: string[] = [];
  function* once(): Script<NextStep> {
    yield* [];
    const next = tries[Math.min(log.filter((line) => line === "try").length, tries.length - 1)];
    log.push("try");
    session.connection.open = true;
    if (next instanceof Error) throw next;
    return next as NextStep;
  }
  const script = tryUntilDone(session, once, function* announce({ code }) {
    yield* [];
    log.push(`announce ${code}`);
  });
  for (let step = script.next(); ; step = script.next(undefined)) {
    if (step.done) return { next: step.value, log };
    log.push(step.value.do);
  }
}

describe("tryUntilDone", () => {
  it("returns what one try brings about", () => {
    expect(run(["done"])).toEqual({ next: "done", log: ["try"] });
  });

  it("closes before it tries on a new connection, and only then", () => {
    expect(run(["on a new connection", "in another transaction", "done"]).log).toEqual([
      "try",
      "close",
      "emit",
      "try",
      "try",
    ]);
  });

  it("takes the loss of a connection behind a refusal for a new connection", () => {
    const closed = new ClosedAfterRefusalError(REFUSAL);
    expect(run([closed, "done"]).log).toEqual(["try", "announce 451", "close", "emit", "try"]);
  });

  it("throws every other failure", () => {
    const failure = new Error("The disk is full.");
    expect(() => run([failure])).toThrow(failure);
  });

  it.each<NextStep | Error>([
    "on a new connection",
    "in another transaction",
    new ClosedAfterRefusalError(REFUSAL),
  ])("gives up where work goes in circles: %s", (next) => {
    const { next: last, log } = run([next]);
    expect(last).not.toBe("done");
    expect(log.filter((line) => line === "try")).toHaveLength(8);
    // Nothing is closed or announced for a try that does not come.
    expect(log.at(-1)).toBe("try");
  });
});

describe("isRetry", () => {
  it("distinguishes a place for another try from a result", () => {
    expect(isRetry("on this connection")).toBe(true);
    expect(isRetry(null)).toBe(false);
    expect(isRetry({ code: 250 })).toBe(false);
  });
});
