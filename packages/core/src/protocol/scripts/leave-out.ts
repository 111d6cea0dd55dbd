/** Parameters that a server refused are left out from then on (RFC 5321 4.1.1.11). */
import type { Command } from "../command.ts";
import type { Script } from "../effects.ts";
import type { Feature } from "../feature.ts";
import { featureOf, sends } from "../parameters.ts";
import type { Reply } from "../reply.ts";
import type { Session } from "../session.ts";
import type { Reaction } from "../situation.ts";
import { choiceOf } from "../view.ts";
import { fallBack } from "./fallback.ts";

/** A refusal of a MAIL or RCPT for its parameters. */
export interface Refusal {
  readonly command: Command;
  readonly reply: Reply;
  readonly reaction: Reaction;
}

/**
 * Leaves out what was refused: alone where the reply named it among others
 * of the same feature, else the whole feature. Reported once for each feature. However
 * many are left out, the next try is one, and its cost is reported with the first of them.
 *
 * @param refusals of commands of one flight
 * @throws {SmtpError} FEATURE_UNMET when it was required
 */
export function* leaveOut(session: Session, refusals: readonly Refusal[]): Script<void> {
  let cost = 1;
  for (const refusal of refusals) {
    const told = session.left.length;
    yield* leaveOutOf(session, refusal, cost);
    if (session.left.length > told) cost = 0;
  }
}

function* leaveOutOf(
  session: Session,
  { command, reply, reaction }: Refusal,
  costOfRetry: number,
): Script<void> {
  let cost = costOfRetry;
  const asked = command.asked === "RCPT" ? "RCPT" : "MAIL";
  const refused = reaction.parameters ?? [];
  const features = new Set(
    refused.flatMap((parameter) => featureOf(session, asked, parameter) ?? []),
  );
  for (const feature of features) {
    const ofFeature = (parameter: string): boolean =>
      featureOf(session, asked, parameter) === feature;
    const kept = command.parameters.some(
      (parameter) => ofFeature(parameter) && !refused.includes(parameter),
    );
    const [first = "", ...others] = sendingWays(session, feature);
    const parameters = refused.filter(ofFeature).map(keywordOf);
    const part = kept && others.length > 0 ? { way: first, parameters } : undefined;
    // Others of the same flight may have been refused for the same.
    const { way } = choiceOf(session, feature);
    if (!sends(session, feature, way) || (part && isKnown(session, parameters))) continue;
    const { because } = reaction;
    const answered = { reply, command: command.shown };
    const leaving = { feature, because, ...answered, cost, phase: "envelope" } as const;
    cost = 0;
    yield* fallBack(session, { ...leaving, ...(part ?? { way: [first, ...others] }) });
  }
}

/** The ways that send what the extension adds. */
export function sendingWays(session: Session, feature: Feature): readonly string[] {
  const ways = session.tables.ladders.find((ladder) => ladder.feature === feature)?.ways ?? [];
  return ways.map(({ way }) => way).filter((way) => sends(session, feature, way));
}

function isKnown({ left }: Session, keywords: readonly string[]): boolean {
  return keywords.every((keyword) => left.some(({ parameters }) => parameters?.includes(keyword)));
}

function keywordOf(parameter: string): string {
  return parameter.split("=", 1)[0] ?? parameter;
}
