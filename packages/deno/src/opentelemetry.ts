/**
 * OpenTelemetry for Deno: the core's, so that one package is enough to install.
 *
 * @module
 */
export { type OpenTelemetryOptions, openTelemetry } from "@parley-smtp/core/opentelemetry";
