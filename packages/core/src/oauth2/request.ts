/** One request to a token endpoint, and what its answer means (RFC 6749 5). */
import {
  allowInsecureRequests,
  type ClientAuth,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
  refreshTokenGrantRequest,
} from "oauth4webapi";
import { cutText } from "../protocol/errors/escape.ts";
import { safeCause } from "../protocol/errors/safe-cause.ts";
import { runWithDeadline } from "./deadline.ts";
import { OAuth2Error, type OAuth2ErrorDetails } from "./error.ts";
import { createSecretMask } from "./mask-secrets.ts";
import { markTime, type TimeMark } from "./time-mark.ts";

/** What both grants need for each request. */
export interface RequestSettings {
  readonly endpoint: URL;
  readonly clientId: string;
  readonly scope: string | undefined;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly allowCleartext: boolean;
}

/** A request with the client's authentication. */
export interface TokenRequest extends RequestSettings {
  readonly authenticate: ClientAuth;
  /** What must not be shown, beside the refresh token. */
  readonly secrets: readonly string[];
}

/** On whose behalf the client asks. */
export type Grant =
  | { readonly type: "client_credentials" }
  | { readonly type: "refresh_token"; readonly refreshToken: string };

/** What the authorization server issued. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly requestedAt: TimeMark;
  /** Milliseconds from then on. */
  readonly lifetime: number;
  /** A new refresh token, which takes the place of the earlier one. */
  readonly refreshToken: string | undefined;
}

/** An answer is a few kilobytes at most. */
const MAX_ANSWER_BYTES = 65_536;
/** Of a server's description, in an error. */
const MAX_DESCRIPTION_CHARACTERS = 400;
/** Where the server says nothing (RFC 6749 5.1 only recommends `expires_in`). */
const ASSUMED_LIFETIME = 5 * 60_000;
/** Whatever the server says: a day. */
const MAX_LIFETIME = 24 * 60 * 60_000;

/**
 * Requests an access token.
 *
 * @throws {OAuth2Error} if no token was issued
 */
export async function requestToken(request: TokenRequest, grant: Grant): Promise<IssuedToken> {
  const { endpoint, timeout, signal } = request;
  const secrets = grant.type === "refresh_token" ? [grant.refreshToken] : [];
  const clean = createSecretMask([...request.secrets, ...secrets]);
  const late = `${endpoint.host} did not answer the token request within ${timeout} ms. Check the network, or set a longer \`timeout\`.`;
  try {
    const ending = { timeout, signal, late, responsible: "authorization-server" } as const;
    return await runWithDeadline(ending, async (ended) => {
      const requestedAt = markTime();
      const response = await sendRequest(request, grant, ended);
      const answer = await readAnswer(response, endpoint.host, clean);
      return { ...answer, requestedAt };
    });
  } catch (error) {
    if (error instanceof OAuth2Error) throw error;
    throw new OAuth2Error(
      `${endpoint.host} could not be reached for an access token. Check the network and \`tokenEndpoint\`; \`cause\` says more.`,
      {
        code: "SERVER_UNAVAILABLE",
        responsible: "authorization-server",
        retry: "later",
        cause: safeCause(error, clean),
      },
    );
  }
}

function sendRequest(request: TokenRequest, grant: Grant, signal: AbortSignal): Promise<Response> {
  const { endpoint, clientId, scope, authenticate, fetch, allowCleartext } = request;
  const server = { issuer: endpoint.origin, token_endpoint: endpoint.href };
  const client = { client_id: clientId };
  const options = { signal, [customFetch]: fetch, [allowInsecureRequests]: allowCleartext };
  const parameters = new URLSearchParams(scope === undefined ? {} : { scope });
  return grant.type === "client_credentials"
    ? clientCredentialsGrantRequest(server, client, authenticate, parameters, options)
    : refreshTokenGrantRequest(server, client, authenticate, grant.refreshToken, {
        ...options,
        additionalParameters: parameters,
      });
}

async function readAnswer(
  response: Response,
  host: string,
  clean: (text: string) => string,
): Promise<Omit<IssuedToken, "requestedAt">> {
  const { status } = response;
  // Browsers show a redirect as status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    response.body?.cancel().catch(() => {});
    const message = `${host} redirects the token request${status === 0 ? "" : ` (status ${status})`}. The redirect was not followed, because the secrets would go elsewhere. Check \`tokenEndpoint\`.`;
    throw new OAuth2Error(message, { ...WRONG_ENDPOINT, status });
  }
  const text = await readLimitedText(response);
  const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const answer = type === "application/json" && text !== undefined ? parseObject(text) : undefined;
  if (answer && typeof answer["access_token"] === "string" && status === 200) {
    return await toIssuedToken(answer, host);
  }
  const refusal = toRefusedError(status, answer, host, clean);
  if (refusal) throw refusal;
  const what =
    text === undefined
      ? `is larger than ${MAX_ANSWER_BYTES} bytes`
      : type !== "application/json"
        ? `has the content type "${cutText(clean(type), 100)}" in place of application/json`
        : answer === undefined
          ? "is not a JSON object"
          : "contains no `access_token`";
  throw invalidAnswer(host, `with status ${status} ${what}`, status);
}

const WRONG_ENDPOINT = {
  code: "INVALID_ANSWER",
  responsible: "developer",
  retry: "never",
} as const;

function invalidAnswer(host: string, what: string, status: number): OAuth2Error {
  const wrong = status >= 400 && status < 500;
  const message = `The answer of ${host} ${what}, so there is no access token. Check that \`tokenEndpoint\` is the provider's token endpoint, and that no proxy answers in its place.`;
  const code = "INVALID_ANSWER";
  return new OAuth2Error(message, {
    ...(wrong ? WRONG_ENDPOINT : { code, responsible: "authorization-server", retry: "later" }),
    status,
  });
}

/** The text of a response; `undefined` if it is too long. */
async function readLimitedText(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > MAX_ANSWER_BYTES) {
      // A source that does not end its cancelling must not keep the caller.
      reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

type AnswerFields = Readonly<Record<string, unknown>>;

function parseObject(text: string): AnswerFields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as AnswerFields)
      : undefined;
  } catch {
    return undefined;
  }
}

async function toIssuedToken(
  answer: AnswerFields,
  host: string,
): Promise<Omit<IssuedToken, "requestedAt">> {
  const { access_token, token_type, refresh_token } = answer;
  // The rest of the answer is not needed: an ID token, which some servers add, would have to be verified.
  const needed = JSON.stringify({ access_token, token_type });
  const headers = { "content-type": "application/json" };
  const server = { issuer: host };
  const checked = await processClientCredentialsResponse(
    server,
    { client_id: "-" },
    new Response(needed, { headers }),
    // What the library throws contains the answer, and so the token.
  ).catch(() => undefined);
  if (checked?.token_type !== "bearer") {
    throw invalidAnswer(host, "contains no token of the type bearer (RFC 6750)", 200);
  }
  return {
    accessToken: checked.access_token,
    lifetime: lifetimeOf(answer["expires_in"]),
    refreshToken:
      typeof refresh_token === "string" && refresh_token !== "" ? refresh_token : undefined,
  };
}

/** Some servers write the number as a string. */
function lifetimeOf(expiresIn: unknown): number {
  const given = typeof expiresIn === "string" && /^\d+$/.test(expiresIn);
  const seconds = given ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== "number" || !(seconds >= 0)) return ASSUMED_LIFETIME;
  return Math.min(seconds * 1000, MAX_LIFETIME);
}

interface RefusalKind extends Pick<OAuth2ErrorDetails, "code" | "responsible" | "retry"> {
  readonly what: string;
  readonly todo: string;
}

const GRANT: RefusalKind = {
  code: "GRANT_REFUSED",
  responsible: "account",
  retry: "never",
  what: "refused the refresh token",
  todo: "It has expired or was revoked, for example by a new password, or it belongs to another client. The owner of the mailbox has to sign in and consent again; give the source the new refresh token.",
};
const CLIENT: RefusalKind = {
  code: "CLIENT_REFUSED",
  responsible: "developer",
  retry: "never",
  what: "refused the client",
  todo: "Check `clientId` and `clientSecret`: a secret can have expired. Check also that the client is allowed to use this grant.",
};
const REQUEST: RefusalKind = {
  code: "REQUEST_REFUSED",
  responsible: "developer",
  retry: "never",
  what: "refused the token request",
  todo: "Check `scope`, `tokenEndpoint` and the settings of the client at the provider.",
};
const UNAVAILABLE: RefusalKind = {
  code: "SERVER_UNAVAILABLE",
  responsible: "authorization-server",
  retry: "later",
  what: "cannot issue an access token at present",
  todo: "Try again later.",
};

/** RFC 6749 5.2, OpenID Connect Core 3.1.2.6 (for what asks the owner to sign in), and RFC 8628 3.5. */
const REFUSALS: ReadonlyMap<unknown, RefusalKind> = /* @__PURE__ */ new Map([
  ["invalid_grant", GRANT],
  ["interaction_required", GRANT],
  ["login_required", GRANT],
  ["consent_required", GRANT],
  ["account_selection_required", GRANT],
  ["invalid_client", CLIENT],
  ["unauthorized_client", CLIENT],
  ["temporarily_unavailable", UNAVAILABLE],
  ["server_error", UNAVAILABLE],
  ["slow_down", UNAVAILABLE],
]);

/** What the server refuses; `undefined` where the answer is not that of a token endpoint. */
function toRefusedError(
  status: number,
  answer: AnswerFields | undefined,
  host: string,
  clean: (text: string) => string,
): OAuth2Error | undefined {
  const given = answer?.["error"];
  const error = typeof given === "string" ? cutText(clean(given), 100) : undefined;
  const busy = status >= 500 || status === 429 || status === 408;
  const known =
    REFUSALS.get(given) ??
    (busy ? UNAVAILABLE : error !== undefined ? REQUEST : status === 401 ? CLIENT : undefined);
  if (!known) return undefined;
  const { what, todo, code, responsible, retry } = known;
  const described = answer?.["error_description"];
  const said = [error, typeof described === "string" ? clean(described) : undefined].filter(
    (text) => text !== undefined && text !== "",
  );
  const quoted =
    said.length > 0 ? `, "${cutText(said.join(": "), MAX_DESCRIPTION_CHARACTERS)}"` : "";
  return new OAuth2Error(`${host} ${what} (status ${status}${quoted}). ${todo}`, {
    code,
    responsible,
    retry,
    status,
    ...(error === undefined ? {} : { error }),
  });
}
