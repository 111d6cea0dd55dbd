/**
 * Parley on Deno: all of the core, with connections over Deno's own sockets.
 *
 * @module
 */
export * from "@parley-smtp/core";
export { connect, createMailer, type DenoOptions } from "./client.ts";
export { denoDial } from "./dial.ts";
export type {
  DenoCertificateOptions,
  DenoClientCertificate,
  DenoTlsOptions,
  NoClientCertificate,
} from "./options.ts";
