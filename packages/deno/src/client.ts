/** `connect` and `createMailer` as Deno's users call them: the core's, with a dial for Deno. */
import {
  type CallOptions,
  type ClientOptions,
  type ComposeOption,
  type ComposingMailer,
  type Connection,
  connect as connectWith,
  createMailer as createMailerWith,
  type Dial,
  type Mailer,
  type MailerOptions,
  mergeOptions,
  type OneServer,
  splitMailerOptions,
} from "@parley-smtp/core";
import { denoDial } from "./dial.ts";
import type { DenoClientCertificate, DenoTlsOptions, NoClientCertificate } from "./options.ts";

/** All options of a client on Deno. */
export type DenoOptions = ClientOptions &
  DenoTlsOptions & {
    /** Takes the place of Deno's sockets, for connections through a proxy or in tests. */
    readonly dial?: Dial;
  } & (NoClientCertificate | (DenoClientCertificate & { readonly tls: "implicit" }));

/**
 * Makes a mailer: it connects with the first message and closes what it opened.
 *
 * @param server options of one server or of several, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options beside a URL; `compose`, here or above, makes the mailer take drafts
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 * @example
 * await using mailer = createMailer({ host: "smtp.example.com", auth: { user, pass } });
 * const receipt = await mailer.send({ from: "a@example.com", to: "b@example.net", raw });
 */
export function createMailer<Draft extends object>(
  server: MailerOptions<DenoOptions> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, with options beside a URL. */
export function createMailer<Draft extends object>(
  server: MailerOptions<DenoOptions> | string | URL,
  more: Partial<OneServer<DenoOptions>> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, for messages that are composed already. */
export function createMailer(
  server: MailerOptions<DenoOptions> | string | URL,
  more?: Partial<OneServer<DenoOptions>>,
): Mailer;
export function createMailer(
  server: MailerOptions<DenoOptions> | string | URL,
  more?: Partial<OneServer<DenoOptions>>,
): Mailer {
  const { servers, ...settings } = splitMailerOptions<DenoOptions>(server, more);
  return createMailerWith({ ...settings, servers: servers.map(dialled) });
}

/**
 * Opens one explicit session.
 *
 * @param server options, or a URL such as `smtps://user:pass@smtp.example.com`
 * @param more options beside a URL; `signal` stops the opening
 * @throws {SmtpError} when a session cannot be had as required
 * @throws {TypeError | RangeError} for options that make no sense, before anything is opened
 * @example
 * await using connection = await connect("smtp://localhost:1025");
 * console.log(connection.capabilities.keywords);
 */
export async function connect(
  server: (DenoOptions & CallOptions) | string | URL,
  more?: Partial<DenoOptions & CallOptions>,
): Promise<Connection> {
  return connectWith(dialled(mergeOptions(server, more)));
}

/** Parts what is this runtime's business from what is the core's. */
function dialled<Options extends DenoOptions>({
  ca,
  servername,
  cert,
  key,
  dial,
  ...rest
}: Options) {
  const own = { ca, servername, cert, key };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...rest, dial: dial ?? denoDial(given) };
}
