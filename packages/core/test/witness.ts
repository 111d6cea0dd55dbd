/**
 * Runs between a script and its driver, and records the octets that cross
 * the wire. It believes nothing that the script says about itself.
 */

import { TransportError } from "../src/protocol/errors/transport-error.ts";
import {
  allBytesOf,
  type ConnectionInfo,
  type Effect,
  type Script,
} from "../src/protocol/session/effects.ts";

/** What crossed the wire, in order. */
export type Crossing =
  | { readonly what: "connected"; readonly tls: boolean; readonly port: number }
  | { readonly what: "secured" }
  | { readonly what: "written"; readonly bytes: Uint8Array }
  | { readonly what: "read"; readonly bytes: Uint8Array }
  | { readonly what: "ended"; readonly by?: "server" };

/** The notes of one session. */
export interface Witness {
  readonly crossings: Crossing[];
  /** Round trips: connecting, TLS handshakes, and waits that follow something written. */
  roundTrips: number;
  /** A connection attempt or a handshake failed, which may or may not have been a round trip. */
  attemptFailed: boolean;
  waiting: boolean;
}

/** Creates an empty record. */
export function createWitness(): Witness {
  return { crossings: [], roundTrips: 0, attemptFailed: false, waiting: false };
}

/** Returns the script with everything recorded. */
export function* witnessed<T>(script: Script<T>, witness: Witness): Script<T> {
  let step = script.next();
  while (!step.done) {
    const effect = step.value;
    before(witness, effect);
    let result: unknown;
    try {
      result = yield effect;
    } catch (error) {
      failed(witness, effect, error);
      step = script.throw(error);
      continue;
    }
    after(witness, effect, result);
    step = script.next(result);
  }
  return step.value;
}

function before(witness: Witness, effect: Effect): void {
  if (effect.do !== "read" || !witness.waiting) return;
  witness.roundTrips += 1;
  witness.waiting = false;
}

function after(witness: Witness, effect: Effect, result: unknown): void {
  const { crossings } = witness;
  switch (effect.do) {
    case "connect": {
      const { tls } = result as ConnectionInfo;
      witness.roundTrips += tls ? 2 : 1;
      witness.waiting = true;
      crossings.push({ what: "connected", tls, port: effect.to.port });
      break;
    }
    case "connect-second": {
      // A second connection that was not first may or may not have been round trips.
      if (!result) {
        witness.attemptFailed = true;
        break;
      }
      const { tls } = result as ConnectionInfo;
      witness.roundTrips += tls ? 2 : 1;
      witness.waiting = true;
      crossings.push({ what: "ended" }, { what: "connected", tls, port: effect.to.port });
      break;
    }
    case "starttls":
      witness.roundTrips += 1;
      crossings.push({ what: "secured" });
      break;
    case "write":
      witness.waiting = true;
      crossings.push({ what: "written", bytes: allBytesOf(effect).slice() });
      break;
    case "read":
      if (result === null) crossings.push({ what: "ended", by: "server" });
      else crossings.push({ what: "read", bytes: (result as Uint8Array).slice() });
      break;
    case "close":
      crossings.push({ what: "ended" });
      break;
    default:
  }
}

/** Data passed to the connection counts as written, whether or not it arrived. */
function failed(witness: Witness, effect: Effect, error: unknown): void {
  if (["connect", "connect-second", "starttls"].includes(effect.do)) witness.attemptFailed = true;
  if (effect.do === "write") {
    witness.waiting = true;
    witness.crossings.push({ what: "written", bytes: allBytesOf(effect).slice() });
  }
  if (effect.do === "emit") return;
  const reset = error instanceof TransportError && error.kind === "reset";
  witness.crossings.push({ what: "ended", ...(reset && { by: "server" }) });
}
