/**
 * The driver: does all the awaiting for the scripts.
 *
 * It performs effects against a transport, races each against its deadline and
 * the caller's AbortSignal, and throws what fails into the script, which alone
 * knows what that means at that point.
 */
import type {
  ConnectBesideEffect,
  ConnectEffect,
  Effect,
  Link,
  ListenEffect,
  NumberedMessage,
  PullEffect,
  ReadEffect,
  Script,
  SettledEffect,
  Wait,
  WriteEffect,
} from "../protocol/effects.ts";
import type { ClientEvent } from "../protocol/events.ts";
import { ownProperties, ownProperty } from "../protocol/own-properties.ts";
import { TransportError } from "../protocol/transport-error.ts";
import { Alarm } from "./alarm.ts";
import { firstToSpeak, type Heard } from "./beside.ts";
import type { BodyReader } from "./body.ts";
import { expired, reasonOf, unlessAborted } from "./call-clock.ts";
import { computed, type DeriveKey } from "./compute.ts";
import type { Timeouts } from "./timeouts.ts";
import type { Dial, Transport } from "./transport.ts";

/** What stays the same over all scripts of a session. */
export interface DriverOptions {
  readonly dial: Dial;
  readonly timeouts: Timeouts;
  /** Gets a token; `refused` is the one that the server would not take. */
  readonly token: (refused?: string) => string | Promise<string>;
  readonly tell: (event: ClientEvent) => void;
  /** Derives keys where WebCrypto refuses to. */
  readonly deriveKey?: DeriveKey | undefined;
}

/** What one run of a script brings along. */
export interface Run {
  readonly body?: BodyReader;
  /** Where many messages come from, and where it is told what became of them. */
  readonly feed?: Feed;
  readonly signal?: AbortSignal;
  /** Nobody waits for anything behind it, so QUIT has all of its time. */
  readonly last?: true;
}

/** Messages for a script that sends many. */
export interface Feed {
  /** The next message, when one is at hand. */
  next(): NumberedMessage | undefined;
  /** The content of a message that was given. */
  bodyOf(index: number): BodyReader;
  settled(effect: SettledEffect): void;
}

/** Holds the transport of a session and runs its scripts, one at a time. */
export class Driver {
  readonly #options: DriverOptions;
  #transport: Transport | undefined;
  /** The one read that may be outstanding; never rejects. */
  #reading: Promise<Heard> | undefined;
  /** What it brought, until a script asks for it. */
  #heard: Heard | undefined;
  /** A write that was still under way when the server spoke first. */
  #writing: Promise<unknown> | undefined;
  /** The pieces of messages that were still on their way when the server spoke first. */
  readonly #pulling = new Map<BodyReader, Promise<Uint8Array | null>>();
  /** Told when the outstanding read brings something. */
  #onHeard: (() => void) | undefined;
  /** When the present reply was first waited for, and when it must be complete. */
  #replyAsked = 0;
  #replyDue = 0;
  /** The longest, in milliseconds, that this server took to answer. */
  #slowestReply = 0;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /** Something came, or the connection ended, while nobody was asking. */
  get disturbed(): boolean {
    return this.#heard !== undefined;
  }

  /**
   * Milliseconds that QUIT may hold up a message behind it: as long as a server that still answers takes. The
   * next connection is not opened before, because servers limit how many there may be.
   */
  get quitPatience(): number {
    const { quit } = this.#options.timeouts;
    return Math.min(quit, LONGEST_QUIT, Math.max(SHORTEST_QUIT, this.#slowestReply));
  }

  /**
   * Finds out whether the connection can be used from here, where that is a question at all. When the signal
   * fires first, the script that follows ends by it.
   */
  isUsable(signal: AbortSignal | undefined): Promise<boolean> | undefined {
    const transport = this.#transport;
    if (!transport?.isUsable) return undefined;
    return unlessAborted(transport.isUsable(), signal).catch(() => signal?.aborted === true);
  }

  /**
   * Runs a script to its end.
   *
   * @returns what the script returns; throws what the script throws
   */
  async drive<T>(script: Script<T>, run: Run = {}): Promise<T> {
    // A call for one message brings its clock along; of many messages each has the whole time.
    const { total } = this.#options.timeouts;
    const starts = (): number =>
      total === undefined || !run.feed ? Number.POSITIVE_INFINITY : performance.now() + total;
    let deadline = starts();
    const alarm = new Alarm();
    this.#transport?.setIdle?.(false);
    try {
      let step = script.next();
      while (!step.done) {
        let result: unknown;
        if (step.value.do === "settled") deadline = starts();
        try {
          const atOnce = this.#atOnce(step.value, run);
          result = atOnce ? atOnce.result : await this.#perform(step.value, run, alarm, deadline);
        } catch (error) {
          step = script.throw(error);
          continue;
        }
        step = script.next(result);
      }
      return step.value;
    } finally {
      alarm.stop();
      this.#pulling.clear();
    }
  }

  /**
   * Keeps one read outstanding while the connection rests, so that its end is seen at once.
   *
   * @returns resolves when the server says something, or the connection ends
   */
  async rest(): Promise<void> {
    if (!this.#transport) return;
    this.#transport.setIdle?.(true);
    await this.#listen();
  }

  /** Effects that need no waiting; nothing when this was none. */
  #atOnce(effect: Effect, run: Run): { readonly result: unknown } | undefined {
    const { feed } = run;
    switch (effect.do) {
      case "read":
        if (!this.#heard) return undefined;
        this.#ask(effect, run);
        return { result: this.#take(this.#heard) };
      case "pull": {
        const { pullNow } = bodyOf(run, effect.of);
        return pullNow && { result: pullNow(this.#reusable(effect)) };
      }
      case "tell":
        return { result: this.#options.tell(effect.event) };
      case "close":
        return { result: this.#drop() };
      case "next":
        return { result: feed?.next() };
      case "settled":
        return { result: feed?.settled(effect) };
      default:
        return undefined;
    }
  }

  #perform(effect: Effect, run: Run, alarm: Alarm, deadline: number): Promise<unknown> {
    const { timeouts, token } = this.#options;
    const { total } = timeouts;
    const { signal } = run;
    const patience = (wait: Wait): number => this.#usual(wait, run);
    const race = <T>(work: Promise<T>, wait: Wait, due?: number): Promise<T> => {
      const now = performance.now();
      const ends = due ?? now + patience(wait);
      const from = due === undefined ? now : this.#replyAsked;
      const late = (): TransportError =>
        deadline < ends && total !== undefined
          ? expired(total)
          : new TransportError(
              "timeout",
              `Waited ${Math.round(ends - from)} ms for ${WAITING[wait]}.`,
            );
      return within(work, alarm, Math.min(ends, deadline) - now, late, signal);
    };
    switch (effect.do) {
      case "connect":
        return this.#connect(effect, race);
      case "listen":
        return this.#listenUpTo(effect, race);
      case "connect-beside":
        return this.#connectBeside(effect, race);
      case "read":
        return this.#read(effect, run, race);
      case "write":
        // Write nothing after an abort.
        if (signal?.aborted) throw reasonOf(signal);
        return this.#write(effect, race);
      case "starttls":
        return this.#startTls(race);
      case "pull":
        return this.#pull(bodyOf(run, effect.of), effect, race);
      case "rewind":
        this.#pulling.delete(bodyOf(run, effect.of));
        return race(bodyOf(run, effect.of).rewind(), "content");
      case "token":
        return race(Promise.resolve(token(effect.refused)), "auth");
      case "compute": {
        if (effect.what !== "pbkdf2") return race(computed(effect), "auth");
        // The only one that takes long: it stops when nobody waits for it any more.
        const stop = new AbortController();
        const { deriveKey } = this.#options;
        const work = computed(effect, { deriveKey, signal: stop.signal });
        return race(work, "auth").finally(() => stop.abort());
      }
      default:
        throw new TypeError(`No effect "${effect.do}" is known.`);
    }
  }

  async #connect({ to, avoid }: ConnectEffect, race: Race): Promise<Link> {
    this.#drop();
    const giveUp = new AbortController();
    const { signal } = giveUp;
    let reached: string | undefined;
    const onAddress = (address: string): void => {
      reached = address;
    };
    const dialling = this.#options.dial(to, { signal, onAddress, ...(avoid ? { avoid } : {}) });
    try {
      this.#transport = await race(dialling, "connect");
    } catch (error) {
      giveUp.abort(error);
      // An adapter that connects all the same must not leave a socket behind.
      dialling.then((late) => late.close()).catch(() => {});
      throw at(reached, error);
    }
    return linkOf(this.#transport);
  }

  /** False when the shorter time is over; an end of the connection is something to read too. */
  async #listenUpTo({ wait, upTo }: ListenEffect, race: Race): Promise<boolean> {
    const { timeouts } = this.#options;
    this.#replyAsked = performance.now();
    this.#replyDue = this.#replyAsked + timeouts[wait];
    const shorter = timeouts[upTo] < timeouts[wait];
    try {
      const due = shorter ? this.#replyAsked + timeouts[upTo] : this.#replyDue;
      await race(this.#listen(), shorter ? upTo : wait, due);
      this.#noteReply();
      return true;
    } catch (error) {
      if (shorter && error instanceof TransportError && error.kind === "timeout") return false;
      throw error;
    }
  }

  async #connectBeside({ to, avoid }: ConnectBesideEffect, race: Race): Promise<Link | undefined> {
    const { dial } = this.#options;
    const began = performance.now();
    const won = await firstToSpeak(
      this.#listen(),
      (signal) => dial(to, { signal, ...(avoid ? { avoid } : {}) }),
      (first) => race(first, "greeting", this.#replyDue),
    );
    if (won) {
      this.#drop();
      this.#transport = won.transport;
      this.#heard = won.heard;
      this.#reading = Promise.resolve(won.heard);
      // The silence before was not this connection's.
      this.#replyAsked = began;
    }
    this.#noteReply();
    return won && linkOf(won.transport);
  }

  #noteReply(): void {
    this.#slowestReply = Math.max(this.#slowestReply, performance.now() - this.#replyAsked);
  }

  /** Milliseconds that a wait has. */
  #usual(wait: Wait, run: Run): number {
    return wait === "quit" && !run.last ? this.quitPatience : this.#options.timeouts[wait];
  }

  /** From the first of a reply's bytes on, one deadline holds for all of it. */
  #ask({ wait, more, rested }: ReadEffect, run: Run): void {
    if (more) return;
    const usual = this.#usual(wait, run);
    this.#replyAsked = performance.now();
    const patience = Math.max(RESTED_PATIENCE, 3 * this.#slowestReply);
    this.#replyDue = this.#replyAsked + (rested ? Math.min(usual, patience) : usual);
  }

  async #read(effect: ReadEffect, run: Run, race: Race): Promise<Uint8Array | null> {
    this.#ask(effect, run);
    const heard = await race(this.#listen(), effect.wait, this.#replyDue);
    this.#noteReply();
    return this.#take(heard);
  }

  /** The next piece of a message; `undefined` when the server was first, which leaves the piece for the next call. */
  async #pull(
    body: BodyReader,
    effect: PullEffect,
    race: Race,
  ): Promise<Uint8Array | null | undefined> {
    const { watch } = effect;
    const pulling = this.#pulling.get(body);
    const piece = pulling ?? body.pull(this.#reusable(effect));
    this.#pulling.delete(body);
    if (!watch || !this.#transport) return race(piece, "content");
    const first = new Promise<Uint8Array | null | undefined>((resolve, reject) => {
      piece.then(resolve, reject);
      this.#onHeard = () => resolve(undefined);
      void this.#listen();
      if (this.#heard) resolve(undefined);
    });
    try {
      const came = await race(first, "content");
      if (came === undefined) this.#pulling.set(body, piece);
      return came;
    } finally {
      this.#onHeard = undefined;
      piece.catch(() => {});
    }
  }

  /** Memory that the next piece may be read into: only when the connection looks at it no more. */
  #reusable({ reuse }: PullEffect): Uint8Array | undefined {
    return this.#transport?.releasesBytes ? reuse : undefined;
  }

  #take(heard: Heard): Uint8Array | null {
    this.#heard = undefined;
    this.#reading = undefined;
    if ("error" in heard) throw heard.error;
    return heard.bytes;
  }

  async #write({ bytes, more, wait, watch }: WriteEffect, race: Race): Promise<boolean> {
    if (this.#writing) await race(this.#writing, wait);
    this.#writing = undefined;
    const transport = need(this.#transport);
    const writing = more ? writeAll(transport, [bytes, ...more]) : transport.write(bytes);
    if (!watch) {
      await race(writing, wait);
      return false;
    }
    // A write that fails here fails because the server is gone; what it said before is what counts.
    const written = writing.then(
      () => false,
      () => this.#listen().then(() => true),
    );
    this.#writing = written;
    return race(Promise.race([written, this.#listen().then(() => true)]), wait);
  }

  async #startTls(race: Race): Promise<Link> {
    const transport = need(this.#transport);
    if (this.#reading || !transport.startTls) {
      throw new TransportError("handshake", "This connection cannot be upgraded to TLS now.");
    }
    this.#transport = await race(transport.startTls(), "tls");
    return linkOf(this.#transport);
  }

  #listen(): Promise<Heard> {
    if (this.#reading) return this.#reading;
    const came = (heard: Heard): Heard => {
      // What a dropped connection still says belongs to nobody.
      if (this.#reading === reading) {
        this.#heard = heard;
        this.#onHeard?.();
      }
      return heard;
    };
    const reading: Promise<Heard> = need(this.#transport)
      .read()
      .then(
        (bytes) => came({ bytes }),
        (error: unknown) => came({ error }),
      );
    this.#reading = reading;
    return reading;
  }

  #drop(): void {
    this.#transport?.close();
    this.#transport = undefined;
    this.#reading = undefined;
    this.#heard = undefined;
    this.#writing = undefined;
  }
}

async function writeAll(transport: Transport, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) await transport.write(piece);
}

/**
 * Milliseconds that a connection which rested has for its first reply, unless this server has been slower: a
 * connection that a router or a suspended machine has forgotten never answers.
 */
const RESTED_PATIENCE = 10_000;

/** Bounds, in milliseconds, for how long QUIT may hold up a message behind it. */
const SHORTEST_QUIT = 50;
const LONGEST_QUIT = 500;

/** Races work against the deadline of a wait, or against a moment that was set before. */
type Race = <T>(work: Promise<T>, wait: Wait, due?: number) => Promise<T>;

const WAITING: Readonly<Record<Wait, string>> = {
  connect: "the connection",
  silence: "the first byte of the greeting",
  greeting: "the greeting",
  ehlo: "the answer to EHLO",
  tls: "the TLS handshake",
  auth: "authentication",
  mail: "the answer to MAIL",
  rcpt: "the answer to RCPT",
  data: "the answer to DATA or BDAT",
  content: "more of the message, or room for it",
  final: "the answer to the message",
  command: "the answer",
  quit: "the answer to QUIT",
};

/** Races work against a deadline and a signal; the work itself is left to its own end. */
function within<T>(
  work: Promise<T>,
  alarm: Alarm,
  milliseconds: number,
  late: () => TransportError,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const first = (): boolean => {
      if (over) return false;
      over = true;
      alarm.callOff();
      signal?.removeEventListener("abort", abort);
      return true;
    };
    const abort = (): void => {
      if (!first()) return;
      reject(reasonOf(signal));
    };
    work.then(
      (value) => first() && resolve(value),
      (error: unknown) => first() && reject(error),
    );
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    alarm.set(milliseconds, () => {
      if (first()) reject(late());
    });
  });
}

/** The error of a dial, with the address that it had connected to. */
function at(remoteAddress: string | undefined, error: unknown): unknown {
  if (remoteAddress === undefined || !(error instanceof TransportError)) return error;
  const { kind, message, cause, permanent } = error;
  return new TransportError(kind, message, { cause, permanent, remoteAddress });
}

function linkOf(transport: Transport): Link {
  // Whether the connection is secured must not be read from Object.prototype.
  const own = ownProperty(transport, "tls");
  const tls = own && ownProperties(own);
  const localAddress = ownProperty(transport, "localAddress");
  const remoteAddress = ownProperty(transport, "remoteAddress");
  return Object.freeze({
    tls: tls !== undefined,
    verified: tls?.verified ?? false,
    canStartTls: ownProperty(transport, "startTls") !== undefined,
    ...(tls?.channelBindings ? { channelBindings: tls.channelBindings } : {}),
    ...(localAddress === undefined ? {} : { localAddress }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
}

function bodyOf({ body, feed }: Run, of: number | undefined): BodyReader {
  return need(of === undefined ? body : feed?.bodyOf(of));
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new TransportError("reset", "There is no connection.");
  return value;
}
