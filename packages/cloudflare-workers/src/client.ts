/** `connect` and `createMailer` as users of Workers call them: the core's, with a dial for cloudflare:sockets. */
import {
  type CallOptions,
  type ClientOptions,
  type ComposeOption,
  type ComposingMailer,
  type Connection,
  connect as connectWith,
  createMailer as createMailerWith,
  type DeriveKey,
  type Dial,
  type Mailer,
  type MailerOptions,
  mergeOptions,
  type OneServer,
  splitMailerOptions,
} from "@parley-smtp/core";
import { keepAwake } from "./awake.ts";
import { workersDial } from "./dial.ts";

/**
 * All options of a client on Workers. Nothing about certificates or addresses is
 * among them: Workers let nobody change what they trust and where they come from.
 */
export interface WorkersOptions extends ClientOptions {
  /** Takes the place of cloudflare:sockets, such as that of a server for tests. */
  readonly dial?: Dial;
}

/** A request has six connections at the same time, which it shares with the caller's own `fetch`. */
const POOL = { size: 1 } as const;

/**
 * Makes a mailer: it connects with the first message and closes what it opened.
 * Make one for each request: a socket ends with the request that opened it. A mailer that is kept for
 * several requests works, and opens a connection in each of them.
 *
 * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options beside a URL; `compose`, here or above, makes the mailer take drafts
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 * @example
 * await using mailer = createMailer({ host: "smtp.example.com", auth: { user, pass } });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export function createMailer<Draft extends object>(
  server: MailerOptions<WorkersOptions> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, with options beside a URL. */
export function createMailer<Draft extends object>(
  server: MailerOptions<WorkersOptions> | string | URL,
  more: Partial<OneServer<WorkersOptions>> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, for messages that are composed already. */
export function createMailer(
  server: MailerOptions<WorkersOptions> | string | URL,
  more?: Partial<OneServer<WorkersOptions>>,
): Mailer;
export function createMailer(
  server: MailerOptions<WorkersOptions> | string | URL,
  more?: Partial<OneServer<WorkersOptions>>,
): Mailer {
  const { servers, ...settings } = splitMailerOptions<WorkersOptions>(server, more);
  return keepAwake(
    createMailerWith({
      ...settings,
      pool: { ...POOL, ...settings.pool },
      servers: servers.map((each) =>
        dialled(each, each.pool && { pool: { ...POOL, ...each.pool } }),
      ),
    }),
  );
}

/**
 * Opens one explicit session. It must be opened inside a handler, and ends with its request.
 *
 * @param server options, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options beside a URL; `signal` stops the opening
 * @throws {SmtpError} when a session cannot be had as required
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 * @example
 * await using connection = await connect("smtp://smtp.example.com?tls=starttls");
 * console.log(connection.capabilities.keywords);
 */
export async function connect(
  server: (WorkersOptions & CallOptions) | string | URL,
  more?: Partial<WorkersOptions & CallOptions>,
): Promise<Connection> {
  return connectWith(dialled(mergeOptions(server, more)));
}

function dialled<Options extends WorkersOptions>(
  options: Options,
  more: Partial<Options> = {},
): Options & { dial: Dial; deriveKey: DeriveKey } {
  return { ...options, ...more, dial: options.dial ?? workersDial, deriveKey };
}

/**
 * Workers' WebCrypto refuses more than 100,000 iterations, which servers may ask for. The hash functions are
 * loaded only then.
 */
const deriveKey: DeriveKey = async (request, options) => {
  const { pbkdf2 } = await import("@parley-smtp/core/pbkdf2");
  return pbkdf2(request, options);
};
