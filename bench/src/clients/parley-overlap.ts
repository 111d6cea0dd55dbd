/** Parley with pipelined messages: `sendMany` with `maxUnacknowledged`. */
import type { Target } from "../job.ts";
import type { Client } from "./client.ts";
import { mailerFor, messageFor } from "./parley.ts";

/** Messages whose outcome would be unknown if the connection broke. */
const UNACKNOWLEDGED = 20;

export function makeClient(target: Target): Client {
  const mailers = Array.from({ length: target.connections }, () => mailerFor(target, 1));
  const message = messageFor(target);
  return {
    async sendWhile(more) {
      function* messages() {
        while (more()) yield message;
      }
      await Promise.all(
        mailers.map(async (mailer) => {
          const results = mailer.sendMany(messages(), { maxUnacknowledged: UNACKNOWLEDGED });
          for await (const { error } of results) if (error) throw error;
        }),
      );
    },
    async close() {
      await Promise.all(mailers.map((mailer) => mailer.close()));
    },
  };
}
