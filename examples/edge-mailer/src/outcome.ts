import { DurableObject } from "cloudflare:workers";

/**
 * What is known of one recipient.
 *
 * `attempting` is written before the message is handed to a connection. Whoever finds
 * it there later knows that an attempt began and that nobody lived to tell its end.
 */
export type State = "queued" | "attempting" | "accepted" | "refused" | "unknown";

/** What is known of a message, by recipient. */
export type States = Readonly<Record<string, { readonly state: State; readonly why?: string }>>;

/** What is known of a message, and whether it lies in the dead-letter queue. */
export interface Known {
  readonly recipients: States;
  readonly dead?: string;
}

/** The outcome of one message: one object for each, so that only one attempt begins at a time. */
export class Outcome extends DurableObject {
  /**
   * Begins an attempt.
   *
   * @param recipients all of the message
   * @returns to whom it may be sent now, and of whom nobody can tell any more
   */
  async begin(
    recipients: readonly string[],
  ): Promise<{ readonly send: string[]; readonly unknown: string[] }> {
    const before = await this.#states();
    const is = (address: string): State => before[address]?.state ?? "queued";
    const send = recipients.filter((address) => is(address) === "queued");
    const unknown = recipients.filter((address) => is(address) === "attempting");
    await this.settle({
      ...Object.fromEntries(send.map((address) => [address, { state: "attempting" }])),
      ...Object.fromEntries(unknown.map((address) => [address, { state: "unknown" }])),
    });
    return { send, unknown };
  }

  /** Writes down what became of recipients. Returns when it is on disk. */
  async settle(states: States): Promise<void> {
    await this.ctx.storage.put("recipients", { ...(await this.#states()), ...states });
    await this.ctx.storage.sync();
  }

  /** Writes down that the message came to the dead-letter queue. */
  async bury(why: string): Promise<void> {
    await this.ctx.storage.put("dead", why);
  }

  /** All that is known. */
  async tell(): Promise<Known> {
    const dead = await this.ctx.storage.get<string>("dead");
    return { recipients: await this.#states(), ...(dead === undefined ? {} : { dead }) };
  }

  async #states(): Promise<States> {
    return (await this.ctx.storage.get<States>("recipients")) ?? {};
  }
}
