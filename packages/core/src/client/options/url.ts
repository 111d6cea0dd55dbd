/** Reads options from a URL such as `smtps://user:pass@smtp.example.com`, and merges options. */
import { show } from "../../protocol/address/address.ts";
import { bare } from "../../protocol/errors/own-properties.ts";
import { copyOptions } from "./copy-options.ts";
import type { ClientOptions } from "./options.ts";

/**
 * Reads options from a URL: `smtps://user:pass@host:port` for implicit TLS,
 * `smtp://host:port?tls=starttls` otherwise, `lmtp://host:port` for LMTP; `tls`
 * and `name` may be given as parameters. User and password are percent-encoded.
 *
 * @throws {TypeError} if it is not such a URL; the error never contains the password
 * @example
 * optionsFromUrl("smtps://ann:s%40fe@smtp.example.com").port; // undefined: 465 by default
 */
export function optionsFromUrl(url: string | URL): ClientOptions {
  const parsed = parse(url);
  const { protocol, hostname, port, username, password, searchParams, pathname } = parsed;
  if ((pathname + parsed.search + parsed.hash).includes("@")) throw new TypeError(UNENCODED);
  if (protocol !== "smtp:" && protocol !== "smtps:" && protocol !== "lmtp:") {
    throw new TypeError(
      `The URL must begin with smtp://, smtps:// (implicit TLS) or lmtp://, not ${protocol}//.`,
    );
  }
  if (hostname === "" || (pathname !== "" && pathname !== "/")) {
    throw new TypeError("The URL must be smtp://host:port, without a path.");
  }
  const parameters = Object.fromEntries(searchParams);
  for (const name of Object.keys(parameters)) {
    if (name !== "tls" && name !== "name") {
      throw new TypeError(
        `The URL has an unknown parameter ${show(name)}; there are tls and name.`,
      );
    }
  }
  const { tls, name } = bare<{ tls?: string; name?: string }>(parameters);
  if (protocol === "smtps:" && tls !== undefined && tls !== "implicit") {
    throw new TypeError(`smtps:// means implicit TLS; with tls=${show(tls)} it must be smtp://.`);
  }
  const mode = protocol === "smtps:" ? "implicit" : tls;
  return {
    host: decoded(hostname).replace(/^\[(.*)\]$/, "$1"),
    ...(protocol === "lmtp:" ? { protocol: "lmtp" } : {}),
    ...(port === "" ? {} : { port: Number(port) }),
    ...(mode === undefined ? {} : { tls: mode as "implicit" }),
    ...(name === undefined ? {} : { name }),
    ...(username === "" ? {} : { auth: { user: decoded(username), pass: decoded(password) } }),
  };
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
    throw new TypeError(
      "That is no URL. It must look like smtps://user:pass@smtp.example.com, with special characters of user and password percent-encoded.",
    );
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError("User, password or host in the URL are not percent-encoded correctly.");
  }
}
