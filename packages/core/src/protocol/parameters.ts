/**
 * The parameters of MAIL and RCPT: only what is needed or asked for, and neither
 * refused before nor beyond what the server says that it can do.
 */
import type { Command, Parameter } from "./command.ts";
import type { Feature, Wish } from "./feature.ts";
import type { Left } from "./plan.ts";
import { choiceOf, type Session, type Terms, wishesNow } from "./session.ts";
import type { Because } from "./situation.ts";
import { extensionOfParameter } from "./tables/extensions.ts";
import type { OutgoingMessage, Recipient, Transaction } from "./transaction.ts";

const REQUIRETLS: Parameter = { keyword: "REQUIRETLS", extension: "REQUIRETLS" };

/** The parameters of MAIL. */
export function mailParameters(session: Session, transaction: Transaction): readonly Parameter[] {
  const { needs, message } = transaction;
  const parameters: Parameter[] = [];
  if (needs.size !== undefined && choiceOf(session, "SIZE").way === "declared") {
    parameters.push({ keyword: "SIZE", value: String(needs.size), extension: "SIZE" });
  }
  if (needs.eightBit !== false && choiceOf(session, "8BITMIME").way === "BODY=8BITMIME") {
    parameters.push({ keyword: "BODY", value: "8BITMIME", extension: "8BITMIME" });
  }
  if (needs.utf8) parameters.push({ keyword: "SMTPUTF8", extension: "SMTPUTF8" });
  const asked = (message.parameters ?? []).filter(({ keyword }) => keyword !== "REQUIRETLS");
  // Who requires it of the session requires it of every message.
  if (wishesNow(session).REQUIRETLS === "require") parameters.push(REQUIRETLS);
  return [...parameters, ...asked.filter((parameter) => isOpen(session, parameter))];
}

/** The parameters of RCPT. */
export function rcptParameters(
  session: Session,
  { parameters = [] }: Recipient,
): readonly Parameter[] {
  return parameters.filter((parameter) => isOpen(session, parameter));
}

/** The way that the plan takes for the parameter's feature is to send it, and it was not refused by itself. */
function isOpen(session: Session, { keyword, extension }: Parameter): boolean {
  const feature = extension as Feature;
  const refused = session.left.some((left) => left.parameters?.includes(keyword));
  return !refused && sends(session, feature, choiceOf(session, feature).way);
}

/** Whether a way is to send what the extension adds; the others do without it. */
export function sends({ tables }: Session, feature: Feature, way: string | undefined): boolean {
  const ladder = tables.ladders.find((candidate) => candidate.feature === feature);
  return ladder?.ways.find((candidate) => candidate.way === way)?.needs?.offered !== undefined;
}

/** Those of a command's parameters, as written, that the message can do without. */
export function droppable(
  session: Session,
  { needs }: Transaction,
  { asked, parameters }: Pick<Command, "asked" | "parameters">,
): readonly string[] {
  if (asked !== "MAIL" && asked !== "RCPT") return [];
  const wishes = wishesNow(session);
  return parameters.filter((parameter) => {
    if (NEVER_DROPPED.test(parameter)) return false;
    const feature = featureOf(asked, parameter);
    // Content that needs it cannot be sent without it.
    if (feature === "8BITMIME" && needs.eightBit === true) return false;
    return feature !== undefined && wishes[feature] !== "require";
  });
}

/** A promise of the server that is worth nothing once the parameter is left out. */
const NEVER_DROPPED = /^(?:REQUIRETLS$|SMTPUTF8$|BY=[^;]*;R|HOLDFOR=|HOLDUNTIL=)/i;

/** The features of those of a command's parameters that the message cannot do without. */
export function requiredFeatures(
  session: Session,
  transaction: Transaction,
  command: Pick<Command, "asked" | "parameters">,
): readonly Feature[] {
  const { asked, parameters } = command;
  if (asked !== "MAIL" && asked !== "RCPT") return [];
  const dispensable = droppable(session, transaction, command);
  const kept = parameters.filter((parameter) => !dispensable.includes(parameter));
  return [...new Set(kept.flatMap((parameter) => featureOf(asked, parameter) ?? []))];
}

/** The feature that a parameter of a command belongs to. */
export function featureOf(asked: "MAIL" | "RCPT", parameter: string): Feature | undefined {
  return extensionOfParameter(asked, parameter)?.keyword as Feature | undefined;
}

/** The features that a message asks for. */
export function askedFeatures({ parameters = [], to }: OutgoingMessage): readonly Feature[] {
  const all = [...parameters, ...to.flatMap((recipient) => recipient.parameters ?? [])];
  return [...new Set(all.map(({ extension }) => extension as Feature))];
}

/**
 * What a message adds to the wishes and the evidence of its session: what it asks
 * for is required unless the user's wish says less, and what the server says of
 * its limits may close a way to it.
 */
export function termsOf(session: Session, message: OutgoingMessage): Terms {
  const wishes: Partial<Record<Feature, Wish>> = {};
  for (const feature of askedFeatures(message)) {
    const wish = feature === "REQUIRETLS" ? undefined : session.wishes[feature];
    wishes[feature] = wish ?? "require";
  }
  const closed = (message.parameters ?? []).flatMap((parameter): Left[] =>
    exceeds(session, parameter)
      ? closedWays(session, parameter.extension as Feature, "out-of-limits")
      : [],
  );
  return Object.freeze({ wishes: Object.freeze(wishes), closed: Object.freeze(closed) });
}

function closedWays(session: Session, feature: Feature, because: Because): Left[] {
  const ladder = session.tables.ladders.find((candidate) => candidate.feature === feature);
  return (ladder?.ways ?? [])
    .filter(({ way }) => sends(session, feature, way))
    .map(({ way }) => ({ feature, way, because, extraRoundTrips: 0 }));
}

/** What EHLO says of a feature's limits, held against what is asked. A limit that cannot be read is none. */
function exceeds({ capabilities }: Session, { keyword, value = "" }: Parameter): boolean {
  switch (keyword) {
    case "BY": {
      // The least that a deadline may be, where missing it returns the message (RFC 2852 4.1).
      const [least = ""] = capabilities.keywords["DELIVERBY"] ?? [];
      return /;R/.test(value) && /^\d+$/.test(least) && Number.parseInt(value, 10) < Number(least);
    }
    case "HOLDFOR": {
      const [most = ""] = capabilities.keywords["FUTURERELEASE"] ?? [];
      return /^\d+$/.test(most) && Number(value) > Number(most);
    }
    case "HOLDUNTIL": {
      // Both in UTC, so that they compare as texts (RFC 4865 3).
      const [, latest = ""] = capabilities.keywords["FUTURERELEASE"] ?? [];
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(latest) && value > latest;
    }
    default:
      return false;
  }
}
