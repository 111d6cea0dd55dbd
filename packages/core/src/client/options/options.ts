/** The types of the client's options, and their checks before anything is opened. URLs are read in `url.ts`. */
import { checkEhloName, show } from "../../protocol/address/address.ts";
import { hasControls, type Mechanism } from "../../protocol/auth/mechanism.ts";
import { bare } from "../../protocol/errors/own-properties.ts";
import type { Feature, Wish, Wishes } from "../../protocol/plan/feature.ts";
import type { Credentials, SessionConfig } from "../../protocol/session/session.ts";
import { FALLBACK_ORDERS } from "../../protocol/tables/fallback-orders.ts";
import type { DeriveKey } from "../connection/compute.ts";
import type { SessionEvent } from "../connection/events.ts";
import type { Dial } from "../connection/transport.ts";
import { checkNames, checkObject, describeValue } from "./check-names.ts";
import { AUTH_NAMES } from "./copy-options.ts";
import { replacementFor } from "./other-names.ts";
import { type Timeouts, timeoutsOf } from "./timeouts.ts";

/** Credentials that are secret, and whether they may be sent in clear text. */
export interface SecretAuth {
  /** The user name at the server; often the whole address. */
  readonly user: string;
  /** A password, for SCRAM, PLAIN, LOGIN and CRAM-MD5. */
  readonly pass?: string;
  /**
   * An OAuth 2.0 access token for OAUTHBEARER and XOAUTH2, or a function that returns one. If the server refuses a
   * token, because it has expired or was revoked, the function is called once more with the refused token. An error
   * of the function becomes the `cause` of an error, masked if it contains a recognizable credential. Do not put
   * tokens into errors anyway. An error with the property `retry: "never"` says that another call does not help:
   * the code is then AUTH_REFUSED instead of AUTH_TEMPORARY.
   */
  readonly token?: string | ((refused?: string) => string | Promise<string>);
  /** The server may also identify the client in another way. */
  readonly external?: true;
  /** Credentials may be sent without TLS. Only for tests and trusted networks. */
  readonly allowCleartext?: boolean;
}

/**
 * The identity of a client that the server recognizes in another way, usually by the adapter's `cert` and `key`
 * (EXTERNAL).
 */
export interface ExternalAuth extends Partial<SecretAuth> {
  /** The server recognizes the client; `user` is the identity to act as, if it is another one. */
  readonly external: true;
}

/** The client's credentials. */
export type Auth = SecretAuth | ExternalAuth;

/** The options of `connect` and `createMailer` on every runtime. */
export interface ClientOptions {
  /** The server's host name or IP address. */
  readonly host: string;
  /**
   * `lmtp` for local delivery (RFC 2033), where each recipient has its own reply after the content. Default `smtp`.
   */
  readonly protocol?: "smtp" | "lmtp";
  /** Absent: 465 for implicit TLS, otherwise 587, and then 465 if port 587 offers no TLS; 24 for LMTP. */
  readonly port?: number;
  /**
   * - `implicit`: TLS from the first byte (the default on port 465).
   * - `starttls`: an upgrade, required.
   * - `none`: clear text.
   *
   * Absent: STARTTLS if the server offers it; required if there are credentials. If the server is silent for
   * `timeouts.silence`, TLS from the first byte is tried on a second connection, except on ports 25 and 24.
   */
  readonly tls?: "implicit" | "starttls" | "none";
  /** The client's credentials; absent: no AUTH. */
  readonly auth?: Auth;
  /** For each feature `require`, `prefer` or `avoid`. */
  readonly features?: Wishes;
  /** The name for EHLO: a fully-qualified host name. Absent: an address literal. */
  readonly name?: string;
  /** SASL mechanisms to choose from, instead of the built-in ones. */
  readonly mechanisms?: readonly Mechanism[];
  /** Deadlines in milliseconds. */
  readonly timeouts?: Partial<Timeouts>;
  /** Receives every event, in order. Its errors are ignored. */
  readonly onEvent?: (event: SessionEvent) => void;
}

/** The options of the core, which has no runtime-specific code: the dial function is passed. */
export interface CoreOptions extends ClientOptions {
  /** Opens a connection; adapters provide it. */
  readonly dial: Dial;
  /**
   * Derives SCRAM keys that the runtime's WebCrypto refuses to derive, such as `pbkdf2` of
   * `@parley-smtp/core/pbkdf2`. The adapter for Workers sets it; other runtimes do not need it.
   */
  readonly deriveKey?: DeriveKey;
}

const KNOWN_OPTIONS: Readonly<Record<keyof CoreOptions, true>> = {
  host: true,
  protocol: true,
  port: true,
  tls: true,
  auth: true,
  features: true,
  name: true,
  mechanisms: true,
  timeouts: true,
  onEvent: true,
  dial: true,
  deriveKey: true,
};

/** Checked options, and the configuration of a session. */
export interface CheckedOptions {
  /** A copy of the options that inherits nothing. */
  readonly given: CoreOptions;
  readonly config: SessionConfig;
  readonly timeouts: Timeouts;
}

/**
 * Checks options and creates the configuration of a session.
 *
 * @param options an object from `mergeOptions` or `splitMailerOptions`
 * @throws {TypeError} for an option of the wrong type or name, with a hint
 * @throws {RangeError} for a number out of range
 */
export function toSessionConfig(options: CoreOptions): CheckedOptions {
  checkOptionNames(options);
  const given = bare<CoreOptions>(options);
  const { host, protocol = "smtp", tls, name, auth, features, mechanisms, dial } = given;
  checkHost(host);
  const port = given.port ?? (protocol === "lmtp" ? LMTP_PORT : undefined);
  checkProtocol(protocol, port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    const instead = /^\d{1,5}$/.test(String(port)) ? ` Write \`port: ${Number(port)}\`.` : "";
    throw new RangeError(
      `\`port\` must be a whole number from 1 to 65535, not ${describeValue(port)}.${typeof port === "string" ? instead : ""}`,
    );
  }
  if (tls !== undefined && !["implicit", "starttls", "none"].includes(tls)) {
    const more =
      typeof tls === "object" ? " Give options such as `ca` and `verify` next to `tls`." : "";
    const found = typeof tls === "string" ? "another string" : describeValue(tls);
    throw new TypeError(
      `\`tls\` must be "implicit", "starttls" or "none", or left out, not ${found}.${more}`,
    );
  }
  if (typeof dial !== "function") {
    throw new TypeError(
      dial === undefined
        ? "`dial` is missing: import from an adapter, such as @parley-smtp/node-socket."
        : `\`dial\` must be a function such as \`proxyDial\` returns, not ${describeValue(dial)}.`,
    );
  }
  if (given.deriveKey !== undefined && typeof given.deriveKey !== "function") {
    throw new TypeError("`deriveKey` must be a function such as `pbkdf2` of the core.");
  }
  if (given.onEvent !== undefined && typeof given.onEvent !== "function")
    throw new TypeError(
      `\`onEvent\` must be a function such as \`logEvents(console)\`, not ${describeValue(given.onEvent)}.`,
    );
  checkMechanisms(mechanisms);
  checkFeatures(features);
  checkAuth(auth, tls);
  const config = bare<SessionConfig>({
    host,
    ...(protocol === "lmtp" ? { lmtp: true } : {}),
    ...(port === undefined ? {} : { port }),
    ...(tls === undefined ? {} : { tls }),
    ...(name === undefined ? {} : { name: checkEhloName(name) }),
    ...(features === undefined ? {} : { wishes: features }),
    ...(mechanisms === undefined ? {} : { mechanisms }),
    ...(auth === undefined ? {} : { credentials: credentialsOf(auth) }),
    ...(typeof auth?.token === "string" ? { secrets: [auth.token] } : {}),
  });
  return { given, config, timeouts: timeoutsOf(given.timeouts, port) };
}

/** Returns the token of `auth`; a function is called each time. */
export async function getToken(auth: Auth | undefined, refused?: string): Promise<string> {
  const token = typeof auth?.token === "function" ? await auth.token(refused) : auth?.token;
  if (typeof token !== "string" || token === "") {
    throw new TypeError("`auth.token` must be, or give, a string that is not empty.");
  }
  checkPlainText("auth.token", token);
  return token;
}

/**
 * Refuses characters that separate the fields of OAUTHBEARER, XOAUTH2 and PLAIN, because a text could then inject
 * fields.
 */
function checkPlainText(name: string, text: string | undefined): void {
  if (text === undefined || !hasControls(text)) return;
  throw new TypeError(
    `\`${name}\` has a control character in it, such as a line end or U+0001, and is not sent: it could be read as something else (RFC 7628 3.1, RFC 4616). Check where the text comes from; a file often ends with a line end.`,
  );
}

function credentialsOf(auth: Auth): Credentials {
  const { user = "", pass, token, external, allowCleartext } = bare<Auth>(auth);
  return bare<Credentials>({
    user,
    ...(pass === undefined ? {} : { pass }),
    ...(token === undefined ? {} : { token: typeof token === "function" ? "renewable" : "fixed" }),
    ...(external ? { external } : {}),
    ...(allowCleartext === undefined ? {} : { allowCleartext }),
  });
}

/** Options of `createMailer` alone. */
const MAILER_OPTIONS: readonly string[] = [
  "pool",
  "failover",
  "store",
  "servers",
  "compose",
  "sign",
];

function checkOptionNames(given: object): void {
  for (const name of Object.keys(given)) {
    const instead = replacementFor(name);
    if (instead !== undefined)
      throw new TypeError(`There is no option \`${name}\`. In Parley this is ${instead}.`);
    if (MAILER_OPTIONS.includes(name))
      throw new TypeError(
        `\`${name}\` is an option of \`createMailer\`, and not of one connection.`,
      );
  }
  const known = Object.keys(KNOWN_OPTIONS);
  const describe = (name: string): string => `There is no option \`${name}\``;
  const more = `, what the adapter adds, and for a mailer: ${MAILER_OPTIONS.join(", ")}`;
  checkNames(given, known, describe, more, MAILER_OPTIONS);
}

/** The port for private mail systems, commonly used for LMTP. */
const LMTP_PORT = 24;

function checkProtocol(protocol: unknown, port: number | undefined): void {
  if (protocol !== "smtp" && protocol !== "lmtp") {
    throw new TypeError('`protocol` must be "smtp" or "lmtp", or left out.');
  }
  // RFC 2033 5.
  if (protocol === "lmtp" && port === 25) {
    throw new RangeError("LMTP must not be spoken on port 25, which is that of SMTP.");
  }
}

function checkHost(host: unknown): void {
  if (typeof host !== "string" || host === "") {
    throw new TypeError("`host` must be the server's host name or IP address.");
  }
  const [, name, port] = /^([^:]+|\[.*\]):(\d+)$/.exec(host) ?? [];
  if (name !== undefined)
    throw new TypeError(
      `\`host\` ${show(host)} has a port in it. Write \`host: ${show(name)}, port: ${port}\`.`,
    );
  if (/[\s/@\p{Cc}]/u.test(host)) {
    throw new TypeError(`\`host\` must be a bare host name or IP address, not ${show(host)}.`);
  }
}

function checkFeatures(features: Wishes | undefined): void {
  if (features === undefined) return;
  checkObject("features", features, '{ CHUNKING: "avoid" }');
  const known: readonly Feature[] = FALLBACK_ORDERS.map(({ feature }) => feature);
  const wishes: readonly Wish[] = ["require", "prefer", "avoid"];
  checkNames(features, known, (name) => `There is no feature "${name}"`);
  for (const [feature, wish] of Object.entries(features)) {
    if (!wishes.includes(wish)) {
      throw new TypeError(`The wish for ${feature} must be "require", "prefer" or "avoid".`);
    }
  }
}

function checkAuth(auth: Auth | undefined, tls: ClientOptions["tls"]): void {
  if (auth === undefined) return;
  checkObject("auth", auth, "{ user, pass } or { user, token }");
  checkAuthNames(auth);
  if (!isUser(auth)) {
    throw new TypeError("`auth` must be an object such as { user, pass } or { user, token }.");
  }
  const { pass, token, external, allowCleartext } = auth;
  if (external !== undefined && external !== true) {
    throw new TypeError("`auth.external` must be `true`, or left out.");
  }
  if (pass === undefined && token === undefined && external === undefined) {
    throw new TypeError("`auth` needs `pass` or `token` beside `user`, or `external: true`.");
  }
  if (pass !== undefined && typeof pass !== "string") {
    throw new TypeError("`auth.pass` must be a string.");
  }
  if (token !== undefined && typeof token !== "string" && typeof token !== "function") {
    throw new TypeError("`auth.token` must be a string or a function that returns one.");
  }
  checkPlainText("auth.user", auth.user);
  if (typeof token === "string") checkPlainText("auth.token", token);
  if (pass?.includes("\0")) throw new TypeError("`auth.pass` cannot hold NUL (RFC 4616).");
  if (tls === "none" && !allowCleartext) {
    throw new TypeError(
      '`tls: "none"` would send the credentials in clear text. Leave `tls` out, or set `auth.allowCleartext` if nobody can listen on that wire.',
    );
  }
}

/** Names of the same in other libraries. */
const OTHER_AUTH_NAMES: Readonly<Record<string, string>> = {
  username: "user",
  password: "pass",
  accessToken: "token",
  clientId: "token: refreshTokenSource({ ... })",
  refreshToken: "token: refreshTokenSource({ ... })",
  method: "mechanisms",
};

function checkAuthNames(auth: Auth): void {
  // A token function may need other properties of `auth`, under any name.
  if (typeof auth.token === "function") return;
  for (const name of Object.keys(auth)) {
    if (Object.hasOwn(OTHER_AUTH_NAMES, name))
      throw new TypeError(
        `There is no option \`auth.${name}\`. In Parley this is \`${OTHER_AUTH_NAMES[name]}\`.`,
      );
  }
  if (Object.hasOwn(auth, "type"))
    throw new TypeError(
      "There is no option `auth.type`. Leave it out: `token` selects OAuth, and `pass` a password.",
    );
  checkNames(auth, AUTH_NAMES, (name) => `There is no option \`auth.${name}\``);
}

function checkMechanisms(mechanisms: unknown): void {
  if (mechanisms === undefined) return;
  const isMechanism = (each: unknown): boolean =>
    typeof (each as Partial<Mechanism> | null)?.start === "function";
  if (Array.isArray(mechanisms) && mechanisms.every(isMechanism)) return;
  throw new TypeError(
    "`mechanisms` must be a list of mechanisms such as [scramSha256, plain], not of their names.",
  );
}

/** Returns whether a user name is present, or not needed because the server identifies the client in another way. */
function isUser({ user, external }: Auth): boolean {
  return typeof user === "string" || (user === undefined && external === true);
}
