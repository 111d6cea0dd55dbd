/** Asks for content that is made for what the plan allows, and again when the plan changes. */

import { constraintsOf } from "../command/parameters.ts";
import { type AllowedContent, allowsSame } from "../content/allowed-content.ts";
import { choiceOf } from "../plan/session-plan.ts";
import { type Delivery, inspectMessage, replaceContent } from "../session/delivery.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";

/** The content itself can show that SMTPUTF8 is needed, so that more is allowed than before. That happens once. */
const MAX_ASKS = 3;

/**
 * Looks at the content of a message. Content that is made for a plan is asked for first, unless there is some for
 * the present plan.
 *
 * @param atHand only if nothing has to be waited for
 * @returns whether the content was looked at
 */
export function* askForContent(
  session: Session,
  delivery: Delivery,
  atHand = false,
): Script<boolean> {
  const { message, source } = delivery;
  if (!message.adaptive) {
    if (atHand && !delivery.inspected && message.size === undefined) return false;
    yield* inspectMessage(delivery);
    return true;
  }
  for (let asks = 0; asks < MAX_ASKS; asks += 1) {
    session.constraints = constraintsOf(session, delivery);
    const allowed = findAllowedContent(session, delivery);
    if (allowsSame(delivery.allowed, allowed)) return true;
    const facts = yield* source.open(allowed, atHand);
    if (!facts || (atHand && facts.size === undefined)) return false;
    replaceContent(delivery, allowed, facts);
    yield* inspectMessage(delivery);
  }
  return true;
}

/** What the plan allows now. */
function findAllowedContent(session: Session, delivery: Delivery): AllowedContent {
  const { message, allowed, needs } = delivery;
  const eightBit = choiceOf(session, "8BITMIME").method === "BODY=8BITMIME";
  const binary =
    choiceOf(session, "BINARYMIME").method === "BODY=BINARYMIME" &&
    choiceOf(session, "CHUNKING").method !== "DATA";
  const needsUtf8 = allowed
    ? needs.utf8
    : [message.from, ...message.to].some((one) => one && !one.ascii);
  const utf8 = needsUtf8 && eightBit && choiceOf(session, "SMTPUTF8").method === "SMTPUTF8";
  return { eightBit, binary, utf8 };
}
