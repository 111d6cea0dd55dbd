/** `connect` and `createMailer` of an adapter: the core's functions with the dial and the options of one runtime. */
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

/** The options of a client on any runtime, which an adapter extends by those of its runtime. */
export interface AdapterOptions extends ClientOptions {
  /** Opens connections instead of the runtime's own sockets, for a proxy or for tests. */
  readonly dial?: Dial;
}

/** The options that only one runtime has. Each alternative separately, so that what one forbids stays forbidden. */
export type OwnOptions<Options extends AdapterOptions> = Options extends unknown
  ? Omit<Options, keyof AdapterOptions>
  : never;

/** What an adapter adds to the core. */
export interface Adapter<Options extends AdapterOptions> {
  /**
   * Returns the function that opens connections.
   *
   * @param own the options that `ownOptions` names, without absent ones
   */
  readonly dial: (own: OwnOptions<Options>) => Dial;
  /** The name of each option that only this runtime has. */
  readonly ownOptions: Readonly<Record<keyof OwnOptions<Options>, true>>;
  /** Derives the keys of SCRAM that the runtime's WebCrypto refuses to derive. */
  readonly deriveKey?: DeriveKey;
}

/** What an adapter changes about mailers. */
export interface AdapterMailer {
  /** Defaults of `pool` on this runtime. */
  readonly pool?: PoolOptions;
  /** Changes each mailer before the user receives it. */
  readonly wrap?: <Wrapped extends Mailer>(mailer: Wrapped) => Wrapped;
}

/** `createMailer` of an adapter. */
export interface CreateMailer<Options extends ClientOptions> {
  /**
   * Makes a mailer that composes drafts. It connects with the first message and closes what it opened.
   *
   * @param server options of one server or of several, with `compose`
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
   */
  <Draft extends object>(
    server: MailerOptions<Options> & ComposeOption<Draft>,
  ): ComposingMailer<Draft>;
  /**
   * Makes a mailer that composes drafts. It connects with the first message and closes what it opened.
   *
   * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
   * @param more options beside a URL, with `compose`
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
   */
  <Draft extends object>(
    server: MailerOptions<Options> | string | URL,
    more: Partial<OneServer<Options>> & ComposeOption<Draft>,
  ): ComposingMailer<Draft>;
  /**
   * Makes a mailer for messages that are composed already. It connects with the first message and closes what
   * it opened.
   *
   * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
   * @param more options beside a URL
   * @returns the mailer; close it when done, or declare it with `await using`
   * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
   */
  (server: MailerOptions<Options> | string | URL, more?: Partial<OneServer<Options>>): Mailer;
}

/**
 * `connect` of an adapter: opens one explicit session.
 *
 * @param server options, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options beside a URL; `signal` stops the opening
 * @returns the open session; close it when done, or declare it with `await using`
 * @throws {SmtpError} when a session is not possible as required
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 */
export type Connect<Options extends ClientOptions> = (
  server: (Options & CallOptions) | string | URL,
  more?: Partial<Options & CallOptions>,
) => Promise<Connection>;

/**
 * Makes the `createMailer` of an adapter.
 *
 * @param adapter how to dial on this runtime
 * @param changes what is different about mailers on this runtime
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
    // What the overloads promise depends on `compose`, which the core has looked at.
    return wrap(mailer) as never;
  };
}

/**
 * Makes the `connect` of an adapter.
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

/** Splits the options of the runtime from those of the core, and adds the dial. */
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
