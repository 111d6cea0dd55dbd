/** One job: sends the message to every recipient that may get it now, and keeps each outcome. */
import { type Mailer, type RecipientOutcome, SmtpError } from "@parley-smtp/node-socket";
import { UnrecoverableError } from "bullmq";
import type { Job } from "./outbox.ts";
import type { Outcomes, State } from "./outcomes.ts";

/**
 * Runs a job.
 *
 * @throws {UnrecoverableError} if a recipient was refused or is unknown and none is left to try: BullMQ keeps the job
 * with the failed ones, which are the dead letters
 * @throws {Error} if a recipient is to be tried again, which BullMQ does after a while
 */
export async function deliver(mailer: Mailer, outcomes: Outcomes, job: Job): Promise<void> {
  const { id, envelope, raw } = job;
  const to = await outcomes.begin(id, envelope.to);
  if (to.length > 0) {
    const message = { from: envelope.from, to, raw: Buffer.from(raw, "base64") };
    for (const [address, state] of await sent(mailer, message)) {
      await outcomes.settle(id, address, state);
    }
  }
  const known = await outcomes.tell(id);
  const waiting = envelope.to.filter((address) => known[address] === undefined);
  if (waiting.length > 0) throw new Error(`To be tried again: ${waiting.join(", ")}.`);
  const lost = envelope.to.filter((address) => known[address] !== "accepted");
  if (lost.length > 0) {
    throw new UnrecoverableError(lost.map((address) => `${address}: ${known[address]}`).join("; "));
  }
}

type Settled = readonly [address: string, state: State | null];

async function sent(
  mailer: Mailer,
  message: {
    readonly from: string | null;
    readonly to: readonly string[];
    readonly raw: Uint8Array;
  },
): Promise<readonly Settled[]> {
  try {
    return (await mailer.send(message)).recipients.map(judged);
  } catch (error) {
    const all = (state: State | null): Settled[] => message.to.map((address) => [address, state]);
    // A message that cannot be sent to any server, such as one with a malformed address.
    if (!SmtpError.is(error)) return all("refused");
    if (error.code === "OUTCOME_UNKNOWN") return all("unknown");
    if (error.retry === "never") return all("refused");
    return error.recipients.length > 0 ? error.recipients.map(judged) : all(null);
  }
}

function judged({ address, outcome, temporary }: RecipientOutcome): Settled {
  if (outcome === "accepted" || outcome === "unknown") return [address, outcome];
  return [address, temporary ? null : "refused"];
}
