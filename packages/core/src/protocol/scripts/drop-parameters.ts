/**
 * Leaves out parameters of MAIL and RCPT that the server refused (RFC 5321 4.1.1.11), and records the fallback.
 * Whether a parameter was the cause is found out in `trial.ts`.
 */
import { getParameterFeature, sendsParameters } from "../command/parameters.ts";
import type { Feature } from "../plan/feature.ts";
import { choiceOf } from "../plan/session-plan.ts";
import type { Script } from "../session/effects.ts";
import type { Session } from "../session/session.ts";
import type { RefusedCommand } from "./envelope-state.ts";
import { fallBack } from "./fallback.ts";

/**
 * Drops the refused parameters. Drops a single parameter if the reply named it among others of the same feature,
 * otherwise the whole feature. Each feature is reported once. The next try costs the same however many parameters are
 * dropped, so the cost is reported with the first feature.
 *
 * @param refusals refused commands of one flight
 * @throws {SmtpError} FEATURE_UNMET if a dropped feature was required
 */
export function* dropParameters(
  session: Session,
  refusals: readonly RefusedCommand[],
): Script<void> {
  let cost = 1;
  for (const refusal of refusals) {
    const { knowledge } = session.connection;
    const before = knowledge.excludedMethods.length;
    yield* dropFeatureParameters(session, refusal, cost);
    if (knowledge.excludedMethods.length > before) cost = 0;
  }
}

function* dropFeatureParameters(
  session: Session,
  { command, reply, reaction }: RefusedCommand,
  costOfRetry: number,
): Script<void> {
  let cost = costOfRetry;
  const commandName = command.name === "RCPT" ? "RCPT" : "MAIL";
  const refused = reaction.parameters ?? [];
  const features = new Set(
    refused.flatMap((parameter) => getParameterFeature(session, commandName, parameter) ?? []),
  );
  for (const feature of features) {
    const ofFeature = (parameter: string): boolean =>
      getParameterFeature(session, commandName, parameter) === feature;
    const kept = command.parameters.some(
      (parameter) => ofFeature(parameter) && !refused.includes(parameter),
    );
    const [first = "", ...others] = methodsWithParameters(session, feature);
    const parameters = refused.filter(ofFeature).map(parseKeyword);
    const part = kept && others.length > 0 ? { method: first, parameters } : undefined;
    // Other commands of the same flight may have been refused for the same feature.
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

/** Returns the methods that send the extension's parameters. */
export function methodsWithParameters(session: Session, feature: Feature): readonly string[] {
  const methods =
    session.tables.fallbackOrders.find((order) => order.feature === feature)?.methods ?? [];
  return methods
    .map(({ name }) => name)
    .filter((method) => sendsParameters(session, feature, method));
}

function isKnown({ connection }: Session, keywords: readonly string[]): boolean {
  return keywords.every((keyword) =>
    connection.knowledge.excludedMethods.some(({ parameters }) => parameters?.includes(keyword)),
  );
}

function parseKeyword(parameter: string): string {
  return parameter.split("=", 1)[0] ?? parameter;
}
