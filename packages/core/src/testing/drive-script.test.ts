import { describe, expect, it } from "vitest";
import { TransportError } from "../protocol/errors/transport-error.ts";
import { perform, type Script } from "../protocol/session/effects.ts";
import { decodeUtf8, encodeUtf8, nothing } from "./octets.ts";
import type { Performed } from "./performed.ts";
import { modernServer, type Personality } from "./personality.ts";
import { type RunInput, runScript, runSession } from "./run-script.ts";
import { createVirtualWorld } from "./virtual-world.ts";

const clear: Personality = { capabilities: [], tls: "none" };
const to = { host: "mail.example", port: 25, tls: "starttls" } as const;

const connect = () => perform({ do: "connect", to });
const read = () => perform({ do: "read", wait: "command" });
const write = (text: string, watch = false) =>
  perform({ do: "write", bytes: encodeUtf8(text), wait: "command", watch });

function* ask(text: string): Script<string> {
  yield* write(text);
  return decodeUtf8((yield* read()) ?? nothing);
}

const run = <T>(script: Script<T>, personality: Partial<Personality> = {}, input?: RunInput): T =>
  runScript(script, createVirtualWorld({ ...clear, ...personality }), input);

/** What a script makes of a failure: its kind. */
function* kindOf(script: Script<unknown>): Script<string> {
  try {
    yield* script;
    return "none";
  } catch (error) {
    return error instanceof TransportError ? error.kind : "other";
  }
}

describe("runScript", () => {
  it("connects, writes and reads", () => {
    const script = function* (): Script<unknown> {
      const link = yield* connect();
      return [link, decodeUtf8((yield* read()) ?? nothing), yield* ask("NOOP\r\n")];
    };
    expect(run(script())).toEqual([
      { tls: false, verified: false, canStartTls: true },
      "220 mail.example.test ESMTP\r\n",
      "250 Ok\r\n",
    ]);
  });

  it("can stand for a runtime that cannot do everything", () => {
    const link = { canStartTls: false, localAddress: "192.0.2.1" };
    expect(run(connect(), {}, { link })).toEqual({ tls: false, verified: false, ...link });
  });

  it("reads packet by packet, or as many octets as `chunk` says", () => {
    const script = function* (): Script<string[]> {
      yield* connect();
      yield* write("NOOP\r\nNOOP\r\n");
      const heard: string[] = [];
      for (let times = 0; times < 3; times += 1) heard.push(decodeUtf8((yield* read()) ?? nothing));
      return heard;
    };
    const packets = ["220 mail.example.test ESMTP\r\n", "250 Ok\r\n", "250 Ok\r\n"];
    expect(run(script())).toEqual(packets);
    expect(run(script(), {}, { chunk: 2 })).toEqual(["22", "0 ", "ma"]);
    const all = packets.join("");
    const cut = [all.slice(0, 20), all.slice(20, 40), all.slice(40)];
    expect(run(script(), {}, { chunk: 20 })).toEqual(cut);
  });

  it("throws a timeout into a script that waits for nothing", () => {
    const script = function* (): Script<string> {
      yield* connect();
      yield* read();
      return yield* kindOf(read());
    };
    expect(run(script())).toBe("timeout");
  });

  it("gives null once the server has closed, again and again, also while writing goes on", () => {
    const script = function* (): Script<unknown> {
      yield* connect();
      yield* read();
      yield* ask("QUIT\r\n");
      return [yield* read(), yield* write("NOOP\r\n"), yield* read()];
    };
    expect(run(script())).toEqual([null, false, null]);
  });

  it("throws a reset into reads and writes of a broken connection", () => {
    const script = function* (): Script<unknown> {
      yield* connect();
      yield* read();
      yield* write("NOOP\r\n");
      return [yield* kindOf(write("NOOP\r\n")), yield* kindOf(read())];
    };
    expect(run(script(), { answers: [{ to: "NOOP", close: "reset" }] })).toEqual([
      "reset",
      "reset",
    ]);
  });

  it.each([
    [{ connect: "refused" }, "refused"],
    [{ connect: "unresolved" }, "unresolved"],
    [{ answers: [{ to: "CONNECT", close: "reset" }] }, "refused"],
    [{ answers: [{ to: "CONNECT", silence: true }] }, "timeout"],
    [{ answers: [{ to: "CONNECT", nth: 2, close: "reset" }] }, "none"],
  ] as const)("for %j the connection fails as %s", (personality, kind) => {
    expect(run(kindOf(connect()), personality)).toBe(kind);
  });

  it.each([
    [{ tls: "implicit" }, "none"],
    [{ tls: "none" }, "handshake"],
    [{ tls: "implicit", tlsHandshake: "fail" }, "handshake"],
    [{ tls: "implicit", tlsHandshake: "certificate" }, "certificate"],
    [{ tls: "implicit", answers: [{ to: "TLS", silence: true }] }, "timeout"],
    [{ tls: "none", ports: { 465: { tls: "implicit" } } }, "none"],
  ] as const)("for %j implicit TLS fails as %s", (personality, kind) => {
    const secure = perform({ do: "connect", to: { ...to, port: 465, tls: "implicit" } });
    expect(run(kindOf(secure), personality)).toBe(kind);
  });

  it("does the handshake of STARTTLS, and only when nothing is unread", () => {
    const script = function* (): Script<unknown> {
      yield* connect();
      yield* read();
      yield* ask("EHLO a.example\r\n");
      yield* ask("STARTTLS\r\n");
      return yield* kindOf(perform({ do: "starttls" }));
    };
    expect(run(script(), modernServer)).toBe("none");
    expect(run(script(), modernServer, { chunk: 5 })).toBe("handshake");
    expect(run(script(), { ...modernServer, tlsHandshake: "certificate" })).toBe("certificate");
    expect(run(script(), clear)).toBe("handshake");
  });

  it("says of a watched write that the server spoke first, and delivers it all the same", () => {
    const script = function* (): Script<unknown> {
      yield* connect();
      const first = yield* write("NOOP\r\n", true);
      yield* read();
      const reply = decodeUtf8((yield* read()) ?? nothing);
      return [first, reply, yield* write("NOOP\r\n", true)];
    };
    expect(run(script())).toEqual([true, "250 Ok\r\n", false]);
  });

  it("hands over the message in pieces, and again if it can be read again", () => {
    const pull = () => perform({ do: "pull" });
    const script = function* (): Script<unknown> {
      const pulled = [yield* pull(), yield* pull()];
      return [pulled, yield* perform({ do: "rewind" }), yield* pull()];
    };
    const pieces = [encodeUtf8("a")];
    expect(run(script(), {}, { pieces })).toEqual([[pieces[0], null], true, pieces[0]]);
    expect(run(script(), {}, { pieces, replayable: false })).toEqual([
      [pieces[0], null],
      false,
      null,
    ]);
  });

  it("throws what the script throws", () => {
    const script = function* (): Script<never> {
      yield* connect();
      throw new RangeError("so it is");
    };
    expect(() => run(script())).toThrow("so it is");
  });

  it.each([
    ["reads without a connection", read(), /had not opened/],
    ["writes nothing", write(""), /no octets/],
    ["wants a token that there is not", perform({ do: "token" }), /token/],
  ])("does not put up with a script that %s", (_name, effect, message) => {
    const script = function* (): Script<void> {
      if (!/open/.test(message.source)) yield* connect();
      yield* effect;
    };
    expect(() => run(script())).toThrow(message);
  });

  it("does not put up with a script that never ends", () => {
    const script = function* (): Script<void> {
      for (;;) yield* connect();
    };
    expect(() => run(script(), {}, { maxEffects: 9 })).toThrow("has not ended after 9 effects");
  });
});

describe("runSession", () => {
  const session = function* (tls: "starttls" | "implicit"): Script<void> {
    yield* perform({ do: "connect", to: { ...to, tls } });
    yield* read();
    yield* write("EHLO a.example\r\nNOOP\r\n");
    yield* read();
    yield* read();
  };

  it.each([0, 7])(
    "counts connection, greeting and flights as round trips, with a delay of %d",
    (delay) => {
      const { roundTrips, elapsed } = runSession(session("starttls"), createVirtualWorld(clear), {
        delay,
      });
      expect([roundTrips, elapsed]).toEqual([3, 3 * 2 * delay]);
    },
  );

  it("counts a handshake as one more", () => {
    const world = createVirtualWorld({ ...clear, tls: "implicit" });
    expect(runSession(session("implicit"), world, { delay: 1 })).toMatchObject({
      roundTrips: 4,
      elapsed: 8,
    });
  });

  it("returns the events, and an error as an outcome", () => {
    const events: string[] = [];
    const script = function* (): Script<void> {
      yield* perform({ do: "emit", event: { type: "closed", why: "for a test" } });
      yield* read();
    };
    expect(() =>
      runSession(script(), createVirtualWorld(clear), { onEvent: ({ type }) => events.push(type) }),
    ).toThrow();
    expect(events).toEqual(["closed"]);
    const { outcome } = runSession(connect(), createVirtualWorld({ ...clear, connect: "refused" }));
    expect(outcome).toHaveProperty("error.kind", "refused");
  });
});

describe("the observer of a driver", () => {
  function* session(): Script<string> {
    yield* connect();
    yield* read();
    yield* perform({ do: "emit", event: { type: "content", octets: 7 } });
    return yield* ask("NOOP\r\n");
  }
  const watch = (
    script: Script<unknown>,
    personality: Partial<Personality> = {},
    input: RunInput = {},
  ) => {
    const seen: Performed[] = [];
    const onPerformed = (performed: Performed) => void seen.push(performed);
    run(script, personality, { ...input, onPerformed });
    return seen;
  };

  it("comes in order, with the clock before and after and the round trips so far", () => {
    const seen = watch(session(), {}, { delay: 10 });
    expect(
      seen.map(({ effect, began, ended, roundTrips }) => [effect.do, began, ended, roundTrips]),
    ).toEqual([
      ["connect", 0, 20, 1],
      ["read", 20, 40, 2],
      ["emit", 40, 40, 2],
      ["write", 40, 40, 2],
      ["read", 40, 60, 3],
    ]);
    expect(decodeUtf8(seen.at(-1)?.result as Uint8Array)).toBe("250 Ok\r\n");
  });

  it("has what was thrown into the script in place of a result", () => {
    const seen = watch(kindOf(session()), { answers: [{ to: "NOOP", silence: true }] });
    expect(seen.at(-1)).toMatchObject({ effect: { do: "read" }, failure: { kind: "timeout" } });
    expect(seen.at(-1)).not.toHaveProperty("result");
  });

  it("never holds a token, nor what is computed of a secret", () => {
    const secretive = function* (): Script<void> {
      yield* perform({ do: "token" });
      yield* perform({ do: "compute", what: "to-ascii", domain: "s3cret.example" });
    };
    const seen = watch(secretive(), {}, { token: "s3cret" });
    expect(seen.map(({ effect }) => effect.do)).toEqual(["token"]);
    expect(JSON.stringify(seen)).not.toContain("s3cret");
  });
});
