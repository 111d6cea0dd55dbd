/**
 * Settings of mail providers: host, port, TLS, how to log in, limits, and what to know before the first message.
 * Each row names the public pages that show its facts, and the day on which they were read.
 *
 * @module
 */
export {
  type FindProviderOptions,
  type FoundProviderSettings,
  findProviderSettings,
  PROVIDER_SETTINGS,
} from "./find.ts";
export type {
  OtherProviderServer,
  ProviderAuthentication,
  ProviderLimits,
  ProviderServer,
  ProviderSettings,
  ProviderSource,
  ProviderUser,
} from "./settings.ts";
