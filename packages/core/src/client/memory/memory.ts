/** What is known of one server from one session to the next, for a while, and what it does not support. */
import type { Feature } from "../../protocol/plan/feature.ts";
import type { Hint, Invitation, Unsupported } from "../../protocol/session/session.ts";
import { addToLedger, LEDGER_LIFE, type LedgerEntry, readLedger } from "./ledger.ts";
import {
  addHints,
  HINT_LIFE,
  noteStartTls,
  readRemembered,
  type StoredHints,
} from "./remembered.ts";
import { type Store, storeKey } from "./store.ts";

/** A proof or an invitation is trusted this long. */
const PROOF_LIFE = 10 * 60_000;

/** A store that has not answered by then is done without. */
const STORE_TIMEOUT_MS = 2_000;

/** What a session should know beforehand. */
export interface Recalled {
  readonly hints: readonly Hint[];
  readonly proven: readonly Feature[];
  readonly offeredBefore: readonly string[];
  readonly invitations: readonly Invitation[];
}

/** What a session found out. */
export interface SessionFindings {
  readonly hints: readonly Hint[];
  readonly proven: readonly Feature[];
  /** The server offered STARTTLS, in clear. */
  readonly startTls: boolean;
  readonly invitations: readonly Invitation[];
  readonly unsupported: readonly Unsupported[];
}

/**
 * Reads and writes what a store keeps of one server.
 *
 * Proofs and invitations make a client ask for more, such as a whole message by
 * BDAT in the first flight. They never come from the store, which others may write: they
 * live in this object.
 */
export class Memory {
  readonly #store: Store;
  readonly #server: { readonly host: string; readonly port: number };
  readonly #onError: (error: unknown) => void;
  readonly #proven = new Map<Feature, number>();
  #invited: { readonly invitations: readonly Invitation[]; readonly expiresAt: number } | undefined;
  /** What the store had, or would have if it worked. */
  #remembered: StoredHints = readRemembered(undefined);
  #writing: Promise<unknown> = Promise.resolve();

  /** @param onError is called when the store fails, which harms no delivery */
  constructor(
    store: Store,
    server: { readonly host: string; readonly port: number },
    onError: (error: unknown) => void = () => {},
  ) {
    this.#store = store;
    this.#server = server;
    this.#onError = onError;
  }

  /** What is still believed, for a new session. */
  async load(): Promise<Recalled> {
    const { hints, startTls } = await this.remembered();
    const now = Date.now();
    return {
      hints,
      proven: [...this.#proven]
        .filter(([, expiresAt]) => expiresAt > now)
        .map(([feature]) => feature),
      offeredBefore: startTls ? ["STARTTLS"] : [],
      invitations: this.#invited && this.#invited.expiresAt > now ? this.#invited.invitations : [],
    };
  }

  /** What is remembered, with why and until when. */
  async remembered(): Promise<StoredHints> {
    await this.waitForWrites();
    const value = await this.#read("hints");
    this.#remembered = readRemembered(value === FAILED ? this.#remembered : value);
    return this.#remembered;
  }

  /** What the server does not support, as counted so far. */
  async ledger(): Promise<readonly LedgerEntry[]> {
    await this.waitForWrites();
    return this.#entries(await this.#read("ledger"));
  }

  /** Takes in what a session found out itself; hints that it was given do not live longer for that. */
  learn({ hints, proven, startTls, invitations, unsupported }: SessionFindings): void {
    if (invitations !== this.#invited?.invitations) {
      this.#invited = { invitations, expiresAt: Date.now() + PROOF_LIFE };
    }
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

  /** Waits until what was learned is stored, or the store has had its time. */
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

/** The store gave no answer. */
const FAILED = Symbol("the store failed");

/** A delivery must not hang on a store. */
function withStoreTimeout<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`The store gave no answer in ${STORE_TIMEOUT_MS} ms.`));
    const timer = setTimeout(late, STORE_TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
