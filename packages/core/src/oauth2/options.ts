/** What both grants need, checked before anything is requested. */
import { checkSignal } from "../client/connection/call-clock.ts";
import { LONGEST_TIMER } from "../client/connection/wait.ts";
import { hasControls } from "../protocol/auth/mechanism.ts";
import type { RequestSettings } from "./request.ts";

/** The authorization server and the client. */
export interface OAuth2Options {
  /** The URL of the token endpoint, as the provider documents it. It must begin with `https:`. */
  readonly tokenEndpoint: string | URL;
  /** The client's id, from the registration of the app. */
  readonly clientId: string;
  /**
   * How the client sends its secret (RFC 6749 2.3.1): `post` in the body, `basic` in the header. Default `post`,
   * which more providers read correctly if the secret has special characters.
   */
  readonly clientAuthentication?: "post" | "basic" | undefined;
  /** The scopes, separated by spaces. Absent: what the authorization server or the earlier consent defines. */
  readonly scope?: string | undefined;
  /** Milliseconds for each step: reading the refresh token, the request, storing the new one. Default 10 000. */
  readonly timeout?: number | undefined;
  /** Closes the token source: running requests are aborted, and further calls fail. */
  readonly signal?: AbortSignal | undefined;
  /** Makes the HTTP request in place of the runtime's `fetch`, for example through a proxy. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Allows a `tokenEndpoint` without TLS. For tests only. */
  readonly allowCleartext?: boolean | undefined;
}

const DEFAULT_TIMEOUT = 10_000;

/**
 * Checks the options of both grants.
 *
 * @throws {TypeError} for an option of the wrong type
 * @throws {RangeError} for a `timeout` out of range
 */
export function checkOptions(given: OAuth2Options): RequestSettings {
  const { clientId, clientAuthentication = "post", scope, timeout = DEFAULT_TIMEOUT } = given;
  if (typeof clientId !== "string" || clientId === "" || hasControls(clientId)) {
    throw new TypeError("`clientId` must be a string that is not empty, without line ends.");
  }
  if (clientAuthentication !== "post" && clientAuthentication !== "basic") {
    throw new TypeError('`clientAuthentication` must be "post" or "basic", or left out.');
  }
  if (scope !== undefined && typeof scope !== "string") {
    throw new TypeError("`scope` must be a string with spaces between the scopes, or left out.");
  }
  if (!(typeof timeout === "number" && timeout > 0 && timeout <= LONGEST_TIMER)) {
    throw new RangeError(
      `\`timeout\` must be a number of milliseconds from 1 to ${LONGEST_TIMER}, not ${String(timeout)}.`,
    );
  }
  if (given.fetch !== undefined && typeof given.fetch !== "function") {
    throw new TypeError("`fetch` must be a function such as the runtime's `fetch`.");
  }
  checkSignal(given.signal);
  const { signal, allowCleartext = false } = given;
  // A global that is replaced later, as by instrumentation, counts too; Workers ask for it to be called bare.
  const request = given.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const endpoint = checkEndpoint(given.tokenEndpoint, allowCleartext);
  return { endpoint, clientId, scope, timeout, signal, fetch: request, allowCleartext };
}

function checkEndpoint(given: string | URL, allowCleartext: boolean): URL {
  if (given === undefined) {
    throw new TypeError("`tokenEndpoint` is missing: the provider documents its URL.");
  }
  const url = URL.canParse(String(given)) ? new URL(String(given)) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol)) {
    throw new TypeError("`tokenEndpoint` must be a URL that begins with https:.");
  }
  if (url.protocol === "http:" && !allowCleartext) {
    throw new TypeError(
      "`tokenEndpoint` begins with http:, which would send the secrets in clear text (RFC 6749 3.2). Use https:, or set `allowCleartext` in a test.",
    );
  }
  // They would be shown in errors of `fetch`, which most runtimes refuse anyway.
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(
      "`tokenEndpoint` contains a user or a password. Use `clientId` and `clientSecret`.",
    );
  }
  if (url.hash !== "") {
    throw new TypeError("`tokenEndpoint` must not have a fragment (RFC 6749 3.2).");
  }
  return url;
}
