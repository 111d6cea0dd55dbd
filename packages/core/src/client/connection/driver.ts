/**
 * The driver: performs the effects of scripts on a transport, with a deadline for each wait, and throws failures
 * into the script. The script alone knows what a failure means. Effects of every message are in
 * `script-runner.ts`; here are the effects that happen once for a connection.
 */

import { TransportError } from "../../protocol/errors/transport-error.ts";
import type {
  ConnectBesideEffect,
  ConnectEffect,
  ConnectionInfo,
  ListenEffect,
  Script,
  TimeoutName,
} from "../../protocol/session/effects.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Timeouts } from "../options/timeouts.ts";
import { unlessAborted } from "./call-clock.ts";
import { type DeriveKey, runComputation } from "./compute.ts";
import { toTransportError } from "./outside-errors.ts";
import { type Run, requireDefined } from "./run.ts";
import { type RareEffect, ScriptRunner } from "./script-runner.ts";
import { raceSecondConnection } from "./second-connection.ts";
import type { Dial, Transport } from "./transport.ts";

/** The options of a driver, the same for all scripts of a session. */
export interface DriverOptions {
  readonly dial: Dial;
  readonly timeouts: Timeouts;
  /** Returns a token; `refused` is the token that the server refused. */
  readonly token: (refused?: string) => string | Promise<string>;
  /** Removes secrets from a line of text. */
  readonly hide: (line: string) => string;
  readonly emit?: ((event: ClientEvent) => void) | undefined;
  /** Derives keys that WebCrypto refuses to derive. */
  readonly deriveKey?: DeriveKey | undefined;
  /** Called when the server sends data or ends the connection while no script runs. */
  readonly onUnaskedData?: () => void;
}

/** Holds the transport of a session and runs its scripts, one at a time. */
export class Driver {
  readonly #options: DriverOptions;
  readonly #runner: ScriptRunner;

  constructor(options: DriverOptions) {
    this.#options = options;
    const { timeouts, emit, hide, onUnaskedData } = options;
    const perform = (effect: RareEffect): Promise<unknown> => this.#perform(effect);
    this.#runner = new ScriptRunner({ timeouts, emit, hide, perform, onUnaskedData });
  }

  /** Whether data or the end of the connection arrived while no script was reading. */
  get hasUnexpectedData(): boolean {
    return this.#runner.channel?.received !== undefined;
  }

  /**
   * Returns whether data from the server arrived since the last call of this function, and since the source last made
   * the call wait.
   */
  takeHasReceived(): boolean {
    const { hasReceived } = this.#runner;
    this.#runner.hasReceived = false;
    return hasReceived;
  }

  /**
   * Milliseconds that QUIT may delay the next message: as long as a server that still answers needs. The next
   * connection is not opened earlier, because servers limit their number.
   */
  get quitTimeout(): number {
    return this.#runner.quitTimeout;
  }

  /**
   * Finds out whether the connection can be used from here, if the runtime has that question. If the signal fires
   * first, the next script ends with its error.
   */
  isUsable(signal: AbortSignal | undefined): Promise<boolean> | undefined {
    const transport = this.#runner.channel?.transport;
    if (!transport?.isUsable) return undefined;
    try {
      return unlessAborted(transport.isUsable(), signal).catch(() => signal?.aborted === true);
    } catch {
      return Promise.resolve(false);
    }
  }

  /**
   * Runs a script to its end.
   *
   * @returns what the script returns; rejects with what the script throws
   */
  drive<T>(script: Script<T>, run: Run = {}): Promise<T> {
    try {
      this.#runner.channel?.transport.setIdle?.(false);
    } catch {
      // The connection is lost; the next read or write reports that.
    }
    return this.#runner.run(script, run);
  }

  /**
   * Keeps one read outstanding while the connection is idle, so that its end is noticed at once.
   *
   * @param idle milliseconds until `onIdle` is called, unless a script runs before
   */
  watchIdle(idle: number = Number.POSITIVE_INFINITY, onIdle: () => void = () => {}): void {
    this.#runner.channel?.transport.setIdle?.(true);
    this.#runner.watchIdle(idle, onIdle);
  }

  /** Performs effects that happen once or rarely on a connection. */
  async #perform(effect: RareEffect): Promise<unknown> {
    const { token, deriveKey } = this.#options;
    const race: Race = (work, wait, due) => this.#runner.race(work, wait, due);
    switch (effect.do) {
      case "connect":
        return this.#connect(effect, race);
      case "listen":
        return this.#listenUpTo(effect, race);
      case "connect-second":
        return this.#connectBeside(effect, race);
      case "starttls":
        return this.#startTls(race);
      case "token":
        return race(Promise.resolve(token(effect.refused)), "auth");
      case "compute": {
        if (effect.what !== "pbkdf2") return race(runComputation(effect), "auth");
        // The only long computation: it stops when nobody waits for it any more.
        const stop = new AbortController();
        const work = runComputation(effect, { deriveKey, signal: stop.signal });
        return race(work, "auth").finally(() => stop.abort());
      }
      default:
        throw new TypeError(`No effect "${(effect as RareEffect).do}" is known.`);
    }
  }

  async #connect({ to, avoid }: ConnectEffect, race: Race): Promise<ConnectionInfo> {
    this.#runner.drop();
    const giveUp = new AbortController();
    const { signal } = giveUp;
    let reached: string | undefined;
    const onAddress = (address: string): void => {
      reached = address;
    };
    let dialling: Promise<Transport> | undefined;
    try {
      dialling = this.#options.dial(to, { signal, onAddress, ...(avoid ? { avoid } : {}) });
      return this.#runner.attach(await race(dialling, "connect"));
    } catch (error) {
      giveUp.abort(error);
      // A dial that succeeds after the failure must not leave a socket open.
      dialling?.then((late) => late.close()).catch(() => {});
      throw at(reached, toTransportError(error, "unreachable", this.#options.hide));
    }
  }

  /** Returns false if the shorter timeout is over. The end of a connection also counts as data. */
  async #listenUpTo({ wait, upTo }: ListenEffect, race: Race): Promise<boolean> {
    const { timeouts } = this.#options;
    this.#runner.times.startReply({}, timeouts[wait]);
    const { startedAt, due } = this.#runner.times;
    const shorter = timeouts[upTo] < timeouts[wait];
    try {
      const first = shorter ? startedAt + timeouts[upTo] : due;
      await race(this.#runner.waitForData(), shorter ? upTo : wait, first);
      this.#runner.times.recordReply();
      return true;
    } catch (error) {
      if (shorter && error instanceof TransportError && error.kind === "timeout") return false;
      throw error;
    }
  }

  async #connectBeside(
    { to, avoid }: ConnectBesideEffect,
    race: Race,
  ): Promise<ConnectionInfo | undefined> {
    const { dial, hide } = this.#options;
    const began = performance.now();
    const won = await raceSecondConnection(
      this.#runner.waitForData(),
      (signal) => dial(to, { signal, ...(avoid ? { avoid } : {}) }),
      (first) => race(first, "greeting", this.#runner.times.due),
      (error) => toTransportError(error, "unreachable", hide),
    );
    if (!won) {
      this.#runner.times.recordReply();
      return undefined;
    }
    this.#runner.drop();
    // Only the first connection was silent, so the time of the reply counts from the second one.
    this.#runner.times.startedAt = began;
    this.#runner.times.recordReply();
    return this.#runner.attach(won.transport, won.received);
  }

  async #startTls(race: Race): Promise<ConnectionInfo> {
    const channel = requireDefined(this.#runner.channel);
    const { transport } = channel;
    if (channel.isListening || !transport.startTls) {
      throw new TransportError("handshake", "This connection cannot be upgraded to TLS now.");
    }
    return this.#runner.attach(await race(transport.startTls(), "tls"));
  }
}

/** Races work against the deadline of a wait, or against a deadline that was set before. */
type Race = <T>(work: Promise<T>, wait: TimeoutName, due?: number) => Promise<T>;

/** Returns the error of a dial with the address of the connection. */
function at(remoteAddress: string | undefined, error: TransportError): TransportError {
  if (remoteAddress === undefined) return error;
  const { kind, message, cause, permanent } = error;
  return new TransportError(kind, message, { cause, permanent, remoteAddress });
}
