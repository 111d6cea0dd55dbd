/** The refresh token of a mailbox, which the authorization server may replace with each access token. */
import { hasControls } from "../protocol/auth/mechanism.ts";
import { safeCause } from "../protocol/errors/safe-cause.ts";
import { runWithDeadline } from "./deadline.ts";
import { OAuth2Error } from "./error.ts";
import { createSecretMask } from "./mask-secrets.ts";
import { type IssuedToken, requestToken, type TokenRequest } from "./request.ts";
import { elapsedSince } from "./time-mark.ts";

/** A line end, for example from a file, would make it another token (RFC 6749 A.17). */
export function isRefreshToken(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !hasControls(value);
}

/** Gets access tokens by the latest refresh token. */
export class RefreshTokens {
  readonly #request: TokenRequest;
  readonly #given: string | (() => string | Promise<string>);
  readonly #save: ((refreshToken: string) => void | Promise<void>) | undefined;
  /** The latest one, and the caller's own that it replaces; the caller's next one counts again. */
  #replaced: { readonly given: string; readonly latest: string } | undefined;
  /** What was issued with a refresh token that is not stored yet. */
  #unstored: IssuedToken | undefined;

  constructor(
    request: TokenRequest,
    given: string | (() => string | Promise<string>),
    save: ((refreshToken: string) => void | Promise<void>) | undefined,
  ) {
    this.#request = request;
    this.#given = given;
    this.#save = save;
  }

  /**
   * Gets an access token, and stores the new refresh token if one came along.
   *
   * @throws {OAuth2Error} if no token was issued, or the refresh token could not be read or stored
   */
  async getAccessToken(): Promise<IssuedToken> {
    // The earlier refresh token may be revoked by now: before anything else, the new one has to be safe.
    const unstored = this.#unstored;
    if (unstored) {
      await this.#store(unstored);
      if (elapsedSince(unstored.requestedAt) < unstored.lifetime / 2) return unstored;
    }
    const given = await this.#read();
    const { latest = given } = this.#replaced?.given === given ? this.#replaced : {};
    const issued = await requestToken(this.#request, {
      type: "refresh_token",
      refreshToken: latest,
    });
    const { refreshToken } = issued;
    if (refreshToken === undefined || refreshToken === latest) return issued;
    this.#replaced = { given, latest: refreshToken };
    if (this.#save) {
      this.#unstored = issued;
      await this.#store(issued);
    }
    return issued;
  }

  async #read(): Promise<string> {
    const given = this.#given;
    if (typeof given === "string") return given;
    const token = await this.#runOwn("refreshToken", async () => given());
    if (isRefreshToken(token)) return token;
    throw new OAuth2Error(
      "`refreshToken` returned no refresh token: it must return a string that is not empty and has no line ends. A file often ends with one. Before the first request, the owner of the mailbox has to consent first.",
      { code: "STORAGE_FAILED", responsible: "developer", retry: "never" },
    );
  }

  async #store({ refreshToken = "" }: IssuedToken): Promise<void> {
    const save = this.#save;
    if (save) await this.#runOwn("saveRefreshToken", async () => save(refreshToken), refreshToken);
    this.#unstored = undefined;
  }

  /** Calls a function of the caller's. */
  async #runOwn<T>(name: string, run: () => Promise<T>, refreshToken = ""): Promise<T> {
    const { timeout, signal, secrets } = this.#request;
    const late = `\`${name}\` did not end within ${timeout} ms. Check what it waits for, or set a longer \`timeout\`.`;
    const ending = { timeout, signal, late, responsible: "developer" } as const;
    return await runWithDeadline(ending, async () => {
      try {
        return await run();
      } catch (error) {
        const latest = this.#replaced?.latest ?? "";
        const more =
          name === "saveRefreshToken"
            ? "The new refresh token is kept in memory, and the next call stores it; until then there is no access token."
            : "No access token was requested.";
        throw new OAuth2Error(`\`${name}\` failed. ${more} The \`cause\` says why.`, {
          code: "STORAGE_FAILED",
          responsible: "developer",
          retry: "later",
          cause: safeCause(error, createSecretMask([...secrets, refreshToken, latest])),
        });
      }
    });
  }
}
