/** The final reply to the content: it alone decides (RFC 5321 4.2.5). */
import { formatMailbox } from "../address.ts";
import type { Script } from "../effects.ts";
import { refused } from "../failure.ts";
import { OutOfStep } from "../out-of-step.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import { outcomes, type Transaction } from "../transaction.ts";
import { advance, close, judge, receive } from "../wire.ts";

/** Waits for the reply to content that was sent, or that the server would not wait for. */
export function* answerToContent(session: Session): Script<Reply> {
  const reply = yield* receive(session, "final", "(message content)");
  advance(session, "CONTENT", reply);
  return reply;
}

/** The reply to the whole content: a refusal is an error that rejects every accepted recipient. */
export function* decide(session: Session, transaction: Transaction, reply: Reply): Script<Reply> {
  if (reply.code >= 300 && reply.code < 400) throw new OutOfStep(SENSELESS);
  transaction.handedOver = false;
  if (reply.code < 300) return reply;
  const reaction = judge(session, reply, "CONTENT", {
    recipientsAccepted: transaction.recipients.filter(({ outcome }) => outcome === "accepted")
      .length,
    contentOctets: transaction.contentOctets,
  });
  const temporary = reply.code < 500;
  const rejected = { outcome: "rejected", temporary, reply } as const;
  const recipients = outcomes(transaction, { outcome: "not-sent", temporary }, rejected);
  if (reaction.scope === "connection" || session.ending)
    yield* close(session, "the server is closing");
  const code = reaction.because === "too-large" ? "MESSAGE_TOO_LARGE" : "MESSAGE_REFUSED";
  const what = `The message was not accepted for ${listed(transaction)}`;
  throw refused(session, code, "final", what, reply, reaction, { recipients });
}

function listed({ recipients }: Transaction): string {
  const addresses = recipients
    .filter(({ outcome }) => outcome === "accepted")
    .map(({ mailbox }) => formatMailbox(mailbox));
  return addresses.length > 3
    ? `${addresses.slice(0, 3).join(", ")} and ${addresses.length - 3} more`
    : addresses.join(", ");
}

const SENSELESS = "It asked for more where the message had ended.";
