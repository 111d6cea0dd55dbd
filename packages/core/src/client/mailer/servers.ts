/** Checks the servers in the options of a mailer: one, a URL, or a list with shared options. */

import { bare } from "../../protocol/errors/own-properties.ts";
import type { Store } from "../memory/store.ts";
import { copyOptions } from "../options/copy-options.ts";
import type { ClientOptions, CoreOptions } from "../options/options.ts";
import { mergeOptions } from "../options/url.ts";
import type { FailoverOptions } from "./failover.ts";
import type { PoolOptions } from "./pool-options.ts";

/** What a mailer takes beside the options of its servers. */
export interface MailerSettings {
  /** Connections to each server: how many, how long, how fast. */
  readonly pool?: PoolOptions;
  /** When the next server is tried. */
  readonly failover?: FailoverOptions;
  /** Where hints and the ledger are kept. Default: in memory, for as long as this mailer lives. */
  readonly store?: Store;
}

/** How one server stands among others. */
export interface ServerPlace {
  /** Servers with a lower number are tried first. Default 0. */
  readonly priority?: number;
  /** Among servers of the same priority, how large its share is. Default 1; 0 for none while others work. */
  readonly weight?: number;
  /** Takes the place of the mailer's `pool` for this server. */
  readonly pool?: PoolOptions;
}

/** Options of one server with its place. */
export type ServerOptions<Options extends ClientOptions = CoreOptions> = Options & ServerPlace;

/** One server: its options, and what a mailer takes. */
export type OneServer<Options extends ClientOptions = CoreOptions> = Options & MailerSettings;

/** Several servers: what stands beside `servers` holds for each that does not say otherwise. */
export type SeveralServers<Options extends ClientOptions = CoreOptions> = SharedOptions<Options> &
  MailerSettings & {
    readonly servers: readonly (
      | string
      | URL
      | (Partial<Options> & ServerPlace & { readonly host: string })
    )[];
  };

/** Each alternative separately, so that what one forbids stays forbidden. */
export type SharedOptions<Options> = Options extends unknown
  ? Partial<Omit<Options, "host">>
  : never;

/** What `createMailer` takes: one server or several. */
export type MailerOptions<Options extends ClientOptions = CoreOptions> =
  | OneServer<Options>
  | SeveralServers<Options>;

/** The same, taken apart: every server with all its options. */
export interface MailerParts<Options extends ClientOptions = CoreOptions> extends MailerSettings {
  /** The servers, best first where they have the same priority. */
  readonly servers: readonly ServerOptions<Options>[];
  /** Makes messages of drafts, where the mailer takes them. */
  readonly compose?: unknown;
}

/**
 * Takes the options of a mailer apart, for adapters, which add to each server what is theirs. Options are
 * read once and copied.
 *
 * @param given options, or a URL
 * @param more options that go with a URL, or override
 * @throws {TypeError} when there is no server, or both `host` and `servers`
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
  const { pool, failover, store, compose, servers, ...shared } = (
    isUrl ? mergeOptions(given, more as object) : bare(copyOptions(given), copyOptions(more))
  ) as Partial<Options> &
    MailerSettings & { compose?: unknown } & Partial<Pick<SeveralServers<Options>, "servers">>;
  const settings: MailerSettings = bare({
    ...(pool === undefined ? {} : { pool }),
    ...(failover === undefined ? {} : { failover }),
    ...(store === undefined ? {} : { store }),
    ...(compose === undefined ? {} : { compose }),
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
 * The options of a server without those of its place, and its place, checked.
 *
 * @throws {RangeError} for a priority or weight that is no number
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
