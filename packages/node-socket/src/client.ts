/** `connect` and `createMailer` as Node's users call them: the core's, with a dial for node:net. */
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
import { nodeDial } from "./dial.ts";
import type { NodeNetOptions, NodeTlsOptions } from "./options.ts";

/** All options of a client on Node. */
export interface NodeOptions extends ClientOptions, NodeNetOptions, NodeTlsOptions {
  /** Takes the place of node:net, for connections through a proxy or in tests. */
  readonly dial?: Dial;
}

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
  server: MailerOptions<NodeOptions> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, with options beside a URL. */
export function createMailer<Draft extends object>(
  server: MailerOptions<NodeOptions> | string | URL,
  more: Partial<OneServer<NodeOptions>> & ComposeOption<Draft>,
): ComposingMailer<Draft>;
/** As above, for messages that are composed already. */
export function createMailer(
  server: MailerOptions<NodeOptions> | string | URL,
  more?: Partial<OneServer<NodeOptions>>,
): Mailer;
export function createMailer(
  server: MailerOptions<NodeOptions> | string | URL,
  more?: Partial<OneServer<NodeOptions>>,
): Mailer {
  const { servers, ...settings } = splitMailerOptions<NodeOptions>(server, more);
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
  server: (NodeOptions & CallOptions) | string | URL,
  more?: Partial<NodeOptions & CallOptions>,
): Promise<Connection> {
  return connectWith(dialled(mergeOptions(server, more)));
}

/** Parts what is this runtime's business from what is the core's. */
function dialled<Options extends NodeOptions>({
  localAddress,
  family,
  verify,
  ca,
  cert,
  key,
  passphrase,
  servername,
  dial,
  ...rest
}: Options): Omit<Options, keyof NodeNetOptions | keyof NodeTlsOptions> & { dial: Dial } {
  const own = { localAddress, family, verify, ca, cert, key, passphrase, servername };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...(rest as Omit<Options, keyof NodeNetOptions | keyof NodeTlsOptions>),
    dial: dial ?? nodeDial(given),
  };
}
