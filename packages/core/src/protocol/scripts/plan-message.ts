/**
 * Decides how one message is sent before its envelope goes out, and throws if the server cannot do what the
 * message requires. Choosing the method of one feature is in `protocol/plan`.
 */

import { askedFeatures, constraintsOf, priorityLine } from "../command/parameters.ts";
import { SmtpError } from "../errors/errors.ts";
import { createUnmetError } from "../errors/failure.ts";
import type { Feature } from "../plan/feature.ts";
import { choiceOf, decisionsUntil, findUnmetRequirements } from "../plan/session-plan.ts";
import type { Delivery } from "../session/delivery.ts";
import type { Session } from "../session/session.ts";
import { chooseBodyEncoding } from "./body-encoding.ts";
import { recordMethodInUse } from "./fallback.ts";
import { checkDomains, lacksUtf8, settleHeader } from "./header.ts";

/** Features that every message uses. */
const ALWAYS_SETTLED: readonly Feature[] = ["PIPELINING", "CHUNKING", "SIZE"];

/** Plans the features that this message uses. Required features are checked before the envelope is sent. */
export function planMessage(session: Session, delivery: Delivery): void {
  const { needs, message } = delivery;
  checkDomains(session, delivery);
  session.constraints = constraintsOf(session, delivery);
  const requested = askedFeatures(session, message);
  for (const feature of ALWAYS_SETTLED) recordMethodInUse(session, feature);
  for (const feature of requested) recordMethodInUse(session, feature);
  if (needs.utf8) recordMethodInUse(session, "SMTPUTF8");
  const utf8 = needs.utf8 ? choiceOf(session, "SMTPUTF8") : undefined;
  const lacksIt = utf8 && utf8.method === undefined && utf8.wish !== "require";
  const lacking = lacksIt
    ? [...findUnmetRequirements(session), utf8]
    : findUnmetRequirements(session);
  if (lacking.some(({ feature }) => feature === "SMTPUTF8") && needs.utf8) {
    throw lacksUtf8(session, delivery, lacking);
  }
  if (lacking.length > 0) throw createUnmetError(session, lacking, "envelope");
  prependHeaderField(delivery, priorityLine(session, delivery));
  settleHeader(session, delivery);
  const size = delivery.needs.size ?? message.size;
  const limit = session.connection.capabilities.size;
  if (size !== undefined && limit !== undefined && size > limit) {
    throw new SmtpError(
      `The message has ${size} octets, and ${session.config.host} takes at most ${limit}. Nothing was sent.`,
      {
        code: "MESSAGE_TOO_LARGE",
        phase: "envelope",
        retry: "never",
        decisions: decisionsUntil(session, "envelope"),
      },
    );
  }
  chooseBodyEncoding(session, delivery);
}

/** Prepends a header field that the message did not have. */
function prependHeaderField(delivery: Delivery, line: string | undefined): void {
  if (line === undefined) return;
  const { needs, source } = delivery;
  const octets = new TextEncoder().encode(line);
  source.prepend(octets);
  if (needs.size === undefined) return;
  delivery.needs = { ...needs, size: needs.size + octets.length };
}
