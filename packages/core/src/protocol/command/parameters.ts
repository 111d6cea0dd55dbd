/**
 * Chooses the parameters of MAIL and RCPT (RFC 5321 4.1.1.11): only those that are needed or requested, were not
 * refused before, and are within the server's limits. The lines are built in `command.ts`.
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
  // A session that requires REQUIRETLS requires it for every message.
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

/**
 * Returns whether a parameter is sent: the planned method of its feature sends it, and it was not refused on its own.
 */
function isOpen(session: Session, { keyword, extension }: Parameter): boolean {
  const feature = extension as Feature;
  const { excludedMethods } = session.connection.knowledge;
  const refused = excludedMethods.some(({ parameters }) => parameters?.includes(keyword));
  return !refused && sendsParameters(session, feature, choiceOf(session, feature).method);
}

/** Returns whether a method sends the extension's parameters; the other methods do without them. */
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
 * Returns the parameters of a command, as written, that may be dropped.
 *
 * @param recodable whether the content may be re-encoded and sent without BODY
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
    // Without BODY, the content is re-encoded.
    if (feature === "8BITMIME" || feature === "BINARYMIME") {
      return wishes[feature] !== "require" && recodable();
    }
    return hasOtherMethod(session, feature);
  });
}

/**
 * Returns whether a method without the feature's MAIL or RCPT parameters is available; it must provide the feature if
 * that is required.
 */
function hasOtherMethod(session: Session, feature: Feature): boolean {
  const required = effectiveWishes(session)[feature] === "require";
  const order = session.tables.fallbackOrders.find((candidate) => candidate.feature === feature);
  const { excluded: exclusion } = evidenceOf(session);
  const closed = exclusion.filter((one) => one.feature === feature).map(({ method }) => method);
  return (order?.methods ?? []).some(
    ({ name, providesFeature, needs, state }) =>
      (providesFeature || !required) &&
      state !== "planned" &&
      // Text that can be written in ASCII already is.
      !needs?.inAscii &&
      !closed.includes(name) &&
      !sendsParameters(session, feature, name),
  );
}

/** Returns whether a parameter must not be dropped, because without it the server promises nothing. */
function isNeverDropped({ parameter: { neverDropped } }: ParameterOwner, written: string): boolean {
  if (neverDropped === undefined || neverDropped === true) return neverDropped ?? false;
  return written.toUpperCase().includes(neverDropped.ifValueHas);
}

/** Returns the features of a command's parameters that must not be dropped. */
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

/** Returns the feature of a command's parameter. */
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

/** Returns the features that a message requests, or that every message requires. */
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
 * Returns what a message adds to the wishes and the evidence of its session. Requested features are required unless
 * the user's wish is weaker. The server's limits and the message's own header may rule out a method.
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

/** The constraints of messages that request nothing; shared, so that cached plans are found again. */
const ASKS_NOTHING: Readonly<Record<"none" | "domains" | "header", MessageConstraints>> =
  /* @__PURE__ */ Object.freeze({
    none: Object.freeze({ wishes: {}, closed: [] }),
    domains: Object.freeze({ wishes: {}, closed: [], inAscii: "domains" }),
    header: Object.freeze({ wishes: {}, closed: [], inAscii: "header" }),
  });

/**
 * Returns the address as written: with its domain in ASCII, unless its local part is not ASCII or SMTPUTF8 itself is
 * required.
 */
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

/** Returns whether the message has a priority field (RFC 6758) with the same value, another value, or none. */
function priorityField(
  delivery: Delivery,
  { keyword, value }: Parameter,
): "same" | "other" | "none" {
  if (keyword !== "MT-PRIORITY") return "none";
  const fields = fieldValues(delivery, "MT-Priority");
  if (fields.length === 0) return "none";
  return fields.every((field) => field === value) ? "same" : "other";
}

/** Returns the priority field, if no parameter can be sent and the message has no such field (RFC 6758 3.3). */
export function priorityLine(session: Session, delivery: Delivery): string | undefined {
  const priority = delivery.message.parameters?.find(({ keyword }) => keyword === "MT-PRIORITY");
  if (!priority || choiceOf(session, "MT-PRIORITY").method !== PRIORITY_FIELD) return undefined;
  const there = priorityField(delivery, priority) === "same" || delivery.source.leadOctets > 0;
  return there ? undefined : `MT-Priority: ${priority.value}\r\n`;
}

/**
 * Returns whether the message has the header field Require-Recipient-Valid-Since for every recipient with an RRVS
 * parameter. The server then checks the recipients without the parameter (RFC 7293 4).
 */
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

/** Compares a requested value with the limits in the EHLO reply. An unreadable limit is ignored. */
function exceedsServerLimit(
  { connection: { capabilities }, tables }: Session,
  { keyword, value = "" }: Parameter,
): boolean {
  const owner = ownerOfParameter("MAIL", `${keyword}=${value}`, tables.extensions);
  const limit = owner?.parameter.limit;
  if (!limit || !value.includes(limit.ifValueHas ?? "")) return false;
  const word = capabilities.keywords[owner.extension.keyword]?.[limit.word] ?? "";
  if (limit.is === "latest") {
    // Both times are in UTC, so they can be compared as text (RFC 4865 3).
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(word) && value > word;
  }
  if (!/^\d+$/.test(word)) return false;
  const number = Number.parseInt(value, 10);
  return limit.is === "least" ? number < Number(word) : number > Number(word);
}
