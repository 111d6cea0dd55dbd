/**
 * Leaves out parameters of MAIL and RCPT that the server refused (RFC 5321 4.1.1.11), and records the fallback.
 * Whether a parameter was the cause is found out in `trial.ts`.
 */
import type { Command } from "../command/command.ts";
import { getParameterFeature, sendsParameters } from "../command/parameters.ts";
import type { Feature } from "../plan/feature.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reaction } from "../reply/situation.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import { fallBack } from "./fallback.ts";

/** A refusal of a MAIL or RCPT for its parameters. */
export interface RefusedCommand {
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
export function* dropParameters(
  session: Session,
  refusals: readonly RefusedCommand[],
): Script<void> {
  let cost = 1;
  for (const refusal of refusals) {
    const told = session.excludedMethods.length;
    yield* leaveOutOf(session, refusal, cost);
    if (session.excludedMethods.length > told) cost = 0;
  }
}

function* leaveOutOf(
  session: Session,
  { command, reply, reaction }: RefusedCommand,
  costOfRetry: number,
): Script<void> {
  let cost = costOfRetry;
  const asked = command.name === "RCPT" ? "RCPT" : "MAIL";
  const refused = reaction.parameters ?? [];
  const features = new Set(
    refused.flatMap((parameter) => getParameterFeature(session, asked, parameter) ?? []),
  );
  for (const feature of features) {
    const ofFeature = (parameter: string): boolean =>
      getParameterFeature(session, asked, parameter) === feature;
    const kept = command.parameters.some(
      (parameter) => ofFeature(parameter) && !refused.includes(parameter),
    );
    const [first = "", ...others] = methodsWithParameters(session, feature);
    const parameters = refused.filter(ofFeature).map(parseKeyword);
    const part = kept && others.length > 0 ? { method: first, parameters } : undefined;
    // Others of the same flight may have been refused for the same.
    const { method } = choiceOf(session, feature);
    if (!sendsParameters(session, feature, method) || (part && isKnown(session, parameters)))
      continue;
    const { reason } = reaction;
    const answered = { reply, command: command.shown };
    const leaving = { feature, reason, ...answered, cost, phase: "envelope" } as const;
    cost = 0;
    yield* fallBack(session, { ...leaving, ...(part ?? { method: [first, ...others] }) });
  }
}

/** The ways that send what the extension adds. */
export function methodsWithParameters(session: Session, feature: Feature): readonly string[] {
  const methods = session.tables.ladders.find((order) => order.feature === feature)?.methods ?? [];
  return methods
    .map(({ name }) => name)
    .filter((method) => sendsParameters(session, feature, method));
}

function isKnown({ excludedMethods }: Session, keywords: readonly string[]): boolean {
  return keywords.every((keyword) =>
    excludedMethods.some(({ parameters }) => parameters?.includes(keyword)),
  );
}

function parseKeyword(parameter: string): string {
  return parameter.split("=", 1)[0] ?? parameter;
}
