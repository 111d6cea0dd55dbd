import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConnectionInfo, perform, type Script } from "../../protocol/session/effects.ts";
import { timeoutsOf } from "../options/timeouts.ts";
import { Driver } from "./driver.ts";
import type { DialOptions, Transport } from "./transport.ts";

const to = { host: "mail.example", port: 25, tls: "none" } as const;

function* connect(avoid?: readonly string[]): Script<ConnectionInfo> {
  return yield* perform({ do: "connect", to, ...(avoid && { avoid }) });
}

/** A driver whose connections are silent, and what its dial and transports received. */
function silentDriver() {
  const asked: (readonly string[] | undefined)[] = [];
  const idle: boolean[] = [];
  const transport: Transport = {
    remoteAddress: "192.0.2.1",
    read: () => new Promise(() => {}),
    write: async () => {},
    close() {},
    setIdle: (is) => void idle.push(is),
  };
  const dial = async (_: unknown, { avoid }: DialOptions): Promise<Transport> => {
    asked.push(avoid);
    return transport;
  };
  const driver = new Driver({
    dial,
    timeouts: timeoutsOf({}),
    token: () => "",
    hide: (line) => line,
    emit() {},
  });
  return { driver, asked, idle };
}

describe("the driver", () => {
  it("passes addresses to leave out to the dial, and reports the address that was reached", async () => {
    const { driver, asked } = silentDriver();
    expect(await driver.drive(connect())).toMatchObject({ remoteAddress: "192.0.2.1" });
    await driver.drive(connect(["192.0.2.1"]));
    expect(asked).toEqual([undefined, ["192.0.2.1"]]);
  });

  it("sets the transport idle, and in use again", async () => {
    const { driver, idle } = silentDriver();
    await driver.drive(connect());
    void driver.watchIdle();
    await driver.drive(connect());
    expect(idle).toEqual([true, false]);
  });
});

/** Says hello to a server that answers each write, so many times. */
function* talk(times: number): Script<void> {
  for (let time = 0; time < times; time += 1) {
    yield* perform({ do: "write", bytes: Uint8Array.of(1), wait: "command" });
    yield* perform({ do: "read", wait: "command" });
  }
}

/** A driver whose server answers each write. */
function answeringDriver(more: Partial<Transport> = {}) {
  const waiting: ((bytes: Uint8Array) => void)[] = [];
  let due = 0;
  const answer = (): void => {
    const give = waiting.shift();
    if (give) queueMicrotask(() => give(Uint8Array.of(2)));
    else due += 1;
  };
  const transport: Transport = {
    read: () =>
      new Promise((resolve) => {
        if (due === 0) waiting.push(resolve);
        else resolve(Uint8Array.of(2));
        due = Math.max(0, due - 1);
      }),
    write: async () => answer(),
    close() {},
    ...more,
  };
  const onUnasked = vi.fn();
  const timeouts = timeoutsOf({});
  const dial = async (): Promise<Transport> => transport;
  const driver = new Driver({
    dial,
    timeouts,
    token: () => "",
    hide: (line) => line,
    onUnaskedData: onUnasked,
  });
  return { driver, answer, onUnasked };
}

describe("a call of the driver", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("listens to its signal once, whatever it waits for, and leaves no listener", async () => {
    const { driver } = answeringDriver();
    await driver.drive(connect());
    const { signal } = new AbortController();
    const [added, removed] = [
      vi.spyOn(signal, "addEventListener"),
      vi.spyOn(signal, "removeEventListener"),
    ];
    await driver.drive(talk(20), { signal });
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
  });

  it("sets no timer where one is set already", async () => {
    const { driver } = answeringDriver();
    await driver.drive(connect());
    const set = vi.spyOn(globalThis, "setTimeout");
    for (let call = 0; call < 20; call += 1) {
      driver.watchIdle(20_000, () => {});
      await driver.drive(talk(3));
    }
    expect(set.mock.calls.length).toBeLessThanOrEqual(1);
    set.mockRestore();
  });

  it("keeps the process alive by its alarm, which it does not between calls", async () => {
    const { driver } = answeringDriver();
    const set = vi.spyOn(globalThis, "setTimeout");
    const isHeld = () => set.mock.results.some(({ value }) => value.hasRef());
    const silent = driver.drive(connect());
    expect(isHeld()).toBe(true);
    await silent;
    driver.watchIdle(20_000, () => {});
    expect(isHeld()).toBe(false);
    set.mockRestore();
  });

  it("ends by the deadline of its present wait, and takes nothing that comes later for another", async () => {
    const room = Promise.withResolvers<void>();
    const { driver, answer } = answeringDriver({ write: () => room.promise });
    await driver.drive(connect());
    function* twice(): Script<unknown> {
      try {
        yield* talk(1);
      } catch (error) {
        const came = yield* perform({ do: "read", wait: "command" });
        return [error, came];
      }
      return undefined;
    }
    const driving = driver.drive(twice());
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    room.resolve();
    await vi.advanceTimersByTimeAsync(1_000);
    answer();
    const late = expect.objectContaining({ kind: "timeout" });
    expect(await driving).toEqual([late, Uint8Array.of(2)]);
  });

  it("goes on at once after a write that finds room", async () => {
    const { driver, answer } = answeringDriver({
      write: () => Promise.reject(new Error("Not to be called.")),
      writeNow: () => {
        answer();
        return undefined;
      },
    });
    await driver.drive(connect());
    await driver.drive(talk(3));
  });

  it("waits for room where a write says so", async () => {
    const room = Promise.withResolvers<void>();
    const { driver, answer } = answeringDriver({ writeNow: () => room.promise });
    await driver.drive(connect());
    let over = false;
    const driving = driver.drive(talk(1)).then(() => {
      over = true;
    });
    answer();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(over).toBe(false);
    room.resolve();
    await driving;
  });

  it("takes a read that throws for one that fails", async () => {
    const { driver, onUnasked } = answeringDriver({
      read: () => {
        throw new Error("This transport throws.");
      },
    });
    await driver.drive(connect());
    driver.watchIdle();
    await vi.advanceTimersByTimeAsync(0);
    expect(onUnasked).toHaveBeenCalledTimes(1);
    await expect(driver.drive(talk(1))).rejects.toThrow("This transport throws.");
  });

  it("reports what comes while none is under way, once", async () => {
    const { driver, answer, onUnasked } = answeringDriver();
    await driver.drive(connect());
    driver.watchIdle();
    expect([onUnasked.mock.calls.length, driver.hasUnexpectedData]).toEqual([0, false]);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect([onUnasked.mock.calls.length, driver.hasUnexpectedData]).toEqual([1, true]);
  });
});
