/** Counts what work makes the runtime do. Must be imported before the measured modules. */
import { createHook } from "node:async_hooks";
import { Socket } from "node:net";
import process from "node:process";
import { GCProfiler } from "node:v8";

/** The counted things, and their names. */
export const COUNTED = {
  promises: "promises",
  ticks: "calls of process.nextTick and queueMicrotask",
  timers: "timers and immediates",
  clock: "readings of the clock",
  decodes: "calls of TextDecoder.decode",
  encodes: "calls of TextEncoder.encode and encodeInto",
  freezes: "calls of Object.freeze",
  abortListeners: "listeners for an abort",
  writes: "writes to the connection",
} as const;

/** One count. */
export type Counted = keyof typeof COUNTED;

/** How often each thing happened. */
export type Counts = Record<Counted, number>;

/** Async resources by their type (node:async_hooks), each counted when it is created. */
const RESOURCES: Readonly<Record<string, Counted>> = {
  PROMISE: "promises",
  TickObject: "ticks",
  Microtask: "ticks",
  Timeout: "timers",
  Immediate: "timers",
};

let counts: Counts | undefined;

function add(what: Counted): void {
  if (counts) counts[what] += 1;
}

/** Replaces a method by one that counts its calls while `applies` is true. */
function count(
  holder: object,
  name: string,
  what: Counted,
  applies: (args: readonly unknown[]) => boolean = () => true,
): void {
  const original = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
  Reflect.defineProperty(holder, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      if (counts && applies(args)) add(what);
      return Reflect.apply(original, this, args);
    },
  });
}

/** The clocks themselves, because `Date` is replaced by a proxy. */
const CLOCKS: readonly { now(): number }[] = [performance, Date];

/** The time of a stopped clock. */
const held = new Map<object, number>();

/** Replaces `now` by a function that returns the same time during a measurement. */
function holdNow(clock: { now(): number }): void {
  const original = clock.now.bind(clock);
  clock.now = () => (held.has(clock) ? (held.get(clock) as number) : original());
}

/**
 * Stops the clocks. The client lets the event loop run after some milliseconds of work, so the same work on a busy
 * machine would need more promises and timers.
 */
function stopClocks(): void {
  for (const clock of CLOCKS) held.set(clock, clock.now());
}

function startClocks(): void {
  held.clear();
}

/** Replaces the functions whose calls are counted. */
export function install(): void {
  for (const clock of CLOCKS) holdNow(clock);
  count(performance, "now", "clock");
  count(Date, "now", "clock");
  count(process, "hrtime", "clock");
  count(process.hrtime, "bigint", "clock");
  count(TextDecoder.prototype, "decode", "decodes");
  count(TextEncoder.prototype, "encode", "encodes");
  count(TextEncoder.prototype, "encodeInto", "encodes");
  count(Object, "freeze", "freezes");
  count(EventTarget.prototype, "addEventListener", "abortListeners", ([type]) => type === "abort");
  count(Socket.prototype, "write", "writes");
  const { Date: RealDate } = globalThis;
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args, self) {
      if (args.length === 0) add("clock");
      return Reflect.construct(target, args, self) as object;
    },
  });
}

/** Counts a write to a connection without a socket. */
export function countWrite(): void {
  add("writes");
}

/** Counts everything until the work is done. */
export async function countDuring(work: () => Promise<unknown>): Promise<Counts> {
  const counted = Object.fromEntries(Object.keys(COUNTED).map((name) => [name, 0])) as Counts;
  const hook = createHook({
    init(_id, type) {
      const what = RESOURCES[type];
      if (what) add(what);
    },
  });
  stopClocks();
  counts = counted;
  hook.enable();
  try {
    await work();
  } finally {
    hook.disable();
    counts = undefined;
    startClocks();
  }
  return counted;
}

/**
 * Measures the bytes allocated until the work is done: on the heap and in array buffers.
 *
 * Needs `--expose-gc`, and a young generation larger than the work's allocations.
 *
 * @throws {RangeError} if garbage was collected meanwhile, because the result would be too low
 */
export async function allocatedDuring(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const collections = new GCProfiler();
  const before = process.memoryUsage();
  collections.start();
  stopClocks();
  await work().finally(startClocks);
  const after = process.memoryUsage();
  const { statistics } = collections.stop();
  if (statistics.length > 0) {
    throw new RangeError(
      "Memory was collected during the measurement. Measure fewer messages, or enlarge the young generation with --min-semi-space-size.",
    );
  }
  return after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
}
