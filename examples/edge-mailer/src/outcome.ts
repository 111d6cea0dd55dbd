import { DurableObject } from "cloudflare:workers";
import { addressesIn, forAll, merged, type States } from "./state.ts";

/** A submitted message. */
export interface Submitted {
  /** A hash of the request's body: the same key with another body is another message. */
  readonly digest: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
}

/** The report about a message, and whether it is in the dead-letter queue. */
export interface Told {
  readonly recipients: States;
  readonly dead?: string;
}

/** The permission to begin an attempt, the wait for another one, or nothing to do. */
export type Begun =
  | {
      readonly attempt: string;
      readonly from: string | null;
      readonly to: readonly string[];
      readonly raw: Uint8Array;
    }
  | { readonly busySeconds: number }
  | { readonly missing: true };

/** The current attempt, and until when it counts as running without a sign of life. */
interface Attempt {
  readonly id: string;
  readonly until: number;
}

/** Milliseconds without a sign of life after which an attempt counts as dead. */
export const LEASE = 30_000;
/** How long a message and its key are kept. */
const MEMORY = 30 * 24 * 60 * 60_000;

const NO_END = "An attempt began, and its end was never reported.";

/**
 * One message: what was submitted, and the state of each recipient. One Durable Object for each message, so that only
 * one attempt runs at a time.
 */
export class Outcome extends DurableObject {
  /**
   * Accepts a message. The same message may be submitted again.
   *
   * @returns false if another message was submitted before with the same key
   */
  async submit({ digest, from, to, raw }: Submitted): Promise<boolean> {
    const before = await this.ctx.storage.get<string>("digest");
    if (before !== undefined) return before === digest;
    await this.ctx.storage.put({ digest, from, raw, recipients: forAll(to, "queued") });
    await this.ctx.storage.setAlarm(Date.now() + MEMORY);
    await this.ctx.storage.sync();
    return true;
  }

  /** Begins an attempt, unless another one is running. The recipients of a dead attempt are unknown from now on. */
  async begin(): Promise<Begun> {
    const digest = await this.ctx.storage.get("digest");
    if (digest === undefined) return { missing: true };
    const attempt = await this.ctx.storage.get<Attempt>("attempt");
    const left = (attempt?.until ?? 0) - Date.now();
    if (left > 0) return { busySeconds: Math.ceil(left / 1000) };
    const before = await this.#states();
    const known = merged(before, forAll(addressesIn(before, "attempting"), "unknown", NO_END));
    const to = addressesIn(known, "queued");
    const next = { id: crypto.randomUUID(), until: Date.now() + LEASE };
    const recipients = merged(known, forAll(to, "attempting"));
    await this.ctx.storage.put({ recipients, attempt: next });
    await this.ctx.storage.sync();
    const from = (await this.ctx.storage.get<string | null>("from")) ?? null;
    const raw = (await this.ctx.storage.get<Uint8Array>("raw")) ?? new Uint8Array();
    return { attempt: next.id, from, to, raw };
  }

  /** Records a sign of life of an attempt. */
  async renew(id: string): Promise<void> {
    const attempt = await this.ctx.storage.get<Attempt>("attempt");
    if (attempt?.id === id) {
      await this.ctx.storage.put("attempt", { id, until: Date.now() + LEASE });
    }
  }

  /**
   * Records the result of an attempt, even if it counted as dead. Returns after the result is on disk.
   *
   * @returns whether recipients are to be tried again, and whether some are lost without a dead letter
   */
  async settle(
    id: string,
    reports: States,
  ): Promise<{ readonly again: boolean; readonly lost: boolean }> {
    const attempt = await this.ctx.storage.get<Attempt>("attempt");
    let recipients = merged(await this.#states(), reports);
    if (attempt?.id === id) {
      // The attempt reported nothing about these recipients, and never will.
      const silent = addressesIn(recipients, "attempting");
      recipients = merged(recipients, forAll(silent, "unknown", NO_END));
      await this.ctx.storage.delete("attempt");
    }
    await this.ctx.storage.put({ recipients });
    const open = addressesIn(recipients, "queued", "attempting").length > 0;
    if (!open) await this.ctx.storage.delete("raw");
    // An attempt that counted as dead may have reached all recipients.
    if (addressesIn(recipients, "refused", "unknown").length === 0) {
      await this.ctx.storage.delete("dead");
    }
    await this.ctx.storage.sync();
    const again = addressesIn(recipients, "queued").length > 0;
    return { again, lost: (await this.#unreported(recipients)).length > 0 };
  }

  /** Records that a dead letter was sent for all lost recipients. */
  async reported(): Promise<void> {
    const lost = addressesIn(await this.#states(), "refused", "unknown");
    await this.ctx.storage.put("reported", lost);
    await this.ctx.storage.sync();
  }

  /**
   * Records that the message arrived in the dead-letter queue.
   *
   * @param gaveUp whether the platform put it there, so that it is never tried again
   * @returns the lost recipients, for the log; or how long to wait for a running attempt
   */
  async bury(
    gaveUp: boolean,
  ): Promise<{ readonly why: string } | { readonly busySeconds: number }> {
    if (gaveUp) {
      const attempt = await this.ctx.storage.get<Attempt>("attempt");
      const left = (attempt?.until ?? 0) - Date.now();
      if (left > 0) return { busySeconds: Math.ceil(left / 1000) };
      const before = await this.#states();
      const never = addressesIn(before, "queued").map((address) => [
        address,
        { state: "refused", why: `The queue gave up. ${before[address]?.why ?? ""}`.trim() },
      ]);
      const lost = forAll(addressesIn(before, "attempting"), "unknown", NO_END);
      const recipients = merged(before, { ...lost, ...Object.fromEntries(never) });
      await this.ctx.storage.put({ recipients });
      await this.ctx.storage.delete(["raw", "attempt"]);
    }
    const states = await this.#states();
    const why = addressesIn(states, "refused", "unknown")
      .map((address) => `${address}: ${states[address]?.why ?? states[address]?.state}`)
      .join("; ");
    await this.ctx.storage.put("dead", why);
    await this.ctx.storage.sync();
    return { why };
  }

  /** Returns everything that is known; nothing for an unknown message. */
  async tell(): Promise<Told | undefined> {
    if ((await this.ctx.storage.get("digest")) === undefined) return undefined;
    const dead = await this.ctx.storage.get<string>("dead");
    return { recipients: await this.#states(), ...(dead === undefined ? {} : { dead }) };
  }

  /** Deletes the message when it is old. */
  async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  async #states(): Promise<States> {
    return (await this.ctx.storage.get<States>("recipients")) ?? {};
  }

  async #unreported(states: States): Promise<string[]> {
    const reported = new Set(await this.ctx.storage.get<string[]>("reported"));
    return addressesIn(states, "refused", "unknown").filter((address) => !reported.has(address));
  }
}
