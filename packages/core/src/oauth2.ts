/**
 * Gets OAuth 2.0 access tokens for `auth.token`: by a refresh token, or by the client's own credentials
 * (RFC 6749 6 and 4.4). In a separate subpath because the requests are made by a library, `oauth4webapi`.
 *
 * @module
 */
import { ClientSecretBasic, ClientSecretPost, None } from "oauth4webapi";
import { checkNames } from "./client/options/check-names.ts";
import { checkOptions, type OAuth2Options } from "./oauth2/options.ts";
import { isRefreshToken, RefreshTokens } from "./oauth2/refresh-tokens.ts";
import { requestToken, type TokenRequest } from "./oauth2/request.ts";
import { createTokenSource, type TokenSource } from "./oauth2/token-source.ts";
import { ownProperties } from "./protocol/errors/own-properties.ts";

export { OAuth2Error, type OAuth2ErrorCode, type OAuth2ErrorDetails } from "./oauth2/error.ts";
export type { OAuth2Options } from "./oauth2/options.ts";
export type { TokenSource } from "./oauth2/token-source.ts";

/** The options of `clientCredentialsSource`. */
export interface ClientCredentialsOptions extends OAuth2Options {
  /** The secret that the authorization server gave to the client. */
  readonly clientSecret: string;
}

/** The options of `refreshTokenSource`. */
export interface RefreshTokenOptions extends OAuth2Options {
  /** Absent: a public client, which has no secret. */
  readonly clientSecret?: string | undefined;
  /**
   * The refresh token that the authorization server issued when the owner of the mailbox consented; or a
   * function that reads the token from where it is stored, called before each request.
   */
  readonly refreshToken: string | (() => string | Promise<string>);
  /**
   * Stores a new refresh token. Many authorization servers issue one with each access token and revoke the
   * earlier one sooner or later, so a program that starts again needs the latest. Until the function has
   * succeeded, the source gives no access token. Absent: the new one is kept in memory only.
   */
  readonly saveRefreshToken?: ((refreshToken: string) => void | Promise<void>) | undefined;
}

/**
 * Creates a function for `auth.token` that gets access tokens by a refresh token (RFC 6749 6), for a mailbox
 * whose owner has consented.
 *
 * One token serves all connections until shortly before it expires; callers at the same time share one
 * request. When the mail server refuses a token that has not expired, the source requests another one, at
 * most once a minute.
 *
 * @param options the authorization server, the client, and the refresh token
 * @returns the function; it rejects with an `OAuth2Error`, which becomes the `cause` of an `SmtpError`
 * @throws {TypeError} for an option of the wrong type or name
 * @throws {RangeError} for a `timeout` out of range
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { refreshTokenSource } from "@parley-smtp/node-socket/oauth2";
 *
 * const token = refreshTokenSource({
 *   tokenEndpoint: "https://oauth2.googleapis.com/token",
 *   clientId: "1234.apps.googleusercontent.com",
 *   clientSecret: "from-the-console",
 *   refreshToken: "from-the-consent",
 * });
 * const mailer = createMailer({ host: "smtp.gmail.com", auth: { user: "ann@gmail.com", token } });
 */
export function refreshTokenSource(options: RefreshTokenOptions): TokenSource {
  const given = copyGrantOptions("refreshTokenSource", options, [...NAMES, ...REFRESH_NAMES]);
  const { refreshToken, saveRefreshToken } = given;
  if (typeof refreshToken !== "function" && !isRefreshToken(refreshToken)) {
    throw new TypeError(
      "`refreshToken` must be a string that is not empty and has no line ends, or a function that returns one.",
    );
  }
  if (saveRefreshToken !== undefined && typeof saveRefreshToken !== "function") {
    throw new TypeError("`saveRefreshToken` must be a function that stores a string.");
  }
  const request = toRequest(given);
  const tokens = new RefreshTokens(request, refreshToken, saveRefreshToken);
  return createTokenSource(() => tokens.getAccessToken(), given.signal);
}

/**
 * Creates a function for `auth.token` that gets access tokens by the client's own credentials
 * (RFC 6749 4.4), for a service that may send for a mailbox without its owner being there. Gmail has no such
 * grant.
 *
 * @param options the authorization server and the client
 * @returns the function; it rejects with an `OAuth2Error`, which becomes the `cause` of an `SmtpError`
 * @throws {TypeError} for an option of the wrong type or name
 * @throws {RangeError} for a `timeout` out of range
 * @example
 * import { createMailer } from "@parley-smtp/node-socket";
 * import { clientCredentialsSource } from "@parley-smtp/node-socket/oauth2";
 *
 * const tenant = "7b1c0d52-6f0e-4f6a-9a49-3f2b8a2f4e10";
 * const token = clientCredentialsSource({
 *   tokenEndpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
 *   clientId: "0f0c8f6e-2f0b-4d0f-8a51-6f8f6f1b7c11",
 *   clientSecret: "from-the-app-registration",
 *   scope: "https://outlook.office365.com/.default",
 * });
 * const auth = { user: "billing@example.com", token };
 * const mailer = createMailer({ host: "smtp.office365.com", auth });
 */
export function clientCredentialsSource(options: ClientCredentialsOptions): TokenSource {
  const given = copyGrantOptions("clientCredentialsSource", options, NAMES);
  if (given.clientSecret === undefined) {
    throw new TypeError("`clientSecret` is missing: only a client with a secret has this grant.");
  }
  const request = toRequest(given);
  return createTokenSource(
    () => requestToken(request, { type: "client_credentials" }),
    given.signal,
  );
}

const NAMES: readonly string[] = [
  "tokenEndpoint",
  "clientId",
  "clientSecret",
  "clientAuthentication",
  "scope",
  "timeout",
  "signal",
  "fetch",
  "allowCleartext",
] satisfies (keyof ClientCredentialsOptions)[];

const REFRESH_NAMES: readonly string[] = [
  "refreshToken",
  "saveRefreshToken",
] satisfies (keyof RefreshTokenOptions)[];

function copyGrantOptions<T extends object>(of: string, options: T, names: readonly string[]): T {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`\`${of}\` needs an object with \`tokenEndpoint\` and \`clientId\`.`);
  }
  const given = ownProperties(options);
  checkNames(given, names, (name) => `There is no option \`${name}\` of ${of}`);
  return given;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function toRequest(given: RefreshTokenOptions | ClientCredentialsOptions): TokenRequest {
  const { clientSecret } = given;
  if (clientSecret !== undefined && !isText(clientSecret)) {
    throw new TypeError("`clientSecret` must be a string that is not empty, or left out.");
  }
  const basic = given.clientAuthentication === "basic";
  if (basic && clientSecret === undefined) {
    throw new TypeError('`clientAuthentication: "basic"` needs `clientSecret`.');
  }
  const authenticate =
    clientSecret === undefined
      ? None()
      : basic
        ? ClientSecretBasic(clientSecret)
        : ClientSecretPost(clientSecret);
  const secrets = clientSecret === undefined ? [] : [clientSecret];
  return { ...checkOptions(given), authenticate, secrets };
}
