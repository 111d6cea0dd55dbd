/**
 * Finds the meaning of a reply to a command in a situation.
 *
 * The code alone does not decide. Code, enhanced code and situation are compared with the rows of the reaction table
 * (`protocol/tables/reactions.ts`) in order. Only rows that need the text read it. No command and no code is named
 * here.
 */
import type { Feature } from "../plan/feature.ts";
import type { Extension } from "../tables/extension-row.ts";
import { ownerOfParameter, type ParameterOwner } from "../tables/extensions.ts";
import { MECHANISM_STRENGTH } from "../tables/mechanism-strength.ts";
import { REACTIONS, type ReactionRow, type SituationPattern } from "../tables/reactions.ts";
import { TEXT_CLASSES } from "../tables/reactions-text.ts";
import { SCOPES } from "../tables/scopes.ts";
import { USED_EXTENSIONS } from "../tables/used-extensions.ts";
import { type Reply, replyText } from "./reply.ts";
import type { CommandName, Reaction, Situation } from "./situation.ts";

/** The number of characters of a text that are matched: eight full lines of RFC 5321 4.5.3.1.5. */
const MAX_MATCHED_CHARACTERS = 4096;

/**
 * The reaction to a reply without a row, such as 354 to MAIL: it does not answer the command, so client and server
 * are out of sync.
 */
const NO_MATCHING_ROW: Reaction = Object.freeze({
  action: "abort",
  scope: "connection",
  retry: "never",
  reason: "garbage",
  row: "uncovered",
  rfc: "RFC 5321 4.3.2",
});

/**
 * Returns what a reply means.
 *
 * @param situation the command, and everything else that decides
 * @param reply the server's reply
 * @param rows the reaction table; others only for experiments
 * @param extensions the extensions that own parameters; others only for experiments
 * @returns the meaning as frozen data; `row` names the rule and `rfc` its section (RFC 5321 4.2)
 * @example
 * react({ ...situation, command: "BDAT", recipientsAccepted: 1 }, parseReplyText("502 5.5.1 Error"));
 * // { action: "next-method", feature: "CHUNKING", scope: "connection", ... }
 */
export function react(
  situation: Situation,
  reply: Reply,
  rows: readonly ReactionRow[] = REACTIONS,
  extensions: readonly Extension[] = USED_EXTENSIONS,
): Reaction {
  let read: string | undefined;
  const featureOf = (parameter: string) => sentFeature(situation, parameter, extensions);
  const text = () =>
    (read ??= replyText(reply).slice(0, MAX_MATCHED_CHARACTERS).replaceAll("\n", " "));
  const { command } = situation;
  const { plain, among } = candidates(rows, command, reply.code);
  if (plain) return plain;
  const found = among.find((candidate) => matchesRow(candidate, situation, reply, text, featureOf));
  if (!found) return NO_MATCHING_ROW;
  const { row, reaction } = found;
  if (row.action !== "without-parameters") return reaction;
  const parameters = parametersToDrop(situation, text(), featureOf);
  return reactionOf(row, command, commonFeature(parameters, featureOf), parameters);
}

/**
 * Returns the meaning of a reply if the code alone decides, whatever the situation and the text.
 *
 * @returns the meaning; `undefined` if more than the code is needed
 */
export function reactionByCode(
  commandName: CommandName,
  { code }: Reply,
  rows: readonly ReactionRow[] = REACTIONS,
): Reaction | undefined {
  return candidates(rows, commandName, code).plain;
}

/** A row for one command, prepared for matching. */
interface CandidateRow {
  readonly row: ReactionRow;
  /** The row's pattern without mechanism and parameter: the required value of each part of the situation. */
  readonly conditions: readonly [name: string, wanted: unknown][];
  /** The reaction if the row matches, without the parameters to drop. */
  readonly reaction: Reaction;
}

/** The rows for a reply code and a command, and the reaction if the first row has no other condition. */
interface Candidates {
  readonly among: readonly CandidateRow[];
  readonly plain: Reaction | undefined;
}

/** Cached candidates by command and code: every reply needs them, and few differ. */
const CANDIDATES: WeakMap<
  readonly ReactionRow[],
  Map<CommandName, Map<number, Candidates>>
> = /* @__PURE__ */ new WeakMap();

function candidates(
  rows: readonly ReactionRow[],
  commandName: CommandName,
  code: number,
): Candidates {
  const known = CANDIDATES.get(rows)?.get(commandName)?.get(code);
  if (known) return known;
  const byCommand = CANDIDATES.get(rows) ?? new Map<CommandName, Map<number, Candidates>>();
  const byCode = byCommand.get(commandName) ?? new Map<number, Candidates>();
  const found = candidatesAmong(rows, commandName, code);
  CANDIDATES.set(rows, byCommand.set(commandName, byCode.set(code, found)));
  return found;
}

function candidatesAmong(
  all: readonly ReactionRow[],
  commandName: CommandName,
  code: number,
): Candidates {
  const digit = Math.floor(code / 100);
  const rows = all.filter(
    (row) =>
      row.commands.includes(commandName) && (row.codes.includes(code) || row.codes.includes(digit)),
  );
  const among = rows.map((row) => {
    const { mechanism: _m, parameter: _p, ...pattern } = row.when ?? {};
    const reaction = reactionOf(row, commandName, row.feature);
    return { row, conditions: Object.entries(pattern), reaction };
  });
  const [first] = among;
  return { among, plain: first && isUnconditional(first.row) ? first.reaction : undefined };
}

function isUnconditional({
  when,
  enhanced,
  notEnhanced,
  names,
  text,
  notText,
  action,
}: ReactionRow) {
  const conditions = [when, enhanced, notEnhanced, names, text, notText];
  return action !== "without-parameters" && conditions.every((each) => each === undefined);
}

function reactionOf(
  { id, action, scope, retry, reason, rfc }: ReactionRow,
  commandName: CommandName,
  feature: Feature | undefined,
  parameters?: readonly string[],
): Reaction {
  return Object.freeze({
    action,
    ...(feature === undefined ? {} : { feature }),
    ...(parameters === undefined ? {} : { parameters }),
    scope: scope ?? SCOPES[commandName],
    retry,
    reason,
    row: id,
    rfc,
  });
}

function matchesRow(
  { row, conditions }: CandidateRow,
  situation: Situation,
  reply: Reply,
  text: () => string,
  featureOf: FeatureOf,
): boolean {
  return (
    (row.when === undefined || matchesSituation(row.when, conditions, situation)) &&
    (row.enhanced === undefined || isOneOf(reply.enhanced, row.enhanced)) &&
    (row.notEnhanced === undefined || !isOneOf(reply.enhanced, row.notEnhanced)) &&
    (row.names === undefined || row.names === findNamedParameter(situation, text(), featureOf)) &&
    (row.text === undefined || TEXT_CLASSES[row.text].test(text())) &&
    (row.notText === undefined || !TEXT_CLASSES[row.notText].test(text()))
  );
}

/** Counts for patterns that only require "some" or "none". */
const COUNTS: Readonly<Record<string, (situation: Situation) => number>> = {
  parameters: ({ parameters }) => parameters.length,
  droppable: ({ droppable }) => droppable.length,
  recipientsAccepted: ({ recipientsAccepted }) => recipientsAccepted,
  mechanismsLeft: ({ mechanismsLeft }) => mechanismsLeft.length,
  strongerLeft: ({ mechanismsLeft, mechanism = "" }) =>
    mechanismsLeft.filter((left) => strength(left) > strength(mechanism)).length,
};

function matchesSituation(
  { mechanism, parameter }: SituationPattern,
  conditions: CandidateRow["conditions"],
  situation: Situation,
): boolean {
  return (
    (mechanism === undefined || mechanism.includes(situation.mechanism ?? "")) &&
    (parameter === undefined || situation.parameters.includes(parameter)) &&
    conditions.every(([name, wanted]) => {
      const count = COUNTS[name];
      return count
        ? count(situation) > 0 === (wanted === "some")
        : situation[name as keyof Situation] === wanted;
    })
  );
}

function strength(mechanism: string): number {
  return MECHANISM_STRENGTH[mechanism] ?? 0;
}

/**
 * Compares subject and detail. The reply code decides the class: RFC 3463 2 allows every class for all subjects and
 * details.
 */
function isOneOf(enhanced: string | undefined, patterns: readonly string[]): boolean {
  const [, subject, detail] = enhanced?.split(".") ?? [];
  if (subject === undefined) return false;
  return patterns.includes(`X.${subject}.${detail}`) || patterns.includes(`X.${subject}.*`);
}

function findNamedParameter(
  { parameters, droppable }: Situation,
  text: string,
  featureOf: FeatureOf,
): "droppable" | "required" | undefined {
  if (droppable.some((parameter) => isNamed(parameter, text, featureOf))) return "droppable";
  const kept = droppable.map(getParameterKeyword);
  const required = parameters.filter((parameter) => !kept.includes(getParameterKeyword(parameter)));
  return required.some((parameter) => isNamed(parameter, text, featureOf)) ? "required" : undefined;
}

/**
 * Returns whether the text names the parameter or its extension as a word in capitals: "BY" is a parameter, "by" is
 * not.
 */
function isNamed(parameter: string, text: string, featureOf: FeatureOf): boolean {
  const words: readonly string[] = text.match(/[A-Z0-9][A-Z0-9-]*[A-Z0-9]/g) ?? [];
  const feature = featureOf(parameter);
  return (
    words.includes(getParameterKeyword(parameter)) ||
    (feature !== undefined && words.includes(feature))
  );
}

/** Returns the parameters that the reply names; if it names none, all parameters that the message can do without. */
function parametersToDrop(
  { droppable }: Situation,
  text: string,
  featureOf: FeatureOf,
): readonly string[] {
  const named = droppable.filter((parameter) => isNamed(parameter, text, featureOf));
  return Object.freeze(named.length > 0 ? named : [...droppable]);
}

function commonFeature(parameters: readonly string[], featureOf: FeatureOf): Feature | undefined {
  const features = new Set(parameters.map(featureOf));
  return features.size === 1 ? [...features][0] : undefined;
}

/** Returns the feature that a parameter belongs to. The parameter may be given by its keyword alone. */
type FeatureOf = (parameter: string) => Feature | undefined;

function sentFeature(
  { parameters }: Situation,
  parameter: string,
  extensions: readonly Extension[],
): Feature | undefined {
  const keyword = getParameterKeyword(parameter);
  const sent =
    parameters.find((candidate) => getParameterKeyword(candidate) === keyword) ?? parameter;
  const owner = ownerOf(sent, extensions) ?? ownerOf(keyword, extensions);
  return owner?.extension.keyword as Feature | undefined;
}

/** No keyword belongs to one extension for MAIL and to another one for RCPT. */
function ownerOf(written: string, extensions: readonly Extension[]): ParameterOwner | undefined {
  return (
    ownerOfParameter("MAIL", written, extensions) ?? ownerOfParameter("RCPT", written, extensions)
  );
}

function getParameterKeyword(parameter: string): string {
  return (parameter.split("=", 1)[0] ?? parameter).toUpperCase();
}
