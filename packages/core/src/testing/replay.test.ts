import { describe, expect, it } from "vitest";
import { TransportError } from "../protocol/errors/transport-error.ts";
import { perform, type Script } from "../protocol/session/effects.ts";
import { decodeUtf8, encodeUtf8 } from "./octets.ts";
import { type Replay, replayTranscript } from "./replay.ts";
import { parseTranscript } from "./transcript.ts";

/** What a client does, word by word. */
type Doing = "connect" | "connect tls" | "read" | "starttls" | "close" | { readonly write: string };

/** Plays a client that does these things, and says what it read and what failed. */
function replay(lines: string, doings: readonly Doing[], head = ""): Replay & { heard: string[] } {
  const heard: string[] = [];
  const script = function* (): Script<readonly unknown[]> {
    for (const doing of doings) {
      try {
        const result = yield* once(doing);
        if (doing === "read")
          heard.push(result === null ? "null" : decodeUtf8(result as Uint8Array));
      } catch (error) {
        heard.push(error instanceof TransportError ? error.kind : String(error));
      }
    }
    return [{ list: [1, { deep: "yes" }], more: true }];
  };
  const transcript = parseTranscript(`# title: t\n# play: whole\n${head}\n${lines}`);
  return { ...replayTranscript(transcript, script), heard };
}

function once(doing: Doing): Script<unknown> {
  if (typeof doing === "object")
    return perform({ do: "write", bytes: encodeUtf8(doing.write), wait: "command" });
  if (doing === "read") return perform({ do: "read", wait: "command" });
  if (doing === "starttls") return perform({ do: "starttls" });
  if (doing === "close") return perform({ do: "close" });
  const tls = doing === "connect" ? "none" : "implicit";
  return perform({ do: "connect", to: { host: "h", port: 25, tls } });
}

const hello = "S: 220 hi\nC: NOOP\nS: 250 ok\n";

describe("replayTranscript", () => {
  it("finds no difference in a session as written, and returns what the client did", () => {
    const { difference, client, heard } = replay(hello, [
      "connect",
      "read",
      { write: "NO" },
      { write: "OP\r\n" },
      "read",
      "close",
    ]);
    expect(difference).toBeUndefined();
    expect(client).toEqual(["C: NO\\", "C: OP"]);
    expect(heard).toEqual(["220 hi\r\n", "250 ok\r\n"]);
  });

  it.each<[string, string, readonly Doing[], object]>([
    [
      "another command",
      hello,
      ["connect", "read", { write: "RSET\r\n" }],
      { line: 5, expected: "C: NOOP", got: "C: RSET" },
    ],
    [
      "a command too many",
      hello,
      ["connect", { write: "NOOP\r\nRSET\r\n" }],
      { line: 6, expected: "S: 250 ok", got: "C: RSET" },
    ],
    [
      "a command too few",
      `${hello}C: QUIT\n`,
      ["connect", { write: "NOOP\r\n" }, "read"],
      { line: 7, expected: "C: QUIT", got: "the end of the session" },
    ],
    [
      "a client that waits",
      hello,
      ["connect", "read", "read"],
      { line: 5, expected: "C: NOOP", got: "a client that waits" },
    ],
    [
      "half a command",
      hello,
      ["connect", "read", { write: "NO" }, "read"],
      { line: 5, expected: "C: NOOP", got: "C: NO\\ and no more" },
    ],
    [
      "octets after the end",
      hello,
      ["connect", { write: "NOOP\r\n" }, { write: "x" }],
      { line: 7, expected: "the end", got: "C: x\\" },
    ],
    [
      "leaving too early",
      hello,
      ["connect", "read", "close"],
      { line: 5, expected: "C: NOOP", got: "--- client closes ---" },
    ],
    [
      "another connection",
      "S: 220 hi\n",
      ["connect", "connect"],
      { line: 5, expected: "the end", got: "--- connect ---" },
    ],
    [
      "TLS that is not there",
      "S: 220 hi\n",
      ["connect", "read", "starttls"],
      { line: 5, expected: "the end", got: "--- TLS ---" },
    ],
    [
      "TLS that is missing",
      "--- TLS ---\nS: 220 hi\n",
      ["connect", "read"],
      { line: 4, expected: "--- TLS ---", got: "a client that waits" },
    ],
    [
      "staying where the client should leave",
      "S: 220 hi\n--- client closes ---\n",
      ["connect", "read"],
      { line: 5, expected: "--- client closes ---", got: "the end of the session" },
    ],
  ])("reports %s", (_name, lines, doings, difference) => {
    expect(replay(lines, doings).difference).toEqual({ ...difference, split: "whole" });
  });

  it("plays silence, the server's closing and resetting, and what fails", () => {
    const lines = `S: 220 hi
C: NOOP
--- silence ---
C: RSET
--- close ---
--- connect refused ---
--- connect ---
--- TLS fails ---
--- connect ---
--- certificate refused ---
--- connect ---
--- reset ---
`;
    const { difference, heard, client } = replay(lines, [
      "connect",
      "read",
      { write: "NOOP\r\n" },
      "read",
      { write: "RSET\r\n" },
      "read",
      "connect",
      "connect tls",
      "connect tls",
      "connect",
      "read",
    ]);
    expect(difference).toBeUndefined();
    expect(heard).toEqual([
      "220 hi\r\n",
      "timeout",
      "null",
      "refused",
      "handshake",
      "certificate",
      "reset",
    ]);
    expect(client.filter((line) => line.startsWith("---"))).toEqual([
      "--- connect refused ---",
      "--- connect ---",
      "--- TLS fails ---",
      "--- connect ---",
      "--- certificate refused ---",
      "--- connect ---",
    ]);
  });

  it("takes content that is only counted, and what follows it", () => {
    const lines = "C: DATA\n--- 7 octets of content ---\nC: .\nS: 250 ok\n";
    const say = (...texts: string[]) =>
      replay(lines, ["connect", ...texts.map((write) => ({ write })), "read"]);
    const { difference, heard, client } = say("DATA\r\n", "abc", "de\r\n.\r\n");
    expect(difference).toBeUndefined();
    expect(heard).toEqual(["250 ok\r\n"]);
    expect(client).toEqual(["C: DATA", "--- 7 octets of content ---", "C: ."]);
    expect(say("DATA\r\n", "abcdef\r\n.\r\n").difference).toMatchObject({ line: 6 });
  });

  it("lets a write wait in vain where the server takes nothing", () => {
    const doings: Doing[] = ["connect", { write: "NOOP\r\n" }, { write: "QUIT\r\n" }];
    const { difference, heard } = replay("C: NOOP\n--- stuck ---\n", doings);
    expect(difference).toBeUndefined();
    expect(heard).toEqual(["timeout"]);
    expect(replay("C: NOOP\n--- stuck ---\n", ["connect", doings[1] as Doing]).difference).toEqual({
      line: 5,
      expected: "--- stuck ---",
      got: "the end of the session",
      split: "whole",
    });
  });

  it("gives a packet a read, and a line without its end a packet of its own", () => {
    const { heard } = replay("S: 220-a\nS: 22\\\nS: 0 b\n", ["connect", "read", "read"]);
    expect(heard).toEqual(["220-a\r\n22", "0 b\r\n"]);
  });

  it("takes *** for any secret, and for nothing else", () => {
    const lines = "S: 220 hi\nC: AUTH PLAIN ***\nS: 235 ok\n";
    const say = (text: string) =>
      replay(lines, ["connect", { write: `${text}\r\n` }, "read", "read"]).difference;
    expect(say("AUTH PLAIN AGEAYg==")).toBeUndefined();
    expect(say("AUTH PLAIN")).toHaveProperty("got", "C: AUTH PLAIN");
    expect(say("AUTH PLAIN a b")).toHaveProperty("got", "C: AUTH PLAIN a b");
  });

  it.each([
    ['{"more":true}', undefined],
    ['{"list":[1,{}]}', undefined],
    ['{"more":false}', { line: 3, expected: "more false", got: "more true" }],
    [
      '{"list":[1,{"deep":"no"}]}',
      { line: 3, expected: 'list[1].deep "no"', got: 'list[1].deep "yes"' },
    ],
    ['{"list":[1]}', { line: 3, expected: "list [1]", got: 'list [1,{"deep":"yes"}]' }],
    ['{"error":{}}', { line: 3, expected: "error {}", got: "error undefined" }],
  ])("compares the result with %s", (expectation, difference) => {
    const { difference: found } = replay(
      "S: 220 hi\n",
      ["connect", "read"],
      `# expect: ${expectation}\n`,
    );
    expect(found).toEqual(difference && { ...difference, split: "whole" });
  });

  it("replays octet by octet too, where packets do not matter", () => {
    const script = function* (): Script<readonly unknown[]> {
      yield* once("connect");
      const first = (yield* once("read")) as Uint8Array;
      if (first.length === 1) yield* once({ write: "X\r\n" });
      return [];
    };
    const { difference } = replayTranscript(parseTranscript("# title: t\n\nS: 220 hi\n"), script);
    expect(difference).toMatchObject({ split: "octet by octet", got: "C: X" });
  });
});

describe("watching a replay", () => {
  it("reports every effect of the first play, also up to a difference", () => {
    const watch = (line: string): string[] => {
      const done: string[] = [];
      const transcript = parseTranscript(`# title: t\n\nS: 220 hi\nC: ${line}\nS: 250 ok\n`);
      const script = function* (): Script<readonly unknown[]> {
        yield* once("connect");
        yield* once("read");
        yield* once({ write: "NOOP\r\n" });
        yield* once("read");
        return [];
      };
      replayTranscript(transcript, script, {
        onPerformed: ({ effect }) => void done.push(effect.do),
      });
      return done;
    };
    expect(watch("NOOP")).toEqual(["connect", "read", "write", "read"]);
    expect(watch("RSET")).toEqual(["connect", "read"]);
  });
});
