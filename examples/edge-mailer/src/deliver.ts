/** The consumer of the outbox: a batch over one kept connection, one message after the other. */
import type { Message, MessageBatch } from "@cloudflare/workers-types";
import {
  createMailer,
  formatReply,
  type Mailer,
  type RecipientOutcome,
  SmtpError,
} from "@parley-smtp/cloudflare-workers";
import type { Env, Job } from "./env.ts";
import { hintsIn } from "./hints.ts";
import { LEASE } from "./outcome.ts";
import { forAll, type Known, type States } from "./state.ts";

/** The longest delay of a queue: twelve hours. */
const LONGEST = 43_200;

/**
 * The time limit of one message in milliseconds: ten of them must end before the platform's limit for their batch, 15
 * minutes.
 */
const TIME = 60_000;

/** Sends the messages of a batch, and acknowledges or retries each of them in the queue. */
export async function deliver(batch: MessageBatch<Job>, env: Env): Promise<void> {
  const store = hintsIn(env.HINTS);
  await using mailer = createMailer(env.SMTP_URL, { store, timeouts: { total: TIME } });
  for (const message of batch.messages) {
    try {
      await attempt(mailer, message, env);
    } catch (error) {
      // The next delivery finds out what could not be stored.
      console.error(`Message ${message.body.id} could not be attempted: ${error}`);
      message.retry({ delaySeconds: delayOf(message, env) });
    }
  }
}

async function attempt(mailer: Mailer, message: Message<Job>, env: Env): Promise<void> {
  const { id } = message.body;
  const outcome = env.OUTCOMES.getByName(id);
  const begun = await outcome.begin();
  if ("missing" in begun) return message.ack();
  // Another delivery of the same message is running, or ended unexpectedly a moment ago.
  if ("busySeconds" in begun) return message.retry({ delaySeconds: begun.busySeconds });
  const { attempt, from, to, raw } = begun;
  const alive = setInterval(() => void outcome.renew(attempt).catch(() => {}), LEASE / 3);
  const reports = await sent(mailer, { from, to, raw }).finally(() => clearInterval(alive));
  const { again, lost } = await outcome.settle(attempt, reports);
  if (lost) {
    // If this ends before it is recorded, the next delivery sends the dead letter again.
    await env.DEAD.send({ id, lost: true }, { contentType: "json" });
    await outcome.reported();
  }
  if (again) message.retry({ delaySeconds: delayOf(message, env) });
  else message.ack();
}

/** Returns a delay that doubles after each attempt. */
function delayOf({ attempts }: Message<Job>, env: Env): number {
  return Math.min(Number(env.RETRY_SECONDS) * 2 ** (attempts - 1), LONGEST);
}

/** Sends one message and reports each recipient's outcome. Never throws. */
async function sent(
  mailer: Mailer,
  message: {
    readonly from: string | null;
    readonly to: readonly string[];
    readonly raw: Uint8Array;
  },
): Promise<States> {
  if (message.to.length === 0) return {};
  try {
    const { recipients } = await mailer.send(message);
    return Object.fromEntries(
      recipients.map((told) => [told.address, judged(told, true, told.outcome)]),
    );
  } catch (error) {
    // A message that cannot be sent to any server, such as one with a malformed address.
    if (!SmtpError.is(error)) return forAll(message.to, "refused", String(error));
    const later = error.retry !== "never";
    const told = error.recipients.map((each) => [each.address, judged(each, later, error.message)]);
    if (told.length > 0) return Object.fromEntries(told);
    return forAll(message.to, later ? "queued" : "refused", error.message);
  }
}

/**
 * @param later whether recipients to whom nothing was sent may be tried again
 * @param otherwise the reason, if no reply has one
 */
function judged(
  { outcome, temporary, reply }: RecipientOutcome,
  later: boolean,
  otherwise: string,
): Known {
  const why = (reply ? formatReply(reply) : otherwise).slice(0, 300);
  switch (outcome) {
    case "accepted":
      return { state: "accepted" };
    case "unknown":
      return { state: "unknown", why };
    case "not-sent":
      return { state: later ? "queued" : "refused", why };
    default:
      return { state: temporary ? "queued" : "refused", why };
  }
}
