/** Reads options from a URL such as `smtps://user:pass@smtp.example.com`, and merges options. */
import { show } from "../../protocol/address/address.ts";
import { bare } from "../../protocol/errors/own-properties.ts";
import { closestName } from "./check-names.ts";
import { copyOptions } from "./copy-options.ts";
import type { Auth, ClientOptions } from "./options.ts";

/**
 * Reads options from a URL: `smtps://user:pass@host:port` for implicit TLS, `smtp://host:port` otherwise, and
 * `lmtp://host:port` for LMTP. User and password are percent-encoded. Other options are parameters, with a dot before
 * the name of an option in a group: `?tls=starttls&pool.size=2`.
 *
 * @throws {TypeError} if it is not such a URL, or has an unknown parameter; the error never contains the password
 * @example
 * optionsFromUrl("smtps://ann:s%40fe@smtp.example.com").port; // undefined: 465 by default
 * optionsFromUrl("smtp://smtp.example.com?timeouts.total=60000").timeouts; // { total: 60000 }
 */
export function optionsFromUrl(url: string | URL): ClientOptions {
  const parsed = parse(url);
  const { protocol, hostname, port, username, password, searchParams, pathname } = parsed;
  if ((pathname + parsed.search + parsed.hash).includes("@")) throw new TypeError(UNENCODED);
  if (protocol !== "smtp:" && protocol !== "smtps:" && protocol !== "lmtp:") {
    // A host and a port look like a scheme and a path.
    const given = /^\d+$/.test(pathname) ? `. Write smtp://${url}` : `, not ${protocol}//`;
    throw new TypeError(
      `The URL must begin with smtp://, smtps:// (implicit TLS) or lmtp://${given}.`,
    );
  }
  if (hostname === "" || (pathname !== "" && pathname !== "/")) {
    throw new TypeError("The URL must be smtp://host:port, without a path.");
  }
  if (parsed.hash !== "") {
    throw new TypeError(
      "The URL has a # behind its host, and what follows would be ignored. Parameters follow a ?.",
    );
  }
  if (username === "" && password !== "") {
    throw new TypeError(
      "The URL has a password and no user. Write smtps://user:pass@smtp.example.com.",
    );
  }
  const { auth, ...given } = readParameters(searchParams);
  const { tls } = given;
  if (protocol === "smtps:" && tls !== undefined && tls !== "implicit") {
    throw new TypeError(
      `smtps:// means implicit TLS; with tls=${show(String(tls))} it must be smtp://.`,
    );
  }
  return {
    ...given,
    host: decoded(hostname).replace(/^\[(.*)\]$/, "$1"),
    ...(protocol === "lmtp:" ? { protocol: "lmtp" } : {}),
    ...(protocol === "smtps:" ? { tls: "implicit" } : {}),
    ...(port === "" ? {} : { port: Number(port) }),
    ...(auth ? { auth: auth as Auth } : {}),
    ...(username === ""
      ? {}
      : { auth: { ...(auth as object), user: decoded(username), pass: decoded(password) } }),
  };
}

/** The parameters of a URL: options with one value, and groups of options. None holds a secret or a function. */
const URL_OPTIONS = ["tls", "name", "localAddress", "family", "verify", "servername"];
const URL_GROUPS = ["timeouts", "features", "pool", "failover"];
const ALLOW = "auth.allowCleartext";

/** Reads the parameters of a URL. The checks of the options check the names in a group, and the values. */
function readParameters(parameters: URLSearchParams): Record<string, unknown> {
  const options = emptyGroup();
  for (const [key, text] of parameters) {
    const path = key.split(".");
    const [first = ""] = path;
    const isGroup = URL_GROUPS.includes(first) && path.length > 1;
    if (!isGroup && key !== ALLOW && !URL_OPTIONS.includes(key)) {
      const names = [...URL_OPTIONS, ...URL_GROUPS, ALLOW];
      const meant = closestName(first, names) ?? closestName(key, names);
      const all = [...URL_OPTIONS, ...URL_GROUPS.map((name) => `${name}.*`), ALLOW].join(", ");
      const hint = URL_GROUPS.includes(key)
        ? ` Write one of its options, as in ${key}.NAME=value.`
        : meant
          ? ` Did you mean ${meant}?`
          : "";
      throw new TypeError(
        `The URL has an unknown parameter ${show(key)}.${hint} There are: ${all}.`,
      );
    }
    const last = path.pop() ?? "";
    let group = options;
    for (const name of path) {
      const inner = group[name] ?? emptyGroup();
      if (typeof inner !== "object") throw new TypeError(`The URL gives ${show(name)} twice.`);
      group[name] = inner;
      group = inner as Record<string, unknown>;
    }
    if (last in group) throw new TypeError(`The URL gives ${show(key)} twice.`);
    group[last] = readValue(text);
  }
  return options;
}

/** Without a prototype, so that no name in a URL reaches one. */
function emptyGroup(): Record<string, unknown> {
  return Object.create(null);
}

function readValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** An unencoded part of a password looks like a path or parameters, which must not be shown either. */
const UNENCODED =
  "The URL has an @ behind its host. If the password holds /, ? or #, percent-encode it: %2F, %3F, %23.";

/**
 * Merges the first argument of a function, options or a URL, with further options. The options are read once and
 * copied.
 *
 * @param server options or a URL
 * @param more options in addition to a URL; they replace those of `server`
 * @throws {TypeError} if a URL is not an SMTP URL
 */
export function mergeOptions<Options extends ClientOptions>(
  server: Options | string | URL,
  more: Partial<Options> = {},
): Options {
  const isUrl = typeof server === "string" || server instanceof URL;
  const first = isUrl ? (optionsFromUrl(server) as Options) : server;
  if (typeof first !== "object" || first === null) {
    throw new TypeError(
      'Options must be an object such as { host: "smtp.example.com" }, or a URL.',
    );
  }
  return bare(copyOptions(first), copyOptions(more));
}

function parse(url: string | URL): URL {
  try {
    return new URL(url);
  } catch {
    // If an @ follows, the number may be part of a password.
    const [, port = ""] = /:(\d{5,9})\/?(?:\?[^@]*)?$/.exec(String(url)) ?? [];
    if (Number(port) > 65_535) {
      throw new TypeError(`The port ${port} in the URL is out of range: give one from 1 to 65535.`);
    }
    // A port that is no number may be a password.
    const instead = /^[\w.-]+$/.test(String(url))
      ? `Write smtp://${url}.`
      : /^\w+:\/\/[^/:@]+:[^/@]*\D[^/@]*$/.test(String(url))
        ? "What stands behind the colon must be a port from 1 to 65535, or be followed by @ and the host."
        : "It must look like smtps://user:pass@smtp.example.com, with special characters of user and password percent-encoded.";
    throw new TypeError(`That is no URL. ${instead}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError("User, password or host in the URL are not percent-encoded correctly.");
  }
}
