/**
 * The parameters of MAIL and RCPT: only what is needed or asked for, and neither
 * refused before nor beyond what the server says that it can do.
 */
import { formatMailbox, type Mailbox } from "../address/address.ts";
import type { Feature, Wish } from "../plan/feature.ts";
import type { ExcludedMethod } from "../plan/plan.ts";
import { choiceOf, effectiveWishes, evidenceOf } from "../plan/session-plan.ts";
import type { Reason } from "../reply/situation.ts";
import { type Delivery, fieldValues } from "../session/delivery.ts";
import type { OutgoingMessage, Recipient } from "../session/outgoing-message.ts";
import type { MessageConstraints, Session } from "../session/session.ts";
import { ownerOfParameter, type ParameterOwner } from "../tables/extensions.ts";
import type { Command, Parameter } from "./command.ts";

const NO_PARAMETERS: readonly Parameter[] = [];
const REQUIRETLS: Parameter = { keyword: "REQUIRETLS", extension: "REQUIRETLS" };

/** The parameters of MAIL. */
export function mailParameters(session: Session, delivery: Delivery): readonly Parameter[] {
  const { needs, message, carriage } = delivery;
  const parameters: Parameter[] = [];
  const size = carriage.recoded ? carriage.size : needs.size;
  if (size !== undefined && choiceOf(session, "SIZE").method === "declared") {
    parameters.push({ keyword: "SIZE", value: String(size), extension: "SIZE" });
  }
  if (carriage.body !== "7BIT") {
    parameters.push({ keyword: "BODY", value: carriage.body, extension: carriage.body });
  }
  if (needs.utf8 && choiceOf(session, "SMTPUTF8").method === "SMTPUTF8")
    parameters.push({ keyword: "SMTPUTF8", extension: "SMTPUTF8" });
  // Who requires it of the session requires it of every message.
  if (effectiveWishes(session).REQUIRETLS === "require") parameters.push(REQUIRETLS);
  for (const parameter of message.parameters ?? []) {
    const goes = parameter.keyword !== "REQUIRETLS" && isOpen(session, parameter);
    if (goes) parameters.push(parameter);
  }
  return parameters;
}

/** The parameters of RCPT. */
export function rcptParameters(session: Session, { parameters }: Recipient): readonly Parameter[] {
  return parameters?.filter((parameter) => isOpen(session, parameter)) ?? NO_PARAMETERS;
}

/** The way that the plan takes for the parameter's feature is to send it, and it was not refused alone. */
function isOpen(session: Session, { keyword, extension }: Parameter): boolean {
  const feature = extension as Feature;
  const refused = session.excludedMethods.some((exclusion) =>
    exclusion.parameters?.includes(keyword),
  );
  return !refused && sendsParameters(session, feature, choiceOf(session, feature).method);
}

/** Whether a way is to send what the extension adds; the others do without it. */
export function sendsParameters(
  { tables }: Session,
  feature: Feature,
  method: string | undefined,
): boolean {
  const order = tables.fallbackOrders.find((candidate) => candidate.feature === feature);
  return (
    order?.methods.find((candidate) => candidate.name === method)?.needs?.offered !== undefined
  );
}

/**
 * Those of a command's parameters, as written, that the message can do without.
 *
 * @param recodable whether the content may go without BODY, re-encoded
 */
export function droppable(
  session: Session,
  { name, parameters }: Pick<Command, "name" | "parameters">,
  recodable: () => boolean,
): readonly string[] {
  if (name !== "MAIL" && name !== "RCPT") return [];
  const wishes = effectiveWishes(session);
  return parameters.filter((parameter) => {
    const owner = ownerOfParameter(name, parameter, session.tables.extensions);
    if (!owner || isNeverDropped(owner, parameter)) return false;
    const feature = owner.extension.keyword as Feature;
    // Content that needs BODY is re-encoded without it.
    if (feature === "8BITMIME" || feature === "BINARYMIME") {
      return wishes[feature] !== "require" && recodable();
    }
    return hasOtherMethod(session, feature);
  });
}

/** Another way is open than to send something of the feature's with MAIL or RCPT; one that gives it, where it is required. */
function hasOtherMethod(session: Session, feature: Feature): boolean {
  const required = effectiveWishes(session)[feature] === "require";
  const order = session.tables.fallbackOrders.find((candidate) => candidate.feature === feature);
  const { excluded: exclusion } = evidenceOf(session);
  const closed = exclusion.filter((one) => one.feature === feature).map(({ method }) => method);
  return (order?.methods ?? []).some(
    ({ name, providesFeature, needs, state }) =>
      (providesFeature || !required) &&
      state !== "planned" &&
      // What can be written in ASCII was from the start.
      !needs?.inAscii &&
      !closed.includes(name) &&
      !sendsParameters(session, feature, name),
  );
}

/** A promise of the server that is worth nothing once the parameter is left out. */
function isNeverDropped({ parameter: { neverDropped } }: ParameterOwner, written: string): boolean {
  if (neverDropped === undefined || neverDropped === true) return neverDropped ?? false;
  return written.toUpperCase().includes(neverDropped.ifValueHas);
}

/** The features of those of a command's parameters that the message cannot do without. */
export function requiredFeatures(
  session: Session,
  command: Pick<Command, "name" | "parameters">,
  recodable: () => boolean,
): readonly Feature[] {
  const { name, parameters } = command;
  if (name !== "MAIL" && name !== "RCPT") return [];
  const dispensable = droppable(session, command, recodable);
  const kept = parameters.filter((parameter) => !dispensable.includes(parameter));
  return [
    ...new Set(kept.flatMap((parameter) => getParameterFeature(session, name, parameter) ?? [])),
  ];
}

/** The feature that a parameter of a command belongs to. */
export function getParameterFeature(
  { tables }: Session,
  commandName: "MAIL" | "RCPT",
  parameter: string,
): Feature | undefined {
  return ownerOfParameter(commandName, parameter, tables.extensions)?.extension.keyword as
    | Feature
    | undefined;
}

const NO_FEATURES: readonly Feature[] = [];

/** The features that a message asks for, or that are required of every message. */
export function askedFeatures(session: Session, message: OutgoingMessage): readonly Feature[] {
  const { parameters = [], to } = message;
  const required = session.wishes.REQUIRETLS === "require";
  if (!required && parameters.length === 0 && !to.some((recipient) => recipient.parameters)) {
    return NO_FEATURES;
  }
  const all = [...parameters, ...to.flatMap((recipient) => recipient.parameters ?? [])];
  const features = new Set(all.map(({ extension }) => extension as Feature));
  if (required) features.add("REQUIRETLS");
  return [...features];
}

/**
 * What a message adds to the wishes and the evidence of its session: what it asks
 * for is required unless the user's wish says less, and what the server says of
 * its limits, or the message's own header, may close a way to it.
 */
export function constraintsOf(session: Session, delivery: Delivery): MessageConstraints {
  const { message } = delivery;
  const requested = askedFeatures(session, message);
  const { inAscii } = delivery;
  if (requested.length === 0) return ASKS_NOTHING[inAscii ?? "none"];
  const wishes: Partial<Record<Feature, Wish>> = {};
  for (const feature of requested) {
    const unsaid = feature === "RRVS" && headerHasRrvs(delivery) ? "prefer" : "require";
    wishes[feature] = feature === "REQUIRETLS" ? unsaid : (session.wishes[feature] ?? unsaid);
  }
  const closed = (message.parameters ?? []).flatMap((parameter): readonly ExcludedMethod[] => {
    const feature = parameter.extension as Feature;
    if (exceedsServerLimit(session, parameter))
      return findClosedMethods(session, feature, "out-of-limits");
    const other = priorityField(delivery, parameter) === "other";
    return other ? [excludeMethod(feature, PRIORITY_FIELD, "not-possible-here")] : [];
  });
  const made = { wishes: Object.freeze(wishes), closed: Object.freeze(closed) };
  return Object.freeze(inAscii ? { ...made, inAscii } : made);
}

/** The terms of messages that ask for nothing, each once, so that what follows from them is found again. */
const ASKS_NOTHING: Readonly<Record<"none" | "domains" | "header", MessageConstraints>> =
  /* @__PURE__ */ Object.freeze({
    none: Object.freeze({ wishes: {}, closed: [] }),
    domains: Object.freeze({ wishes: {}, closed: [], inAscii: "domains" }),
    header: Object.freeze({ wishes: {}, closed: [], inAscii: "header" }),
  });

/** The address as it is written: with its domain in ASCII, unless its local part is not or SMTPUTF8 itself is required. */
export function addressOnWire<T extends Mailbox>(
  session: Session,
  delivery: Delivery,
  mailbox: T,
): T {
  if (mailbox.asciiDomain || !mailbox.ascii) return mailbox;
  if (effectiveWishes(session).SMTPUTF8 === "require") return mailbox;
  const domain = delivery.aLabels.get(mailbox.domain);
  return domain === undefined ? mailbox : { ...mailbox, domain, asciiDomain: true };
}

const PRIORITY_FIELD = "MT-Priority header";

/** What the message has of a field that says the priority (RFC 6758): the same, another, or none. */
function priorityField(
  delivery: Delivery,
  { keyword, value }: Parameter,
): "same" | "other" | "none" {
  if (keyword !== "MT-PRIORITY") return "none";
  const fields = fieldValues(delivery, "MT-Priority");
  if (fields.length === 0) return "none";
  return fields.every((field) => field === value) ? "same" : "other";
}

/** The field that says the priority, where no parameter can and the message has none (RFC 6758 3.3). */
export function priorityLine(session: Session, delivery: Delivery): string | undefined {
  const priority = delivery.message.parameters?.find(({ keyword }) => keyword === "MT-PRIORITY");
  if (!priority || choiceOf(session, "MT-PRIORITY").method !== PRIORITY_FIELD) return undefined;
  const there = priorityField(delivery, priority) === "same" || delivery.source.leadOctets > 0;
  return there ? undefined : `MT-Priority: ${priority.value}\r\n`;
}

/** The message's header says the same for everybody for whom it is asked, so the check is not lost (RFC 7293 4). */
function headerHasRrvs(delivery: Delivery): boolean {
  const fields = fieldValues(delivery, "Require-Recipient-Valid-Since");
  return delivery.message.to
    .filter(({ parameters = [] }) => parameters.some(({ keyword }) => keyword === "RRVS"))
    .every((recipient) => fields.some((field) => field.startsWith(`${formatMailbox(recipient)};`)));
}

function findClosedMethods(session: Session, feature: Feature, reason: Reason): ExcludedMethod[] {
  const order = session.tables.fallbackOrders.find((candidate) => candidate.feature === feature);
  return (order?.methods ?? [])
    .filter(({ name }) => sendsParameters(session, feature, name))
    .map(({ name }) => excludeMethod(feature, name, reason));
}

function excludeMethod(feature: Feature, method: string, reason: Reason): ExcludedMethod {
  return { feature, method, reason, extraRoundTrips: 0 };
}

/** What EHLO says of a feature's limits, compared with what is asked. A limit that cannot be read is ignored. */
function exceedsServerLimit(
  { capabilities, tables }: Session,
  { keyword, value = "" }: Parameter,
): boolean {
  const owner = ownerOfParameter("MAIL", `${keyword}=${value}`, tables.extensions);
  const limit = owner?.parameter.limit;
  if (!limit || !value.includes(limit.ifValueHas ?? "")) return false;
  const word = capabilities.keywords[owner.extension.keyword]?.[limit.word] ?? "";
  if (limit.is === "latest") {
    // Both in UTC, so that they compare as texts (RFC 4865 3).
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(word) && value > word;
  }
  if (!/^\d+$/.test(word)) return false;
  const number = Number.parseInt(value, 10);
  return limit.is === "least" ? number < Number(word) : number > Number(word);
}
