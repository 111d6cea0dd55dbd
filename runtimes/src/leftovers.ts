/**
 * Checks that a call releases everything: listeners on the caller's signal, timers, message sources and lists. Each
 * is counted, so that a single leak shows at once instead of after a million calls.
 */
import type { Mailer, Message, SendManyOptions } from "@parley-smtp/core";
import type { Personality } from "@parley-smtp/core/testing";
import type { Case } from "./case.ts";
import type { Ask } from "./outside.ts";
import type { Runtime } from "./runtime.ts";
import { same } from "./same.ts";

const plain: Personality = { tls: "none", capabilities: ["PIPELINING"] };
const refusing: Personality = {
  ...plain,
  refuse: [{ recipient: "*", reply: "550 5.1.1 No such user" }],
};
const silent: Personality = { ...plain, answers: [{ to: "MAIL", silence: true }] };
const closing: Personality = { ...plain, answers: [{ to: "CONTENT", close: "before" }] };

/** The timer of an open connection belongs to the connection; it is recognized by its idle time. */
const IDLE = 54_321;

/** A long time, so that no other wait of the timer ends before it. */
const LONGER = { connect: 60_000, silence: 60_000, greeting: 60_000 };

const envelope = { from: "ann@example.org", to: "bob@example.net" };
const HEADER = "Subject: Hi\r\n\r\nHi.\r\n";

/** The ways in which a call may end. */
interface End {
  readonly named: string;
  readonly personality?: Personality;
  /** Milliseconds after which the signal fires. */
  readonly abort?: number;
  readonly timeouts?: { readonly total?: number; readonly content?: number };
  /** Whether the message's source stalls after its beginning. */
  readonly stalls?: true;
  /** Whether an earlier message uses the only connection, and its source stalls. */
  readonly behind?: true;
  /** Whether the mailer is closed first. */
  readonly closed?: true;
}

const ENDS: readonly End[] = [
  { named: "is accepted" },
  { named: "is refused", personality: refusing },
  { named: "ends without a reply", personality: closing },
  { named: "is aborted before it begins", abort: 0 },
  { named: "is aborted while the server is silent", personality: silent, abort: 60 },
  { named: "is aborted while its message source stalls", stalls: true, abort: 60 },
  { named: "is aborted while it waits for a connection", behind: true, abort: 60 },
  { named: "exceeds timeouts.total", personality: silent, timeouts: { total: 60 } },
  { named: "exceeds timeouts.content", stalls: true, timeouts: { content: 60 } },
  { named: "comes after the mailer was closed", closed: true },
];

/** The ways to send. */
const WAYS = ["send", "sendMany", "sendMany with overlap"] as const;

/**
 * Returns the cases.
 *
 * @param runtime the runtime under test
 * @param ask the connection to the servers
 */
export function leftoverCases(runtime: Runtime, ask: Ask): readonly Case[] {
  return ENDS.map((end) => ({
    name: `nothing stays open after a call that ${end.named}`,
    async run() {
      for (const method of WAYS) await tryOne(method, end);
    },
  }));

  async function tryOne(method: (typeof WAYS)[number], end: End): Promise<void> {
    const { port, ca } = await ask({ start: end.personality ?? plain });
    const counts = new Counts();
    const { timeouts = {} } = end;
    const pool = { size: 1, idle: IDLE };
    const at = {
      host: "localhost",
      port,
      ca,
      tls: "none",
      pool,
      timeouts: { ...LONGER, ...timeouts },
    } as const;
    const mailer = runtime.createMailer(at);
    const block = new AbortController();
    const blocking = end.behind ? blockedBy(mailer, block.signal) : undefined;
    if (end.closed) await mailer.close();
    const caller = new AbortController();
    if (end.abort === 0) caller.abort();
    else if (end.abort !== undefined) setTimeout(() => caller.abort(), end.abort);
    const stopTimers = counts.countTimers();
    try {
      const signal = counts.watched(caller.signal);
      const raw = counts.body(end.stalls === true);
      await sendBy(mailer, method, { ...envelope, raw }, { signal }, counts);
      block.abort();
      await blocking;
      await counts.settle(`${method}: of a call that ${end.named}`);
      await mailer.close();
    } finally {
      stopTimers();
    }
    await counts.settle(`${method}: of a mailer that was closed`);
  }
}

/** Uses the only connection until the signal fires. */
async function blockedBy(mailer: Mailer, signal: AbortSignal): Promise<void> {
  const raw = new ReadableStream<string>();
  const sent = mailer.send({ ...envelope, raw }, { signal }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 30));
  return sent.then(() => {});
}

/** Sends; the message's outcome does not matter here. */
async function sendBy(
  mailer: Mailer,
  method: (typeof WAYS)[number],
  message: Message,
  options: SendManyOptions,
  counts: Counts,
): Promise<void> {
  if (method === "send") {
    await mailer.send(message, options).catch(() => {});
    return;
  }
  const more = method === "sendMany" ? {} : { maxUnacknowledged: 3 };
  for await (const _ of mailer.sendMany(counts.list(message), { ...options, ...more })) {
    // The case is only about leaks.
  }
}

type Timer = ReturnType<typeof setTimeout>;

/** The open resources. */
class Counts {
  readonly #listeners = new Set<unknown>();
  readonly #timers = new Map<unknown, number | undefined>();
  #bodies = 0;
  #lists = 0;

  /** A signal that counts its listeners. */
  watched(signal: AbortSignal): AbortSignal {
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (type: string, listener: unknown, ...more: unknown[]) => {
      this.#listeners.add(listener);
      addEventListener.call(signal, type, listener as EventListener, ...(more as []));
    };
    signal.removeEventListener = (type: string, listener: unknown, ...more: unknown[]) => {
      this.#listeners.delete(listener);
      removeEventListener.call(signal, type, listener as EventListener, ...(more as []));
    };
    // Listeners for one call are gone then.
    addEventListener.call(signal, "abort", () => this.#listeners.clear(), { once: true });
    return signal;
  }

  /** Counts the timers that are set from now on, until the returned function is called. */
  countTimers(): () => void {
    const { setTimeout, clearTimeout } = globalThis;
    const timers = this.#timers;
    const set = (work: () => void, milliseconds?: number): Timer => {
      if (milliseconds !== undefined && !(milliseconds >= 0 && milliseconds < 2 ** 31)) {
        throw new RangeError(`A timer of ${milliseconds} ms was set.`);
      }
      const timer: Timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, milliseconds);
      timers.set(timer, milliseconds);
      return timer;
    };
    const clear = (timer?: Timer): void => {
      timers.delete(timer);
      clearTimeout(timer);
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    return () => Object.assign(globalThis, { setTimeout, clearTimeout });
  }

  /** A message source that is open from its first piece until its end or until it is closed. */
  body(stalls: boolean): AsyncIterable<string> {
    let open = false;
    const shut = (): IteratorResult<string> => {
      if (open) this.#bodies -= 1;
      open = false;
      return { done: true, value: undefined };
    };
    let given = false;
    const next = async (): Promise<IteratorResult<string>> => {
      if (given) return stalls ? new Promise(() => {}) : shut();
      given = true;
      open = true;
      this.#bodies += 1;
      return { done: false, value: HEADER };
    };
    return { [Symbol.asyncIterator]: () => ({ next, return: async () => shut() }) };
  }

  /** A list that is open until its end or until it is closed. */
  list(message: Message): AsyncIterable<Message> {
    let given = false;
    let open = true;
    this.#lists += 1;
    const shut = (): IteratorResult<Message> => {
      if (open) this.#lists -= 1;
      open = false;
      return { done: true, value: undefined };
    };
    const next = async (): Promise<IteratorResult<Message>> => {
      if (given) return shut();
      given = true;
      return { done: false, value: message };
    };
    return { [Symbol.asyncIterator]: () => ({ next, return: async () => shut() }) };
  }

  /** Waits until nothing is open; names what is, if that takes too long. */
  async settle(what: string): Promise<void> {
    const begun = Date.now();
    while (this.#left() !== "{}" && Date.now() - begun < 3_000) await tick();
    same(this.#left(), "{}", `what is left ${what}`);
  }

  #left(): string {
    const timers = [...this.#timers.values()].filter(
      (milliseconds) => Math.round(milliseconds ?? 0) !== IDLE,
    );
    const left = {
      ...(this.#listeners.size > 0 && { listeners: this.#listeners.size }),
      ...(timers.length > 0 && { timers }),
      ...(this.#bodies > 0 && { bodies: this.#bodies }),
      ...(this.#lists > 0 && { lists: this.#lists }),
    };
    return JSON.stringify(left);
  }
}

/** The runtime's own timer, which is not counted. */
const { setTimeout: later } = globalThis;

/** Lets other work run for a moment. */
function tick(): Promise<void> {
  return new Promise((resolve) => later(resolve, 1));
}
