/**
 * Trying again for Workers: the core's, so that one package is enough to install.
 *
 * @module
 */
export { type Retry, type RetryOptions, withRetry } from "@parley-smtp/core/retry";
