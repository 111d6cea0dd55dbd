/** Plays a whole session against any peer, with a witness. */

import { deliver } from "../src/protocol/scripts/deliver.ts";
import { open } from "../src/protocol/scripts/open.ts";
import { queryServer } from "../src/protocol/scripts/query.ts";
import { quitAndClose } from "../src/protocol/scripts/quit.ts";
import type { Script } from "../src/protocol/session/effects.ts";
import type { ClientEvent } from "../src/protocol/session/events.ts";
import {
  createSession,
  type Session,
  type SessionConfig,
} from "../src/protocol/session/session.ts";
import { isUsable } from "../src/protocol/session/wire.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import type { Network } from "../src/testing/network.ts";
import type { AcceptedMessage, ServerRecord } from "../src/testing/virtual-state.ts";
import { withBody } from "../src/testing/with-body.ts";
import type { Sample } from "./arbitrary.ts";
import type { Result } from "./check-outcome.ts";
import type { Observation, ObservedTransaction } from "./observation.ts";
import { observeSession } from "./observe-session.ts";
import { breaking, type Sabotage, sabotaged } from "./sabotage.ts";
import { createWitness, type Witness, witnessed } from "./witness.ts";

/** One delivery, seen from all sides. */
export interface Delivery {
  readonly sample: Sample;
  readonly result: Result;
  /** Its transactions, from the observed octets. */
  readonly transactions: readonly ObservedTransaction[];
  /** What the server says it accepted meanwhile. */
  readonly mailbox: readonly AcceptedMessage[];
  /** Round trips from its beginning, or from connecting for the first one of the session. */
  readonly roundTrips: number;
  /** It failed, and left a connection open that is of no more use. */
  readonly dangling: boolean;
}

/** A session, seen from all sides. */
export interface Played {
  readonly observation: Observation;
  readonly deliveries: readonly Delivery[];
  /** What `open` and `queryServer` threw. */
  readonly refused: readonly unknown[];
  /** What the call came to that was sabotaged. */
  readonly struck?: Result | { readonly done: true };
  readonly events: readonly ClientEvent[];
  readonly attemptFailed: boolean;
  readonly session: Session;
}

/** How a session is played. */
export interface PlayOptions {
  /** Octets of the server per read. */
  readonly chunk?: number;
  /** The mailbox to look into, when the peer has one. */
  readonly mailbox?: () => ServerRecord;
  readonly token?: string;
  readonly sabotage?: Sabotage;
  /** Asks a question after every message. */
  readonly curious?: boolean;
}

/** More effects than any session of these needs. */
const MOST_EFFECTS = 20_000;

interface Note {
  readonly from: number;
  readonly result: Result;
  readonly mailbox: readonly AcceptedMessage[];
  readonly roundTrips: number;
  readonly dangling: boolean;
}

/** Opens, delivers every message, and leaves. */
export function play(
  network: Network,
  config: SessionConfig,
  samples: readonly Sample[],
  { chunk, mailbox, token = "a.bearer.token", sabotage, curious = false }: PlayOptions = {},
): Played {
  const session = createSession(config);
  const witness = createWitness();
  const accepted = (): readonly AcceptedMessage[] => mailbox?.().accepted ?? [];
  const notes: Note[] = [];
  const refused: unknown[] = [];
  let spoiled = false;
  let struck: Played["struck"];

  /** The first call during which the sabotage happened is the one that it struck. */
  function* call<T extends NonNullable<Played["struck"]>>(work: Script<T>): Script<T> {
    const result = yield* work;
    if (spoiled) struck ??= result;
    return result;
  }
  function* attempt(script: Script<unknown>): Script<{ error: unknown } | { done: true }> {
    try {
      yield* script;
      return { done: true };
    } catch (error) {
      refused.push(error);
      return { error };
    }
  }
  function* whole(): Script<void> {
    yield* call(attempt(open(session)));
    for (const sample of samples) {
      const from = witness.crossings.length;
      const before = accepted().length;
      const trips = notes.length === 0 ? 0 : witness.roundTrips;
      const result = yield* call(delivered(session, sample));
      notes.push({
        from,
        result,
        mailbox: accepted().slice(before),
        roundTrips: witness.roundTrips - trips,
        dangling: "error" in result && session.connection.open && !isUsable(session),
      });
      if (curious) yield* call(attempt(asked(session)));
    }
    yield* quitAndClose(session);
  }

  let script = witnessed(whole(), witness);
  if (sabotage) {
    script = sabotaged(script, sabotage, () => {
      spoiled = true;
    });
  }
  const driven = driveScript(script, network, {
    token,
    maxEffects: MOST_EFFECTS,
    ...(chunk === undefined ? {} : { chunk }),
  });
  if ("error" in driven.outcome) throw driven.outcome.error;
  const observation = told(witness, config, token);
  const deliveries = notes.map(({ from, ...note }, at): Delivery => {
    const until = notes[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    const transactions = observation.transactions.filter(
      ({ envelope: [at = 0] }) => at >= from && at < until,
    );
    return { ...note, transactions: transactions, sample: samples[at] as Sample };
  });
  const { attemptFailed } = witness;
  const { events } = driven;
  const seen = { observation, deliveries, refused, events, attemptFailed, session };
  return struck ? { ...seen, struck } : seen;
}

function* delivered(
  session: Session,
  { message, pieces, replayable, breaks }: Sample,
): Script<Result> {
  const script = deliver(session, message);
  const read = breaks === undefined ? script : breaking(script, breaks);
  try {
    const receipt = yield* withBody(read, { pieces, replayable });
    return { receipt };
  } catch (error) {
    return { error };
  }
}

function* asked(session: Session): Script<void> {
  if (!isUsable(session)) yield* open(session);
  yield* queryServer(session, "VRFY", "ann");
}

function told(
  witness: Witness,
  { credentials, tls = "auto", wishes, proven }: SessionConfig,
  token: string,
): Observation {
  const free = tls === "none" || (tls === "auto" && (credentials?.allowCleartext ?? true));
  return observeSession(witness.crossings, {
    allowCleartext: credentials?.allowCleartext ?? false,
    clearMail: wishes?.TLS === undefined ? free : wishes.TLS !== "require",
    proven: proven?.includes("CHUNKING") ?? false,
    secrets: credentials
      ? [token, ...(credentials.pass === undefined ? [] : [credentials.pass])]
      : [],
  });
}
