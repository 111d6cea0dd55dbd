/**
 * Drives a script synchronously: every effect is performed at once, against a server in memory. Time is a number that
 * advances as far as the script had to wait. Servers are in `virtual-world.ts` and `replay-network.ts`.
 */

import { TransportError } from "../protocol/errors/transport-error.ts";
import {
  allBytesOf,
  type ConnectBesideEffect,
  type ConnectEffect,
  type ConnectionInfo,
  type Effect,
  type Script,
  type TimeoutName,
} from "../protocol/session/effects.ts";
import type { ClientEvent } from "../protocol/session/events.ts";
import { computeNow } from "./compute-now.ts";
import { failure, type Network, type ServerConnection } from "./network.ts";
import { join, nothing } from "./octets.ts";
import type { Performed } from "./performed.ts";
import type { Output } from "./virtual-state.ts";

/** Options for driving a script. */
export interface DriveOptions {
  /** The script's token; a function receives the token that was refused before. */
  readonly token?: string | ((refused?: string) => string);
  /** Returns the octets that the script gets as random ones; default: zeros. */
  readonly random?: (octets: number) => Uint8Array;
  /** Receives every event, in order. */
  readonly onEvent?: (event: ClientEvent) => void;
  /**
   * Receives every effect after it was performed, in order, including events; not computations, because they contain
   * secrets.
   */
  readonly onPerformed?: (performed: Performed) => void;
  /** Number of the server's octets per read; absent: one packet of the server per read. */
  readonly chunk?: number;
  /** Number of effects after which the session counts as endless; default 100000. */
  readonly maxEffects?: number;
  /**
   * Time for a packet in either direction, in any unit; default 0. Handshakes take the packets of TCP and TLS 1.3;
   * writing takes no time.
   */
  readonly delay?: number;
  /** Connection data that differs from the default. */
  readonly link?: Partial<ConnectionInfo>;
}

/** The result of driving a script. */
export interface Driven<T> {
  /** The value that the script returned or threw. */
  readonly outcome: { readonly result: T } | { readonly error: unknown };
  /**
   * Round trips: one for every connection and TLS handshake, and for every read that had to wait for the answer to a
   * write (or to connecting).
   */
  readonly roundTrips: number;
  /** Time that passed, in the unit of `delay`. */
  readonly elapsed: number;
  /** The reported events, in order. */
  readonly events: readonly ClientEvent[];
}

/** Default timeouts in seconds, for the first byte of the greeting and for the whole greeting. */
const SILENCE = 10;
const GREETING_SECONDS = 30;

/** Data that was sent to the client and not read yet; `null` and "reset" end it. */
interface Arrival {
  readonly what: Uint8Array | null | "reset";
  readonly at: number;
}

/**
 * Drives a script to its end.
 *
 * @param script the script
 * @param network the network that the script may connect to
 * @throws {Error} if the script breaks the contract of an effect or does not end; an error of the script itself is an
 * outcome
 */
export function driveScript<T>(
  script: Script<T>,
  network: Network,
  {
    token,
    random = (octets) => new Uint8Array(octets),
    onEvent,
    onPerformed,
    chunk,
    maxEffects = 100_000,
    delay = 0,
    link = {},
  }: DriveOptions = {},
): Driven<T> {
  const events: ClientEvent[] = [];
  let connection: ServerConnection | undefined;
  let inbox: Arrival[] = [];
  let now = 0;
  let roundTrips = 0;
  let flightOpen = false;
  let tls = false;

  const linkNow = (): ConnectionInfo => {
    const { channelBindings, remoteAddress } = opened();
    const bindings = tls && channelBindings ? { channelBindings } : {};
    const address = remoteAddress === undefined ? {} : { remoteAddress };
    return { tls, verified: tls, canStartTls: true, ...bindings, ...address, ...link };
  };
  const opened = (): ServerConnection => {
    if (!connection) throw new Error("A script used a connection that it had not opened.");
    return connection;
  };
  function arrive(outputs: readonly Output[]): void {
    for (const output of outputs) {
      const what = "send" in output ? output.send : "close" in output ? null : "reset";
      if (!("startTls" in output)) inbox.push({ what, at: now + 2 * delay });
    }
  }
  /** Advances the time by one packet in each direction, before any SMTP. */
  function exchange(): void {
    now += 2 * delay;
    roundTrips += 1;
  }
  function secure(peer: ServerConnection): void {
    exchange();
    peer.handshake();
    tls = true;
    arrive(peer.secured());
  }
  /** Like `secure`; a failure includes the address that was reached. */
  function secureAt(peer: ServerConnection): void {
    try {
      secure(peer);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const { kind, message } = error;
      throw new TransportError(kind, message, { remoteAddress: peer.remoteAddress });
    }
  }
  function close(): void {
    connection?.close();
    connection = undefined;
    inbox = [];
  }
  function connect({ to, avoid }: ConnectEffect): ConnectionInfo {
    close();
    exchange();
    const peer = network.connect(to, avoid ? { avoid } : {});
    flightOpen = true;
    tls = false;
    if (to.tls === "implicit") secureAt(peer);
    else arrive(peer.greeting);
    connection = peer;
    return linkNow();
  }
  /** Delivers unrequested data from the server, if it arrives within this many seconds. */
  function waitFor({ later }: ServerConnection, seconds: number): void {
    if (inbox.length === 0 && later && later.after <= seconds) arrive(later.say());
  }
  function listen(): boolean {
    const peer = opened();
    waitFor(peer, SILENCE);
    if (inbox.length === 0) peer.starve();
    return inbox.length > 0;
  }
  function connectBeside({ to, avoid }: ConnectBesideEffect): ConnectionInfo | undefined {
    const first = opened();
    let peer: ServerConnection | undefined;
    let why = failure("timeout");
    try {
      exchange();
      const second = network.connect(to, { second: true, ...(avoid ? { avoid } : {}) });
      secure(second);
      waitFor(second, GREETING_SECONDS - SILENCE);
      peer = second;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      why = error;
    }
    if (peer && inbox[0]?.what instanceof Uint8Array) {
      connection = peer;
      first.close("lost");
      flightOpen = true;
      return linkNow();
    }
    if (peer && inbox.length === 0) peer.starve();
    tls = false;
    inbox = [];
    waitFor(first, GREETING_SECONDS);
    peer?.close("lost");
    if (inbox.length > 0) return undefined;
    const starved = first.starve();
    throw why.kind === "certificate" ? why : starved;
  }
  function startTls(): ConnectionInfo {
    // Unread data is not a TLS record.
    if (inbox.length > 0) throw failure("handshake");
    secure(opened());
    return linkNow();
  }
  function write(bytes: Uint8Array, watch: boolean): boolean {
    if (bytes.length === 0) throw new Error("A script wrote a flight of no octets.");
    const outputs = opened();
    if (inbox[0]?.what === "reset") throw failure("reset");
    const spoke = watch && inbox[0] !== undefined && inbox[0].at <= now;
    // Data written to a closed server is lost.
    if (spoke && inbox[0]?.what === null) return true;
    flightOpen = true;
    arrive(outputs.receive(bytes));
    return spoke;
  }
  function read(wait: TimeoutName): Uint8Array | null {
    const peer = opened();
    if (wait === "greeting") waitFor(peer, GREETING_SECONDS);
    const first = inbox[0];
    if (flightOpen && (delay === 0 || !first || first.at > now)) {
      roundTrips += 1;
      flightOpen = false;
    }
    if (!first) throw peer.starve();
    now = Math.max(now, first.at);
    if (first.what === null) return null;
    if (first.what === "reset") throw failure("reset");
    return chunk === undefined ? takeFirst(first.what) : takeOctets(chunk);
  }
  function takeFirst(bytes: Uint8Array): Uint8Array {
    inbox.shift();
    return bytes;
  }
  function takeOctets(most: number): Uint8Array {
    let taken: Uint8Array = nothing;
    for (let next = inbox[0]; next?.what instanceof Uint8Array && next.at <= now; next = inbox[0]) {
      const room = most - taken.length;
      taken = join([taken, next.what.subarray(0, room)]);
      if (next.what.length > room) {
        inbox[0] = { ...next, what: next.what.subarray(room) };
        break;
      }
      inbox.shift();
    }
    return taken;
  }
  function perform(effect: Effect): unknown {
    switch (effect.do) {
      case "connect":
        return connect(effect);
      case "listen":
        return listen();
      case "connect-second":
        return connectBeside(effect);
      case "read":
        return read(effect.wait);
      case "write":
        return write(allBytesOf(effect), effect.watch ?? false);
      case "starttls":
        return startTls();
      case "close":
        return close();
      case "token":
        if (token === undefined) throw new Error("A script asked for a token, and none was given.");
        return typeof token === "string" ? token : token(effect.refused);
      case "compute":
        return computeNow(effect, random);
      case "emit":
        events.push(effect.event);
        return onEvent?.(effect.event);
      default:
        throw new Error("A script asked for a message, and none was given.");
    }
  }

  const ended = (outcome: Driven<T>["outcome"]): Driven<T> => ({
    outcome,
    roundTrips,
    elapsed: now,
    events,
  });
  let resume = (): IteratorResult<Effect, T> => script.next();
  for (let effects = 0; effects <= maxEffects; effects += 1) {
    let step: IteratorResult<Effect, T>;
    try {
      step = resume();
    } catch (error) {
      return ended({ error });
    }
    if (step.done) return ended({ result: step.value });
    const effect = step.value;
    const began = now;
    const performed = (came: Pick<Performed, "result" | "failure">): void => {
      if (effect.do !== "compute") {
        onPerformed?.({ effect, ...came, began, ended: now, roundTrips });
      }
    };
    try {
      const result = perform(effect);
      performed(effect.do === "token" ? {} : { result });
      resume = () => script.next(result);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      performed({ failure: error });
      resume = () => script.throw(error);
    }
  }
  throw new RangeError(`The session has not ended after ${maxEffects} effects.`);
}
