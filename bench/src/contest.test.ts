import { expect, test } from "vitest";
import { contest, contestOfRunners, pick } from "./contest.ts";
import { ratioOf } from "./markdown.ts";

const always = { rounds: 2, casts: 2, late: () => false };

function recorder() {
  const log: string[] = [];
  const runner = (name: string, measure = () => log.length) => ({
    name,
    async start() {
      log.push(`start ${name}`);
      return {
        async measure() {
          log.push(name);
          return measure();
        },
        stop: () => {
          log.push(`stop ${name}`);
        },
      };
    },
  });
  return { log, runner };
}

test("runners warm up first, are measured by turns, and are replaced by fresh ones", async () => {
  const { log, runner } = recorder();
  await contestOfRunners(always, [runner("a"), runner("b")]);
  const starts = ["start a", "start b", "start b", "start a"];
  expect(log).toEqual([
    ...[...starts.slice(0, 2), "a", "b", "b", "a", "stop a", "stop b"],
    ...[...starts.slice(2), "b", "a", "a", "b", "stop b", "stop a"],
  ]);
});

test("a runner that fails is reported and stopped, and the others go on", async () => {
  const { log, runner } = recorder();
  const broken = runner("broken", () => {
    throw new Error("The connection broke.");
  });
  const runs = await contestOfRunners({ ...always, casts: 1 }, [broken, runner("whole")]);
  expect(runs.get("broken")).toEqual({ failed: "The connection broke." });
  expect(runs.get("whole")).toHaveLength(2);
  expect(log).toContain("stop broken");
});

test("a runner that does not start is reported, and the others go on", async () => {
  const { runner } = recorder();
  const absent = { name: "absent", start: () => Promise.reject(new Error("Not installed.")) };
  const runs = await contestOfRunners({ ...always, casts: 1 }, [absent, runner("whole")]);
  expect(runs.get("absent")).toEqual({ failed: "Not installed." });
  expect(runs.get("whole")).toHaveLength(2);
});

test("fresh processes are not started once the time is over", async () => {
  const { log, runner } = recorder();
  await contestOfRunners({ ...always, late: () => true }, [runner("a")]);
  expect(log.filter((line) => line === "start a")).toHaveLength(1);
});

test("a ratio is taken round by round", async () => {
  const values = { fast: [20, 30], slow: [10, 10] };
  const runs = await contest(
    always,
    Object.entries(values).map(([name, left]) => ({
      name,
      measure: async () => left.shift() ?? 0,
    })),
  );
  const [fast, slow] = [...pick(runs, (value) => value).values()];
  expect(ratioOf(fast as number[], slow as number[])).toBe("×2.50 (2.00 to 3.00)");
});
