/**
 * OAuth 2.0 access tokens for Node and Bun: the core's, so that one package is enough to install.
 *
 * @module
 */
export {
  type ClientCredentialsOptions,
  clientCredentialsSource,
  OAuth2Error,
  type OAuth2ErrorCode,
  type OAuth2ErrorDetails,
  type OAuth2Options,
  type RefreshTokenOptions,
  refreshTokenSource,
  type TokenSource,
} from "@parley-smtp/core/oauth2";
