/**
 * Lists what a client with certain options needs from a server, as rows that an application can print or document.
 *
 * No row is written by hand. Each feature is planned for a server that offers everything, and planned again without
 * the method found, until no method provides the feature. The last plan shows what happens without it.
 */

import type { Mechanism } from "../auth/mechanism.ts";
import { createSession, type SessionConfig } from "../session/session.ts";
import { EXTENSIONS, extension } from "../tables/extensions.ts";
import { FALLBACK_ORDERS, type FallbackOrder, type Method } from "../tables/fallback-orders.ts";
import { LEGALITY } from "../tables/legality.ts";
import { type Capabilities, parseEhlo } from "./capabilities.ts";
import type { Feature, Wish, Wishes } from "./feature.ts";
import { chooseMethod, type Evidence, type ExcludedMethod } from "./plan.ts";
import { evidenceOf } from "./session-plan.ts";

/** The options of `createMailer` that matter here, and facts about the messages. */
export interface RequirementsOptions {
  /** A host name or an IP address, without brackets. */
  readonly host: string;
  /** As for `createMailer`; absent: 465 for implicit TLS, otherwise 587. */
  readonly port?: number;
  /** As for `createMailer`; absent: STARTTLS when offered, required with credentials. */
  readonly tls?: "implicit" | "starttls" | "none";
  /** As for `createMailer`; only whether there is a password or a token matters. */
  readonly auth?: {
    readonly user?: string;
    readonly pass?: string;
    readonly token?: unknown;
    readonly external?: true;
    readonly allowCleartext?: boolean;
  };
  /** For each feature `require`, `prefer` or `avoid`. */
  readonly features?: Wishes;
  /** SASL mechanisms to choose from, instead of the built-in ones. */
  readonly mechanisms?: readonly Mechanism[];
  /** What the messages contain. Absent content may or may not occur. */
  readonly message?: {
    /** Octets over 127. */
    readonly eightBit?: boolean;
    /**
     * Characters outside ASCII in the local part of an address, or in the header of a signed message.
     * Other header text is encoded, and domains are written as A-labels.
     */
    readonly utf8?: boolean;
  };
}

/** One feature or command that a session requires, uses or does not use. Plain frozen data. */
export interface Requirement {
  /** Absent for commands that every server must know. */
  readonly feature?: Feature;
  /** The EHLO keywords that announce it. */
  readonly keywords: readonly string[];
  /** The commands that it needs, such as `BDAT`, `AUTH PLAIN`, or `MAIL SIZE` for a parameter. */
  readonly commands: readonly string[];
  /** The methods that provide it with these options, best first, by their names in the fallback order. */
  readonly methods: readonly string[];
  /** `required`: without it no session or message is possible; `optional`: used if offered; `unused`: never used. */
  readonly need: "required" | "optional" | "unused";
  /** `error`, or the method that is used without it. */
  readonly without: string;
  /** The RFC section, such as `RFC 3030 2`. */
  readonly rfc: string;
}

/**
 * Returns which commands and extensions these options require, which they only use, and what happens without each.
 *
 * @param options as for `createMailer`, without `dial`, and facts about the messages
 * @returns one row for each mandatory command, then one for each feature, in the order of the fallback orders
 * @throws {TypeError} if the options are not an object
 * @example
 * const rows = requirements({ host: "smtp.example.com", auth: { user: "ann", pass: "secret" } });
 * rows.filter(({ need }) => need === "required"); // MAIL, RCPT, DATA, ESMTP, TLS, AUTH
 */
export function requirements(options: RequirementsOptions): readonly Requirement[] {
  if (typeof options !== "object" || options === null) {
    throw new TypeError('Options must be an object such as { host: "smtp.example.com" }.');
  }
  const { eightBit, utf8 } = options.message ?? {};
  const needed: Needed = { "8BITMIME": eightBit, SMTPUTF8: utf8 };
  const session = createSession(createRequirementsConfig(options, needed));
  const known = evidenceOf(session);
  const evidence: Evidence = {
    ...known,
    capabilities: everything(known.mechanisms),
    canStartTls: true,
    proven: FALLBACK_ORDERS.map(({ feature }) => feature),
  };
  const features = FALLBACK_ORDERS.map((order) =>
    featureRow(order, evidence, session.wishes, needed[order.feature]),
  );
  return Object.freeze([...mandatory(session.wishes.CHUNKING), ...features]);
}

/** Whether the messages need a feature; `undefined` if they may or may not. */
type Needed = Readonly<Partial<Record<Feature, boolean | undefined>>>;

function createRequirementsConfig(options: RequirementsOptions, needed: Needed): SessionConfig {
  const { host, port, tls, auth, features = {}, mechanisms } = options;
  const wishes: Partial<Record<Feature, Wish>> = { ...features };
  for (const order of FALLBACK_ORDERS) {
    const { feature } = order;
    if (isRequired(order, needed[feature]) && features[feature] !== "avoid") {
      wishes[feature] = "require";
    }
  }
  return {
    host,
    ...(port === undefined ? {} : { port }),
    ...(tls === undefined ? {} : { tls }),
    wishes,
    ...(mechanisms === undefined ? {} : { mechanisms }),
    ...(auth === undefined
      ? {}
      : {
          credentials: {
            user: auth.user ?? "",
            ...(auth.pass === undefined ? {} : { pass: auth.pass }),
            ...(auth.token === undefined ? {} : { token: "fixed" }),
            ...(auth.external ? { external: true } : {}),
            ...(auth.allowCleartext === undefined ? {} : { allowCleartext: auth.allowCleartext }),
          },
        }),
  };
}

/** Returns whether the messages need the feature and no method does without it. */
function isRequired({ methods }: FallbackOrder, needed: boolean | undefined): boolean {
  // A message that needs the feature cannot be written in ASCII.
  return (
    needed === true &&
    methods.every(({ needs, providesFeature }) => providesFeature || needs?.inAscii)
  );
}

/** Returns the capabilities of a server that offers every extension, and every mechanism of the client. */
function everything(mechanisms: readonly string[]): Capabilities {
  const keywords = EXTENSIONS.map(({ keyword }) => keyword);
  return parseEhlo({ code: 250, lines: ["", ...keywords, `AUTH ${mechanisms.join(" ")}`] });
}

/**
 * Lists the mandatory commands (RFC 5321 4.5.1). A message that begins with a line end is sent by DATA even if BDAT
 * is preferred.
 */
function mandatory(chunking: Wish | undefined): Requirement[] {
  const commands = chunking === "require" ? ["MAIL", "RCPT"] : ["MAIL", "RCPT", "DATA"];
  return commands.map((command) =>
    Object.freeze({
      keywords: Object.freeze([]),
      commands: Object.freeze([command]),
      methods: Object.freeze([command]),
      need: "required",
      without: "error",
      rfc: "RFC 5321 4.5.1",
    }),
  );
}

/** The features without which a message is sent in a reduced form. */
const REDUCED: Readonly<Partial<Record<Feature, string>>> = {
  SMTPUTF8: "ASCII local parts only",
};

function featureRow(
  order: FallbackOrder,
  evidence: Evidence,
  wishes: Wishes,
  needed: boolean | undefined,
): Requirement {
  const { feature } = order;
  const methods: Method[] = [];
  const excluded: ExcludedMethod[] = [];
  const choose = () => chooseMethod(feature, { ...evidence, excluded: excluded }, wishes);
  const { rfc } = choose();
  for (let name = choose().method; name !== undefined; name = choose().method) {
    // No fallback order has the user's own mechanism.
    const method =
      order.methods.find(({ name: method }) => method === name) ?? getMechanismMethod(name, rfc);
    if (!method.providesFeature) break;
    methods.push(method);
    excluded.push({ feature, method: name, reason: "unsupported", extraRoundTrips: 0 });
  }
  const required = isRequired(order, needed) || (wishes[feature] ?? order.wish) === "require";
  const used = methods.length > 0 && needed !== false;
  return Object.freeze({
    feature,
    keywords: unique(used ? methods.flatMap(getMethodKeywords) : []),
    commands: unique(used ? methods.flatMap((method) => getMethodCommands(feature, method)) : []),
    methods: unique(used ? methods.map(({ name }) => name) : []),
    need: required ? "required" : used ? "optional" : "unused",
    without: required ? "error" : (choose().method ?? REDUCED[feature] ?? "nothing"),
    rfc,
  });
}

function getMechanismMethod(mechanism: string, rfc: string): Method {
  return { name: mechanism, providesFeature: true, needs: { mechanism }, rfc };
}

function getMethodKeywords({ needs }: Method): string[] {
  if (needs?.mechanism !== undefined) return ["AUTH"];
  return needs?.offered === undefined ? [] : [needs.offered];
}

/** Returns the command that a method is named after, or those that its extension adds. */
function getMethodCommands(feature: Feature, { name: method, needs }: Method): string[] {
  if (needs?.mechanism !== undefined) return [`AUTH ${needs.mechanism}`];
  const {
    verbs = [],
    mailParameters = [],
    rcptParameters = [],
  } = extension(needs?.offered ?? "", EXTENSIONS) ?? {};
  return [
    ...[method, feature].filter((name) => LEGALITY.some(({ command }) => command === name)),
    ...verbs,
    ...mailParameters.map(({ keyword }) => `MAIL ${keyword}`),
    ...rcptParameters.map(({ keyword }) => `RCPT ${keyword}`),
  ];
}

function unique(names: readonly string[]): readonly string[] {
  return Object.freeze([...new Set(names)]);
}
