/**
 * The state of a session: the known facts about the server. It outlives connections; the state of one connection is in
 * `connection-state.ts`, that of one message in `delivery.ts`. Everything that others see (evidence, decisions,
 * capabilities) is plain frozen data. `protocol/plan/session-plan.ts` computes plans from the state.
 */

import type { Mechanism } from "../auth/mechanism.ts";
import { defaultMechanisms } from "../auth/mechanism-default.ts";
import { createMask } from "../errors/mask.ts";
import { bare } from "../errors/own-properties.ts";
import { hideCredentials } from "../errors/safe-cause.ts";
import type { Decision } from "../plan/decision.ts";
import type { Endpoint } from "../plan/endpoint.ts";
import type { Feature, Wishes } from "../plan/feature.ts";
import type { Choice, Evidence, ExcludedMethod } from "../plan/plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Extension } from "../tables/extension-row.ts";
import { FALLBACK_ORDERS, type FallbackOrder } from "../tables/fallback-orders.ts";
import { LEGALITY, type LegalityRow } from "../tables/legality.ts";
import { REACTIONS, type ReactionRow } from "../tables/reactions.ts";
import { USED_EXTENSIONS } from "../tables/used-extensions.ts";
import { type ConnectionState, createConnectionState } from "./connection-state.ts";
import type { Receipt } from "./outcome.ts";
import { NO_PIPELINED_COMMANDS, type PipelinedCommands } from "./pipelined-commands.ts";
import { RoundTripMeter } from "./round-trip-meter.ts";
import { type Hint, type Knowledge, ServerKnowledge } from "./server-knowledge.ts";

/** The tables that control a session. Tables other than the defaults are for experiments. */
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

/** The client's identity and secrets. */
export interface Credentials {
  /**
   * The user name (authentication identity, RFC 4422 2); empty if the server identifies the client in another way.
   */
  readonly user: string;
  /** The password; absent if the user gave none. */
  readonly pass?: string;
  /** How a token is obtained: always the same one, or a new one after the server refused it. */
  readonly token?: "fixed" | "renewable";
  /** The server identifies the client in another way, such as by its certificate (EXTERNAL). */
  readonly external?: true;
  /** Credentials may be sent without TLS. */
  readonly allowCleartext?: boolean;
}

/** A command, mechanism or parameter that the server said it does not support. */
export interface Unsupported {
  /** Such as `BDAT`, `AUTH PLAIN`, or `MAIL SIZE` for a parameter. */
  readonly verb: string;
  readonly reply: Reply;
}

/** The configuration of a session, after the client has checked the user's options. */
export interface SessionConfig {
  /** A host name or an IP address, without brackets. */
  readonly host: string;
  /** The server speaks LMTP (RFC 2033): LHLO, and one reply to the content for each accepted recipient. */
  readonly lmtp?: boolean;
  /** Absent: 465 for implicit TLS, otherwise 587, with 465 as a second endpoint. */
  readonly port?: number;
  /** `auto`: implicit on port 465, otherwise STARTTLS if offered. */
  readonly tls?: "auto" | "implicit" | "starttls" | "none";
  /** The name for EHLO; absent: an address literal. */
  readonly name?: string;
  /** The client's credentials; absent: no AUTH. */
  readonly credentials?: Credentials;
  /** More texts that must never be shown beside the password, such as a token. */
  readonly secrets?: readonly string[];
  /** SASL mechanisms to choose from, best first; absent: the built-in ones. */
  readonly mechanisms?: readonly Mechanism[];
  /** For each feature; a feature that is not named has the default of its fallback order. */
  readonly wishes?: Wishes;
  /** What earlier sessions with this server learned to avoid. */
  readonly hints?: readonly Hint[];
  /** Features that this server has used successfully in an earlier session. */
  readonly proven?: readonly Feature[];
  /** The user named another server that can take the messages instead. */
  readonly hasOtherServers?: boolean;
  /** Whether other connections to this server work; absent: no other connections exist. */
  readonly othersWork?: () => boolean;
  /** Keywords that this server announced in clear text in an earlier session. */
  readonly offeredBefore?: readonly string[];
  /** `false`: nobody receives the events of `emit` effects, so most are omitted; absent: true. */
  readonly observed?: boolean;
  /** Tables other than the defaults, for experiments. */
  readonly tables?: Tables;
}

/** What the current message adds to the wishes and the evidence of its session. */
export interface MessageConstraints {
  /** Features that the message requests are required, unless the user's wish is weaker. */
  readonly wishes: Wishes;
  /** Methods that are not available to this message, whatever the server offers. */
  readonly closed: readonly ExcludedMethod[];
  /** Only domains, or only header text, of the message are not ASCII and can be written in ASCII. */
  readonly inAscii?: "domains" | "header";
}

/** The constraints if there is no message. */
export const NO_CONSTRAINTS: MessageConstraints = /* @__PURE__ */ Object.freeze({
  wishes: {},
  closed: [],
});

/** The state of authentication over all mechanisms and connections. */
export interface AuthTries {
  /** AUTH carries the initial response, if the mechanism has one. */
  speakFirst: boolean;
  greetedAgain: boolean;
  token?: string;
  /** The token was refused, and the current one is new. */
  renewed: boolean;
}

/** The state that the scripts of one session share. */
export interface Session {
  readonly config: SessionConfig;
  /** An observer receives every command and reply. */
  readonly observed: boolean;
  readonly tables: Tables;
  readonly wishes: Wishes;
  readonly mechanisms: readonly Mechanism[];
  /** Secrets that must never be shown. `mask` hides them in text that the server sent back. */
  secrets: readonly string[];
  mask: (text: string) => string;

  /** The state of the current connection, or of the last one. It is replaced as a whole. */
  connection: ConnectionState;
  /** Everything that was learned about the server. To decide, use `connection.knowledge`. */
  readonly serverKnowledge: ServerKnowledge;
  constraints: MessageConstraints;
  /** Plans and decisions computed so far, by the constraints of a message. */
  readonly views: WeakMap<MessageConstraints, CachedPlan>;
  /** The method of each feature that this session has used. */
  methodsInUse: Readonly<Partial<Record<Feature, string>>>;
  /** What the server does not support; the ledger takes it from here. */
  unsupported: readonly Unsupported[];

  /** The endpoint of the next connection. */
  target: Endpoint;
  /** The server in the form of the last receipt. */
  server?: Receipt["server"];
  /** IP addresses of the host that failed. */
  avoid: readonly string[];
  /**
   * Implicit TLS on a second connection: `tried` while the first one is silent, `taken` after the server sent its
   * greeting there.
   */
  secondConnection: "no" | "tried" | "taken";
  /** The mechanism in which the server has not proved its identity yet: no other one is tried in this session. */
  proofOwedBy?: string;
  /** Refusals after which the server closed the connection, since the message or the opening began. */
  closedAfterRefusals: readonly string[];
  /** The state of authentication so far, over all connections; absent when authentication is done. */
  authTries?: AuthTries | undefined;
  /** Several messages may be sent at once. */
  pipelineMessages: boolean;
  /** What is written with the end of the current message. */
  pipelinedCommands: PipelinedCommands;
  /** Number of messages given to the session, over all its connections. */
  messages: number;

  /** Flights with missing replies, so that it is unclear which commands the other replies answer. */
  flightsOutOfSync: number;
  readonly meter: RoundTripMeter;
}

/**
 * Creates the state for one session. Opens nothing.
 *
 * @param given the session's configuration
 * @returns the new state for the scripts `open`, `deliver` and `quitAndClose`
 */
export function createSession(given: SessionConfig): Session {
  const own = bare<SessionConfig>(given);
  const config = own.credentials
    ? bare<SessionConfig>(own, { credentials: bare<Credentials>(own.credentials) })
    : own;
  const { tls = "auto", port, credentials } = config;
  const secrets = [credentials?.pass ?? "", ...(config.secrets ?? [])];
  const implicit = tls === "implicit" || (tls === "auto" && port === 465);
  const serverKnowledge = new ServerKnowledge(config.hints, config.proven);
  return {
    config,
    observed: config.observed ?? true,
    tables: config.tables ?? TABLES,
    wishes: wishesOf(config),
    mechanisms: mechanismsOf(config),
    secrets,
    mask: createMask(secrets),
    connection: createConnectionState(serverKnowledge),
    serverKnowledge,
    constraints: NO_CONSTRAINTS,
    views: new WeakMap(),
    methodsInUse: {},
    unsupported: [],
    target: {
      host: config.host,
      port: config.port ?? (implicit ? 465 : 587),
      tls: implicit ? "implicit" : config.tls === "none" ? "none" : "starttls",
    },
    avoid: [],
    secondConnection: "no",
    flightsOutOfSync: 0,
    closedAfterRefusals: [],
    pipelineMessages: false,
    pipelinedCommands: NO_PIPELINED_COMMANDS,
    messages: 0,
    meter: new RoundTripMeter(),
  };
}

/** Returns the user's wishes, and defaults that depend on other options. */
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
  // LMTP has no HELO as an alternative (RFC 2033 4.1).
  const lmtp: Wishes = config.lmtp ? { ESMTP: "require" } : {};
  return Object.freeze(bare<Wishes>({ ESMTP }, wishes, lmtp));
}

function mechanismsOf({ credentials, mechanisms = defaultMechanisms }: SessionConfig): Mechanism[] {
  if (!credentials) return [];
  const { pass, token, external } = credentials;
  const available = { password: pass !== undefined, token: token !== undefined, external };
  return mechanisms.filter(({ uses }) => available[uses]);
}

/** Registers a secret for masking, before it is written anywhere. */
export function addSecret(session: Session, secret: string): void {
  if (secret === "" || secret === session.config.credentials?.user) return;
  if (session.secrets.includes(secret)) return;
  session.secrets = [...session.secrets, secret];
  session.mask = createMask(session.secrets);
}

/** Removes the session's secrets, and anything that looks like a credential, from a line of text. */
export function hideSecrets(session: Session, line: string): string {
  return hideCredentials(session.mask(line));
}

/** The fields of a session from which plan and decisions are computed. Each is replaced on change, never modified. */
export interface PlanInputs
  extends Readonly<Pick<Session, "target" | "pipelineMessages" | "secondConnection">>,
    Readonly<Pick<ConnectionState, "capabilities" | "tls" | "connectionInfo" | "authenticated">>,
    Readonly<Pick<Knowledge, "excludedMethods" | "proven" | "demandedKeywords">>,
    Readonly<Pick<ServerKnowledge, "excludedTlsMethods">> {}

/** The last plan and decisions for the constraints of one message, and the fields they were computed from. */
export interface CachedPlan {
  readonly from: PlanInputs;
  readonly evidence: Evidence;
  readonly wishes: Wishes;
  readonly choices: Map<Feature, Choice>;
  unmet?: readonly Choice[];
  /** The decisions; valid as long as the methods in use are the same. */
  reported?: {
    readonly methodsInUse: Session["methodsInUse"];
    readonly decisions: readonly Decision[];
  };
}
