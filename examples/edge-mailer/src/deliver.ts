/** The consumer of the outbox: a batch over one kept connection, one message after the other. */
import type { Message, MessageBatch } from "@cloudflare/workers-types";
import {
  createMailer,
  type Mailer,
  type RecipientOutcome,
  SmtpError,
} from "@parley-smtp/cloudflare-workers";
import type { Env, Job } from "./env.ts";
import { hintsIn } from "./hints.ts";
import type { State, States } from "./outcome.ts";

/** The longest delay that a queue takes: twelve hours. */
const LONGEST = 43_200;

/** Sends what is in a batch, and tells the queue of each message what to do with it. */
export async function deliver(batch: MessageBatch<Job>, env: Env): Promise<void> {
  const store = hintsIn(env.HINTS);
  await using mailer = createMailer(env.SMTP_URL, { store });
  for (const message of batch.messages) await attempt(mailer, message, env);
}

async function attempt(mailer: Mailer, message: Message<Job>, env: Env): Promise<void> {
  const { id, envelope, raw } = message.body;
  const outcome = env.OUTCOMES.getByName(id);
  const { send, unknown } = await outcome.begin(envelope.to);
  const states: States = {
    ...Object.fromEntries(unknown.map((address) => [address, { state: "unknown" as const }])),
    ...(send.length > 0 ? await sent(mailer, { from: envelope.from, to: send, raw }) : {}),
  };
  await outcome.settle(states);
  const all = Object.entries(states);
  const lost = all.filter(([, { state }]) => state === "refused" || state === "unknown");
  if (lost.length > 0) {
    const why = lost.map(([address, told]) => `${address}: ${told.why ?? told.state}`).join("; ");
    const to = lost.map(([address]) => address);
    const dead = { ...message.body, envelope: { from: envelope.from, to }, why };
    await env.DEAD.send(dead, { contentType: "v8" });
  }
  if (all.some(([, { state }]) => state === "queued")) {
    const delaySeconds = Number(env.RETRY_SECONDS) * 2 ** (message.attempts - 1);
    message.retry({ delaySeconds: Math.min(delaySeconds, LONGEST) });
  } else message.ack();
}

/** Sends one message and tells what became of each recipient. Never throws for what a server did. */
async function sent(
  mailer: Mailer,
  message: {
    readonly from: string | null;
    readonly to: readonly string[];
    readonly raw: Uint8Array;
  },
): Promise<States> {
  try {
    const { recipients } = await mailer.send(message);
    return Object.fromEntries(recipients.map((told) => [told.address, judged(told)]));
  } catch (error) {
    // A message that no server could be asked to take, such as one with a malformed address.
    if (!SmtpError.is(error)) return forAll(message.to, "refused", String(error));
    if (error.recipients.length > 0 && error.retry !== "never") {
      return Object.fromEntries(error.recipients.map((told) => [told.address, judged(told)]));
    }
    const state =
      error.code === "OUTCOME_UNKNOWN" ? "unknown" : error.retry === "never" ? "refused" : "queued";
    return forAll(message.to, state, error.message);
  }
}

function judged({ outcome, temporary, reply }: RecipientOutcome): States[string] {
  const why = reply ? `${reply.code} ${reply.lines.join(" ")}` : outcome;
  switch (outcome) {
    case "accepted":
      return { state: "accepted" };
    case "unknown":
      return { state: "unknown", why };
    default:
      return { state: temporary ? "queued" : "refused", why };
  }
}

function forAll(to: readonly string[], state: State, why: string): States {
  return Object.fromEntries(to.map((address) => [address, { state, why }]));
}
