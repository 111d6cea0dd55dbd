/**
 * Keeps what is known of one server between sessions, and what it does not support. The formats are in
 * `remembered.ts` and `ledger.ts`.
 */
import type { Feature } from "../../protocol/plan/feature.ts";
import type { Hint } from "../../protocol/session/server-knowledge.ts";
import type { Unsupported } from "../../protocol/session/session.ts";
import { addToLedger, LEDGER_LIFE, type LedgerEntry, readLedger } from "./ledger.ts";
import {
  addHints,
  HINT_LIFE,
  noteStartTls,
  readRemembered,
  type StoredHints,
} from "./remembered.ts";
import { type Store, storeKey } from "./store.ts";

/** A proof is trusted this long. */
const PROOF_LIFE = 10 * 60_000;

/** The mailer continues without a store that has not answered in this time. */
const STORE_TIMEOUT_MS = 2_000;

/** What a session should know at its start. */
export interface Recalled {
  readonly hints: readonly Hint[];
  readonly proven: readonly Feature[];
  readonly offeredBefore: readonly string[];
}

/** What a session found out. */
export interface SessionFindings {
  readonly hints: readonly Hint[];
  readonly proven: readonly Feature[];
  /** The server offered STARTTLS in clear text. */
  readonly startTls: boolean;
  readonly unsupported: readonly Unsupported[];
}

/**
 * Reads and writes a store's values of one server.
 *
 * Proofs make a client do more, such as send a whole message by BDAT in the first flight. They are never read from
 * the store, which others may write; they exist only in this object.
 */
export class Memory {
  readonly #store: Store;
  readonly #server: { readonly host: string; readonly port: number };
  readonly #onError: (error: unknown) => void;
  readonly #proven = new Map<Feature, number>();
  /** The values of the store, or those it would have if it worked. */
  #remembered: StoredHints = readRemembered(undefined);
  #writing: Promise<unknown> = Promise.resolve();

  /** @param onError called if the store fails, which does not affect deliveries */
  constructor(
    store: Store,
    server: { readonly host: string; readonly port: number },
    onError: (error: unknown) => void = () => {},
  ) {
    this.#store = store;
    this.#server = server;
    this.#onError = onError;
  }

  /** Returns what is still valid, for a new session. */
  async load(): Promise<Recalled> {
    const { hints, startTls } = await this.remembered();
    const now = Date.now();
    return {
      hints,
      proven: [...this.#proven]
        .filter(([, expiresAt]) => expiresAt > now)
        .map(([feature]) => feature),
      offeredBefore: startTls ? ["STARTTLS"] : [],
    };
  }

  /** Returns what is remembered, with the reasons and expiry times. */
  async remembered(): Promise<StoredHints> {
    await this.waitForWrites();
    const value = await this.#read("hints");
    this.#remembered = readRemembered(value === FAILED ? this.#remembered : value);
    return this.#remembered;
  }

  /** Returns what the server does not support, as counted so far. */
  async ledger(): Promise<readonly LedgerEntry[]> {
    await this.waitForWrites();
    return this.#entries(await this.#read("ledger"));
  }

  /** Keeps what a session found out itself. The session's own hints are not extended. */
  learn({ hints, proven, startTls, unsupported }: SessionFindings): void {
    for (const { feature } of hints) this.#proven.delete(feature);
    for (const feature of proven) {
      if (hints.every((hint) => hint.feature !== feature)) {
        this.#proven.set(feature, Date.now() + PROOF_LIFE);
      }
    }
    const learned = addHints(this.#remembered, hints);
    const remembered = startTls ? noteStartTls(learned) : learned;
    if (remembered !== this.#remembered) {
      this.#remembered = remembered;
      this.#write(() => this.#put("hints", remembered, HINT_LIFE));
    }
    if (unsupported.length > 0) this.#write(() => this.#count(unsupported));
  }

  /** Waits until everything is stored, or the store's time is over. */
  async waitForWrites(): Promise<void> {
    await withStoreTimeout(this.#writing).catch(() => {});
  }

  async #count(unsupported: readonly Unsupported[]): Promise<void> {
    const kept = await withStoreTimeout(this.#store.get(storeKey("ledger", this.#server)));
    const entries = addToLedger(this.#entries(kept), unsupported);
    await this.#put("ledger", { entries }, LEDGER_LIFE);
  }

  #entries(kept: unknown): readonly LedgerEntry[] {
    const { host, port } = this.#server;
    return readLedger(kept, `${host}:${port}`);
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch(this.#onError);
  }

  #put(kept: "hints" | "ledger", value: unknown, ttl: number): Promise<void> {
    return withStoreTimeout(this.#store.set(storeKey(kept, this.#server), value, { ttl }));
  }

  async #read(kept: "hints" | "ledger"): Promise<unknown> {
    try {
      return await withStoreTimeout(this.#store.get(storeKey(kept, this.#server)));
    } catch (error) {
      this.#onError(error);
      return FAILED;
    }
  }
}

/** The result if the store gave no answer. */
const FAILED = Symbol("the store failed");

/** Limits the wait for a store, because a delivery must not depend on one. */
function withStoreTimeout<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`The store gave no answer in ${STORE_TIMEOUT_MS} ms.`));
    const timer = setTimeout(late, STORE_TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
