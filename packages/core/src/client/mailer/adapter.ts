/**
 * Creates `connect` and `createMailer` of an adapter: the core's functions with the dial and the options of one
 * runtime.
 */
import { bare } from "../../protocol/errors/own-properties.ts";
import type { CallOptions } from "../connection/call-clock.ts";
import type { DeriveKey } from "../connection/compute.ts";
import { type Connection, connect } from "../connection/connection.ts";
import type { Dial } from "../connection/transport.ts";
import type { ClientOptions, CoreOptions } from "../options/options.ts";
import { mergeOptions } from "../options/url.ts";
import type { ComposeOption, ComposingMailer } from "./composing.ts";
import { createMailer } from "./mailer.ts";
import type { Mailer } from "./mailer-api.ts";
import type { PoolOptions } from "./pool-options.ts";
import { type MailerOptions, type OneServer, splitMailerOptions } from "./servers.ts";

/** The options of a client on any runtime. An adapter adds the options of its runtime. */
export interface AdapterOptions extends ClientOptions {
  /**
   * Opens connections instead of the runtime's own sockets, for a proxy or for tests. Options of the runtime's sockets,
   * such as `ca` and `verify`, then have no effect: give them to the function that makes the dial.
   */
  readonly dial?: Dial;
}

/**
 * The options that only one runtime has. Each alternative of a union is handled separately, so that options which one
 * of them forbids stay forbidden.
 */
export type OwnOptions<Options extends AdapterOptions> = Options extends unknown
  ? Omit<Options, keyof AdapterOptions>
  : never;

/** What an adapter adds to the core. */
export interface Adapter<Options extends AdapterOptions> {
  /**
   * Returns the function that opens connections.
   *
   * @param own the options named in `ownOptions`, without absent ones
   */
  readonly dial: (own: OwnOptions<Options>) => Dial;
  /** The name of each option that only this runtime has. */
  readonly ownOptions: Readonly<Record<keyof OwnOptions<Options>, true>>;
  /** Derives SCRAM keys that the runtime's WebCrypto refuses to derive. */
  readonly deriveKey?: DeriveKey;
}

/** How an adapter changes mailers. */
export interface AdapterMailer {
  /** Defaults of `pool` on this runtime. */
  readonly pool?: PoolOptions;
  /** Changes each mailer before the user receives it. */
  readonly wrap?: <Wrapped extends Mailer>(mailer: Wrapped) => Wrapped;
}

/** The type of an adapter's `createMailer`. */
export interface CreateMailer<Options extends ClientOptions> {
  /**
   * Creates a mailer that composes drafts. It connects with the first message and closes its connections
   * automatically.
   *
   * @param server options of one server or of several, with `compose`
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for invalid options, before anything is opened
   */
  <Draft extends object>(
    server: MailerOptions<Options> & ComposeOption<Draft>,
  ): ComposingMailer<Draft>;
  /**
   * Creates a mailer that composes drafts. It connects with the first message and closes its connections
   * automatically.
   *
   * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
   * @param more options in addition to a URL, with `compose`
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for invalid options, before anything is opened
   */
  <Draft extends object>(
    server: MailerOptions<Options> | string | URL,
    more: Partial<OneServer<Options>> & ComposeOption<Draft>,
  ): ComposingMailer<Draft>;
  /**
   * Creates a mailer for complete messages. It connects with the first message and closes its connections
   * automatically.
   *
   * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
   * @param more options in addition to a URL
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for invalid options, before anything is opened
   */
  (server: MailerOptions<Options> | string | URL, more?: Partial<OneServer<Options>>): Mailer;
}

/**
 * The type of an adapter's `connect`, which opens one explicit session.
 *
 * @param server options, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options in addition to a URL; `signal` stops the opening
 * @returns the open session; close it when done, or declare it with `await using`
 * @throws {SmtpError} if a session is not possible as required
 * @throws {TypeError | RangeError} for invalid options, before anything is opened
 */
export type Connect<Options extends ClientOptions> = (
  server: (Options & CallOptions) | string | URL,
  more?: Partial<Options & CallOptions>,
) => Promise<Connection>;

/**
 * Creates the `createMailer` of an adapter.
 *
 * @param adapter how to dial on this runtime
 * @param changes how mailers differ on this runtime
 * @example
 * const createMailer = makeCreateMailer({ dial: () => dial, ownOptions: {} });
 * const mailer = createMailer("smtps://ann:secret@smtp.example.com");
 */
export function makeCreateMailer<Options extends AdapterOptions>(
  adapter: Adapter<Options>,
  { pool, wrap = (mailer) => mailer }: AdapterMailer = {},
): CreateMailer<Options> {
  const withPool = <Given extends { readonly pool?: PoolOptions }>(given: Given): Given =>
    pool && typeof given.pool === "object"
      ? { ...given, pool: bare<PoolOptions>(pool, given.pool) }
      : given;
  return (
    server: MailerOptions<Options> | string | URL,
    more?: Partial<OneServer<Options>>,
  ): never => {
    const { servers, ...settings } = splitMailerOptions<Options>(server, more);
    const mailer = createMailer({
      ...withPool({ ...(pool && { pool }), ...settings }),
      servers: servers.map((each) => addDial(withPool(each), adapter)),
    });
    // The overloads depend on `compose`, which the core has checked.
    return wrap(mailer) as never;
  };
}

/**
 * Creates the `connect` of an adapter.
 *
 * @param adapter how to dial on this runtime
 * @example
 * const connect = makeConnect({ dial: () => dial, ownOptions: {} });
 * await using connection = await connect("smtp://localhost:1025");
 */
export function makeConnect<Options extends AdapterOptions>(
  adapter: Adapter<Options>,
): Connect<Options> {
  return async (server, more) => connect(addDial(mergeOptions(server, more), adapter));
}

/** Splits runtime-specific options from core options, and adds the dial. */
function addDial<Options extends AdapterOptions>(
  given: Options,
  { dial, ownOptions, deriveKey }: Adapter<Options>,
): CoreOptions {
  const entries = Object.entries(given);
  const isOwn = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(ownOptions, name);
  const own = Object.fromEntries(entries.filter((one) => isOwn(one) && one[1] !== undefined));
  const rest = Object.fromEntries(entries.filter((one) => !isOwn(one)));
  return {
    ...(rest as object as ClientOptions),
    dial: given.dial ?? dial(own as OwnOptions<Options>),
    ...(deriveKey && { deriveKey }),
  };
}
