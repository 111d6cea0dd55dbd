/** Checks the servers in the options of a mailer: one, a URL, or a list with shared options. */

import { bare } from "../../protocol/errors/own-properties.ts";
import type { Store } from "../memory/store.ts";
import { copyOptions } from "../options/copy-options.ts";
import type { ClientOptions, CoreOptions } from "../options/options.ts";
import { mergeOptions } from "../options/url.ts";
import type { FailoverOptions } from "./failover.ts";
import type { PoolOptions } from "./pool-options.ts";
import type { Sign } from "./signing.ts";

/** The options of a mailer in addition to those of its servers. */
export interface MailerSettings {
  /** Connections to each server: how many, for how long, and the rate of messages. */
  readonly pool?: PoolOptions;
  /** When the next server is tried. */
  readonly failover?: FailoverOptions;
  /** Where hints and the ledger are kept. Default: in memory, as long as this mailer exists. */
  readonly store?: Store;
  /** Signs the content of each message, such as the function that `dkim` of `@parley-smtp/mime/dkim` returns. */
  readonly sign?: Sign;
}

/** A server's priority among others. */
export interface ServerPlace {
  /** Servers with a lower number are tried first. Default 0. */
  readonly priority?: number;
  /** The server's share among servers of the same priority. Default 1; 0 is used only if the others fail. */
  readonly weight?: number;
  /** Replaces the mailer's `pool` for this server. */
  readonly pool?: PoolOptions;
}

/** Options of one server with its priority. */
export type ServerOptions<Options extends ClientOptions = CoreOptions> = Options & ServerPlace;

/** One server: its options, and those of the mailer. */
export type OneServer<Options extends ClientOptions = CoreOptions> = Options & MailerSettings;

/** Several servers. Options next to `servers` are defaults for every server in the list. */
export type SeveralServers<Options extends ClientOptions = CoreOptions> = SharedOptions<Options> &
  MailerSettings & {
    readonly servers: readonly (
      | string
      | URL
      | (Partial<Options> & ServerPlace & { readonly host: string })
    )[];
  };

/** Handles each alternative of a union separately, so that each alternative still forbids the same options. */
export type SharedOptions<Options> = Options extends unknown
  ? Partial<Omit<Options, "host">>
  : never;

/** The options of `createMailer`: one server or several. */
export type MailerOptions<Options extends ClientOptions = CoreOptions> =
  | OneServer<Options>
  | SeveralServers<Options>;

/** The options of a mailer, with all options of every server. */
export interface MailerParts<Options extends ClientOptions = CoreOptions> extends MailerSettings {
  /** The servers, best first if they have the same priority. */
  readonly servers: readonly ServerOptions<Options>[];
  /** Creates messages from drafts, if the mailer accepts them. */
  readonly compose?: unknown;
}

/**
 * Splits the options of a mailer into servers, for adapters, which add their own options to each server. Options are
 * read once and copied.
 *
 * @param given options, or a URL
 * @param more options in addition to a URL; they replace those of `given`
 * @throws {TypeError} if there is no server, or both `host` and `servers`
 */
export function splitMailerOptions<Options extends ClientOptions>(
  given: MailerOptions<Options> | string | URL,
  more: Partial<MailerOptions<Options>> = {},
): MailerParts<Options> {
  const isUrl = typeof given === "string" || given instanceof URL;
  if (!isUrl && (typeof given !== "object" || given === null)) {
    throw new TypeError(
      'Options must be an object such as { host: "smtp.example.com" } or { servers: [...] }, or a URL.',
    );
  }
  const { pool, failover, store, compose, sign, servers, ...shared } = (
    isUrl ? mergeOptions(given, more as object) : bare(copyOptions(given), copyOptions(more))
  ) as Partial<Options> &
    MailerSettings & { compose?: unknown } & Partial<Pick<SeveralServers<Options>, "servers">>;
  const settings: MailerSettings = bare({
    ...(pool === undefined ? {} : { pool }),
    ...(failover === undefined ? {} : { failover }),
    ...(store === undefined ? {} : { store }),
    ...(compose === undefined ? {} : { compose }),
    ...(sign === undefined ? {} : { sign }),
  });
  if (servers === undefined)
    return bare<MailerParts<Options>>(settings, { servers: [bare<Options>(shared)] });
  if (!Array.isArray(servers) || servers.length === 0) {
    throw new TypeError("`servers` must be a list of at least one server.");
  }
  if (Object.hasOwn(shared, "host")) {
    throw new TypeError("Give either `host` or `servers`; a host is named with each server.");
  }
  const each = servers.map((server) => {
    const own = mergeOptions(server as string | URL | ClientOptions);
    return bare<ServerOptions<Options>>(shared, own);
  });
  return bare<MailerParts<Options>>(settings, { servers: each });
}

/**
 * Splits the options of a server from its priority, weight and pool, and checks those.
 *
 * @throws {RangeError} for a priority or weight that is not a number
 */
export function splitServerOptions<Options extends ClientOptions>(
  given: ServerOptions<Options>,
): {
  readonly options: Options;
  readonly priority: number;
  readonly weight: number;
  readonly pool: PoolOptions | undefined;
} {
  const { priority = 0, weight = 1, pool, ...options } = bare<ServerOptions<Options>>(given);
  if (!Number.isFinite(priority)) throw new RangeError("`priority` must be a number.");
  if (!Number.isFinite(weight) || weight < 0) {
    throw new RangeError("`weight` must be a number, 0 or more.");
  }
  return { options: bare<Options>(options), priority, weight, pool };
}
