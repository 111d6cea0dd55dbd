/** `logEvents` with the loggers that people use. */
import { Writable } from "node:stream";
import { createConsola, type LogObject } from "consola";
import pino from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import winston from "winston";
import type { LeveledLogger, Logger } from "../../src/client/connection/log-events.ts";
import { createMailer, logEvents } from "../../src/mod.ts";
import { testServer } from "../../src/testing/mod.ts";

/** A name in a constant: a literal could be a promise by accident. */
const THEN = "then";

afterEach(() => vi.restoreAllMocks());

/** Sends a message past a server that refuses BDAT. */
async function send(onEvent: ReturnType<typeof logEvents>): Promise<number> {
  const { dial } = testServer({
    capabilities: ["CHUNKING"],
    tls: "none",
    answers: [{ to: "BDAT", reply: "502 5.5.1 No \u001b[31mBDAT" }],
  });
  await using mailer = createMailer({ host: "mail.example", dial, onEvent });
  const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" };
  return (await mailer.send(message)).accepted.length;
}

const refusal = "S: 502 5.5.1 No \\x1b[31mBDAT";

describe("logEvents", () => {
  it("writes objects with fields to pino", async () => {
    const lines: string[] = [];
    const logger = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
    expect(await send(logEvents(logger))).toBe(1);
    const entries = lines.map((line) => JSON.parse(line));
    const refused = entries.find(({ msg }) => msg === refusal);
    expect(refused).toMatchObject({ level: 40, event: "reply" });
    expect(refused.sessionId).toMatch(/^[\da-f-]{36}$/);
    expect(Math.abs(refused.eventTime - refused.time)).toBeLessThan(60_000);
    expect(entries.find(({ msg }) => msg.startsWith("C: EHLO")).level).toBe(20);
    expect(new Set(entries.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  it("writes messages with fields to winston", async () => {
    const entries: Record<string, unknown>[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        entries.push(JSON.parse(String(chunk)));
        done();
      },
    });
    const transports = [new winston.transports.Stream({ stream })];
    const logger = winston.createLogger({
      level: "debug",
      format: winston.format.json(),
      transports,
    });
    expect(await send(logEvents(logger))).toBe(1);
    const refused = entries.find(({ message }) => message === refusal);
    expect(refused).toMatchObject({ level: "warn", event: "reply", sequence: expect.any(Number) });
    expect(entries.some(({ level, message }) => level === "debug" && message === "C: QUIT")).toBe(
      true,
    );
  });

  it("writes messages with fields to consola", async () => {
    const entries: LogObject[] = [];
    const logger = createConsola({
      level: 5,
      reporters: [{ log: (entry) => void entries.push(entry) }],
    });
    expect(await send(logEvents(logger))).toBe(1);
    const refused = entries.find(({ args }) => args[0] === refusal);
    expect(refused?.type).toBe("warn");
    expect(refused?.args[1]).toMatchObject({ event: "reply", sessionId: expect.any(String) });
  });

  it("writes lines with time and session to console", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const debug = vi.spyOn(console, "debug").mockImplementation(() => {});
    expect(await send(logEvents(console))).toBe(1);
    const start = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z [\da-f]{8} /;
    const lines = (calls: unknown[][]): string[] => calls.map(([line]) => String(line));
    expect(lines(warn.mock.calls).map((line) => line.replace(start, ""))).toContain(refusal);
    for (const line of lines(debug.mock.calls)) expect(line).toMatch(start);
  });

  it("writes bare lines to an object with log alone", async () => {
    const lines: string[] = [];
    expect(await send(logEvents({ log: (line) => void lines.push(line) }))).toBe(1);
    expect(lines).toContain(refusal);
    expect(lines).toContain("C: EHLO [127.0.0.1]");
  });

  it("uses info for a level that a logger does not have", async () => {
    const given: unknown[] = [];
    const logger: LeveledLogger = { info: (_fields: object, line: string) => given.push(line) };
    expect(await send(logEvents(logger))).toBe(1);
    expect(given).toContain(refusal);
  });

  it.each([
    ["nothing", undefined],
    ["a function", () => {}],
    ["an object without methods", { log: "x" }],
  ])("refuses %s as a logger", (_, logger) => {
    expect(() => logEvents(logger as never)).toThrow(/an object with `log` or `info`/);
  });
});

describe("a logger that fails", () => {
  const bad = new Error("disk full");
  const fail = (): never => {
    throw bad;
  };
  const loggers: readonly (readonly [string, Logger | LeveledLogger])[] = [
    [
      "throws",
      {
        log: () => {
          throw bad;
        },
      },
    ],
    ["rejects", { info: () => Promise.reject(bad) }],
    [
      "returns what cannot be awaited",
      { info: () => Object.defineProperty({}, THEN, { get: fail }) },
    ],
  ];

  it.each(loggers)("is reported once on the console when it %s", async (_, logger) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await send(logEvents(logger))).toBe(1);
    expect(error.mock.calls).toEqual([
      [expect.stringContaining("Deliveries are not affected"), bad],
    ]);
  });

  it.each(loggers)("is reported to onError when it %s", async (_, logger) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const reported: unknown[] = [];
    expect(await send(logEvents(logger, { onError: (reason) => reported.push(reason) }))).toBe(1);
    expect(reported).toEqual([bad]);
    expect(error).not.toHaveBeenCalled();
  });

  it("does not break a delivery when onError fails too", async () => {
    for (const onError of [
      () => {
        throw bad;
      },
      () => Promise.reject(bad),
    ]) {
      expect(
        await send(
          logEvents(
            {
              log: () => {
                throw bad;
              },
            },
            { onError },
          ),
        ),
      ).toBe(1);
    }
  });
});
