/** Plays a whole session against any peer, with a witness, and judges it. */
import type { Script } from "../src/protocol/effects.ts";
import type { ClientEvent } from "../src/protocol/events.ts";
import { deliver } from "../src/protocol/scripts/deliver.ts";
import { leave } from "../src/protocol/scripts/leave.ts";
import { open } from "../src/protocol/scripts/open.ts";
import { createSession, type Session, type SessionConfig } from "../src/protocol/session.ts";
import { driveScript } from "../src/testing/drive-script.ts";
import type { Network } from "../src/testing/network.ts";
import type { AcceptedMessage, Mailbox } from "../src/testing/virtual-state.ts";
import { withBody } from "../src/testing/with-body.ts";
import { type Account, accountOf, type Told } from "./account.ts";
import type { Sample } from "./arbitrary.ts";
import type { Result } from "./check-outcome.ts";
import { createWitness, witnessed } from "./witness.ts";

/** One delivery, seen from all sides. */
export interface Delivery {
  readonly sample: Sample;
  readonly result: Result;
  /** Its transactions, as the wire told them. */
  readonly told: readonly Told[];
  /** What the server says it accepted meanwhile. */
  readonly mailbox: readonly AcceptedMessage[];
  /** Round trips from its beginning, or from connecting for the first one of the session. */
  readonly roundTrips: number;
}

/** A session, seen from all sides. */
export interface Played {
  readonly account: Account;
  readonly deliveries: readonly Delivery[];
  /** What `open` threw. */
  readonly refused?: unknown;
  readonly events: readonly ClientEvent[];
  readonly attemptFailed: boolean;
  readonly session: Session;
}

/** How a session is played. */
export interface PlayOptions {
  readonly chunk?: number;
  /** The mailbox to look into, when the peer has one. */
  readonly mailbox?: () => Mailbox;
  readonly token?: string;
}

/** More effects than any session of these needs. */
const MOST_EFFECTS = 20_000;

/** Opens, delivers every message, and leaves. */
export function play(
  network: Network,
  config: SessionConfig,
  samples: readonly Sample[],
  { chunk, mailbox, token = "a.bearer.token" }: PlayOptions = {},
): Played {
  const session = createSession(config);
  const witness = createWitness();
  const accepted = (): readonly AcceptedMessage[] => mailbox?.().accepted ?? [];
  const notes: {
    from: number;
    result: Result;
    mails: readonly AcceptedMessage[];
    trips: number;
  }[] = [];
  let refused: unknown;

  function* whole(): Script<void> {
    try {
      yield* open(session);
    } catch (error) {
      refused = error;
    }
    for (const { message, pieces, replayable } of samples) {
      const from = witness.crossings.length;
      const before = accepted().length;
      const trips = session.messages === 0 ? 0 : witness.roundTrips;
      let result: Result;
      try {
        const receipt = yield* withBody(deliver(session, message), { pieces, replayable });
        result = { receipt };
      } catch (error) {
        result = { error };
      }
      const mails = accepted().slice(before);
      notes.push({ from, result, mails, trips: witness.roundTrips - trips });
    }
    yield* leave(session);
  }

  const driven = driveScript(witnessed(whole(), witness), network, {
    token,
    maxEffects: MOST_EFFECTS,
    ...(chunk === undefined ? {} : { chunk }),
  });
  if ("error" in driven.outcome) throw driven.outcome.error;
  const { credentials, tls = "auto", wishes = {} } = config;
  const clearMail =
    wishes.TLS === undefined
      ? tls === "none" || (tls === "auto" && (!credentials || credentials.allowCleartext === true))
      : wishes.TLS !== "require";
  const account = accountOf(witness.crossings, {
    allowCleartext: credentials?.allowCleartext ?? false,
    clearMail,
    proven: config.proven?.includes("CHUNKING") ?? false,
    secrets: credentials ? [credentials.pass ?? token, token] : [],
  });
  const deliveries = notes.map(({ from, result, mails, trips }, at): Delivery => {
    const until = notes[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    const told = account.transactions.filter((one) => one.at >= from && one.at < until);
    const sample = samples[at] as Sample;
    return { sample, result, told, mailbox: mails, roundTrips: trips };
  });
  const { events } = driven;
  const { attemptFailed } = witness;
  return {
    account,
    deliveries,
    events,
    attemptFailed,
    session,
    ...(refused === undefined ? {} : { refused }),
  };
}
