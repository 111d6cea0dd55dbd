/**
 * The state of a session, which scripts share: what is known of the server. It outlives connections; the state of one
 * connection is in `connection-state.ts`, that of one message in `delivery.ts`. Everything that others see (evidence,
 * decisions, capabilities) is plain frozen data. What follows from the state is in `protocol/plan/session-plan.ts`.
 */

import type { Mechanism } from "../auth/mechanism.ts";
import { defaultMechanisms } from "../auth/mechanism-default.ts";
import { createMask } from "../errors/mask.ts";
import { bare } from "../errors/own-properties.ts";
import type { Decision } from "../plan/decision.ts";
import type { Endpoint } from "../plan/endpoint.ts";
import type { Feature, Wishes } from "../plan/feature.ts";
import type { Choice, Evidence, ExcludedMethod } from "../plan/plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Reason } from "../reply/situation.ts";
import type { Extension } from "../tables/extension-row.ts";
import { FALLBACK_ORDERS, type FallbackOrder } from "../tables/fallback-orders.ts";
import { LEGALITY, type LegalityRow } from "../tables/legality.ts";
import { REACTIONS, type ReactionRow } from "../tables/reactions.ts";
import { USED_EXTENSIONS } from "../tables/used-extensions.ts";
import { type ConnectionState, createConnectionState } from "./connection-state.ts";
import type { Receipt } from "./outcome.ts";
import { NO_PIPELINED_COMMANDS, type PipelinedCommands } from "./pipelined-commands.ts";
import { RoundTripMeter } from "./round-trip-meter.ts";

/** The tables that steer a session. Others than the defaults are for experiments. */
export interface Tables {
  readonly extensions: readonly Extension[];
  readonly fallbackOrders: readonly FallbackOrder[];
  readonly legality: readonly LegalityRow[];
  readonly reactions: readonly ReactionRow[];
}

/** The tables of this version. */
export const TABLES: Tables = {
  extensions: USED_EXTENSIONS,
  fallbackOrders: FALLBACK_ORDERS,
  legality: LEGALITY,
  reactions: REACTIONS,
};

/** Who the client says it is. */
export interface Credentials {
  /** The user name (authentication identity, RFC 4422 2); empty where the server knows it otherwise. */
  readonly user: string;
  /** The password; absent if the user gave none. */
  readonly pass?: string;
  /** Gets a token when it is needed: always the same one, or another after the server refused it. */
  readonly token?: "fixed" | "renewable";
  /** The server knows the client otherwise, such as by its certificate (EXTERNAL). */
  readonly external?: true;
  /** Credentials may be sent without TLS. */
  readonly allowCleartext?: boolean;
}

/** Something learned that only ever makes a client ask for less. */
export interface Hint extends Omit<ExcludedMethod, "extraRoundTrips"> {
  /** It holds for connections in this state only. */
  readonly tls: boolean;
}

/** A command, mechanism or parameter that the server said it does not support. */
export interface Unsupported {
  /** Such as `BDAT`, `AUTH PLAIN`, or `MAIL SIZE` for a parameter. */
  readonly verb: string;
  readonly reply: Reply;
}

/** What a server offered that invited to early pipelining: good for next time, if it still offers the same then. */
export interface Invitation {
  /** It holds for connections in this state only. */
  readonly tls: boolean;
  /** The lines of the EHLO reply after the first. */
  readonly lines: readonly string[];
}

/** What a session is to be, after the client has checked the user's options. */
export interface SessionConfig {
  /** A host name or an IP address, without brackets. */
  readonly host: string;
  /** The server speaks LMTP (RFC 2033): LHLO, and one answer to the content for each accepted recipient. */
  readonly lmtp?: boolean;
  /** Absent: 465 for implicit TLS, else 587, and 465 as a second endpoint. */
  readonly port?: number;
  /** `auto`: implicit on port 465, else STARTTLS when offered. */
  readonly tls?: "auto" | "implicit" | "starttls" | "none";
  /** The name for EHLO; absent: an address literal. */
  readonly name?: string;
  /** Who the client is; absent: no AUTH. */
  readonly credentials?: Credentials;
  /** SASL mechanisms to choose from, best first; absent: the built-in ones. */
  readonly mechanisms?: readonly Mechanism[];
  /** Per feature; what is not named has the fallback order's default. */
  readonly wishes?: Wishes;
  /** What earlier sessions with this server learned to avoid. */
  readonly hints?: readonly Hint[];
  /** Features that this server proved to know in an earlier session. */
  readonly proven?: readonly Feature[];
  /** What this server offered last time to those who talk early. */
  readonly invitations?: readonly Invitation[];
  /** Another server was named that messages may go to instead. */
  readonly hasOtherServers?: boolean;
  /** Whether other connections to this server work; absent: no other connections exist. */
  readonly othersWork?: () => boolean;
  /** Keywords that this server listed in clear in an earlier session. */
  readonly offeredBefore?: readonly string[];
  /** `false`: nobody receives what `emit` effects report, so most are left out; absent: true. */
  readonly observed?: boolean;
  /** Other tables than this version's, for experiments. */
  readonly tables?: Tables;
}

/** What the message under way adds to the wishes and the evidence of its session. */
export interface MessageConstraints {
  /** What it asks for is required, unless the user's wish says less. */
  readonly wishes: Wishes;
  /** Ways that are not open to this message, whatever the server offers. */
  readonly closed: readonly ExcludedMethod[];
  /** What alone of it is beyond ASCII and can be written in it. */
  readonly inAscii?: "domains" | "header";
}

/** Those of no message. */
export const NO_CONSTRAINTS: MessageConstraints = /* @__PURE__ */ Object.freeze({
  wishes: {},
  closed: [],
});

/** What authentication has tried, over all mechanisms and connections. */
export interface AuthTries {
  /** AUTH carries the initial response, where there is one. */
  speakFirst: boolean;
  greetedAgain: boolean;
  token?: string;
  /** The token was refused, and this is another one. */
  renewed: boolean;
}

/** The state that the scripts of one session share. */
export interface Session extends ConnectionState {
  readonly config: SessionConfig;
  /** An observer wants every command and reply. */
  readonly observed: boolean;
  readonly tables: Tables;
  readonly wishes: Wishes;
  readonly mechanisms: readonly Mechanism[];
  /** What must never be shown, and the function that hides it in text that the server sent back. */
  secrets: readonly string[];
  mask: (text: string) => string;

  /** Ways that are not taken again. */
  excludedMethods: readonly ExcludedMethod[];
  proven: readonly Feature[];
  /** Known when the present connection began, and with what it brought for the next. */
  invitations: readonly Invitation[];
  invitationsNext: readonly Invitation[];
  demandedKeywords: readonly string[];
  constraints: MessageConstraints;
  /** What follows from all that, as far as it was asked for, by the terms of a message. */
  readonly views: WeakMap<MessageConstraints, CachedPlan>;
  /** The way that each feature took, of those that this session has come to decide on. */
  methodsInUse: Readonly<Partial<Record<Feature, string>>>;
  /** What the server does not support, for the keeper of a ledger, who takes it from here. */
  unsupported: readonly Unsupported[];
  /** Names for EHLO that the server refused. */
  namesRefused: readonly string[];

  /** Where the next connection goes. */
  target: Endpoint;
  /** The server as the last receipt named it. */
  server?: Receipt["server"];
  /** IP addresses of the host that did not serve. */
  avoid: readonly string[];
  /**
   * Implicit TLS on a second connection: `tried` while the first one is silent, `taken` once the server has
   * greeted there.
   */
  secondConnection: "no" | "tried" | "taken";
  /** The mechanism in which the server owes a proof of itself: no other one is tried in this session. */
  proofOwedBy?: string;
  /** The server closed the connection on EHLO, and has not answered one since. */
  closedOnEhlo: boolean;
  /** Refusals behind which the server closed, since the message or the opening began. */
  closedBehindRefusals: readonly string[];
  /** What authentication has tried so far, over all connections; absent when it is done. */
  authTries?: AuthTries | undefined;
  /** Recipients that the server has shown to take in one transaction. */
  maxRecipients?: number;
  /** Several messages may be under way at once. */
  pipelineMessages: boolean;
  /** What goes along with the end of the present message. */
  pipelinedCommands: PipelinedCommands;
  /** Messages that the session was given, over all its connections. */
  messages: number;

  /** Flights of which replies are missing, so that it is not sure whose the others were. */
  outOfStep: number;
  readonly meter: RoundTripMeter;
}

/** What an earlier session got instead of a reply, so that nothing was refused. */
const UNANSWERED: readonly Reason[] = ["silence", "disconnected", "garbage"];

/**
 * Makes the state for one session; nothing is opened yet.
 *
 * @param given what the session is to be
 * @returns fresh state for the scripts `open`, `deliver` and `leave`
 */
export function createSession(given: SessionConfig): Session {
  const own = bare<SessionConfig>(given);
  const config = own.credentials
    ? bare<SessionConfig>(own, { credentials: bare<Credentials>(own.credentials) })
    : own;
  const { tls = "auto", port, credentials } = config;
  const secrets = credentials?.pass === undefined ? [] : [credentials.pass];
  const implicit = tls === "implicit" || (tls === "auto" && port === 465);
  return {
    ...createConnectionState(),
    config,
    observed: config.observed ?? true,
    tables: config.tables ?? TABLES,
    wishes: wishesOf(config),
    mechanisms: mechanismsOf(config),
    secrets,
    mask: createMask(secrets),
    excludedMethods: (config.hints ?? []).map(
      ({ feature, method, reason, tls: learnedUnderTls }) => ({
        feature,
        method,
        reason: UNANSWERED.includes(reason) ? "hint-unanswered" : "hint",
        extraRoundTrips: 0,
        tls: learnedUnderTls,
      }),
    ),
    proven: config.proven ?? [],
    invitations: config.invitations ?? [],
    invitationsNext: config.invitations ?? [],
    demandedKeywords: [],
    constraints: NO_CONSTRAINTS,
    views: new WeakMap(),
    methodsInUse: {},
    unsupported: [],
    namesRefused: [],
    target: {
      host: config.host,
      port: config.port ?? (implicit ? 465 : 587),
      tls: implicit ? "implicit" : config.tls === "none" ? "none" : "starttls",
    },
    avoid: [],
    secondConnection: "no",
    outOfStep: 0,
    closedOnEhlo: false,
    closedBehindRefusals: [],
    pipelineMessages: false,
    pipelinedCommands: NO_PIPELINED_COMMANDS,
    messages: 0,
    meter: new RoundTripMeter(),
  };
}

/** The user's wishes, with those whose default depends on the other options. */
function wishesOf(config: SessionConfig): Wishes {
  const { credentials, tls = "auto" } = config;
  const secure = tls !== "auto" || (credentials !== undefined && !credentials.allowCleartext);
  const wishes: Wishes = {
    TLS: tls === "none" ? "avoid" : secure ? "require" : "prefer",
    AUTH: credentials ? "require" : "avoid",
    ...config.wishes,
  };
  const needsEsmtp = Object.entries(wishes).some(
    ([feature, wish]) =>
      wish === "require" && feature !== "RSET" && !(feature === "TLS" && tls === "implicit"),
  );
  const ESMTP = needsEsmtp ? "require" : "prefer";
  // LMTP has no HELO to go back to (RFC 2033 4.1).
  const lmtp: Wishes = config.lmtp ? { ESMTP: "require" } : {};
  return Object.freeze(bare<Wishes>({ ESMTP }, wishes, lmtp));
}

function mechanismsOf({ credentials, mechanisms = defaultMechanisms }: SessionConfig): Mechanism[] {
  if (!credentials) return [];
  const { pass, token, external } = credentials;
  const available = { password: pass !== undefined, token: token !== undefined, external };
  return mechanisms.filter(({ uses }) => available[uses]);
}

/** Adds to what must never be shown, before it is written anywhere. */
export function addSecret(session: Session, secret: string): void {
  if (secret === "" || secret === session.config.credentials?.user) return;
  if (session.secrets.includes(secret)) return;
  session.secrets = [...session.secrets, secret];
  session.mask = createMask(session.secrets);
}

/** The fields of a session that plan and decisions follow from. Each is replaced when it changes, never altered. */
export type PlanInputs = Readonly<
  Pick<
    Session,
    | "capabilities"
    | "target"
    | "tls"
    | "connectionInfo"
    | "authenticated"
    | "pipelineMessages"
    | "secondConnection"
    | "invitations"
    | "excludedMethods"
    | "proven"
    | "demandedKeywords"
  >
>;

/** Plan and decisions as last computed for the terms of one message, and the fields they were computed from. */
export interface CachedPlan {
  readonly from: PlanInputs;
  readonly evidence: Evidence;
  readonly wishes: Wishes;
  readonly choices: Map<Feature, Choice>;
  unmet?: readonly Choice[];
  /** The decisions, while the ways that were settled are these. */
  reported?: { readonly settled: Session["methodsInUse"]; readonly decisions: readonly Decision[] };
}
