/**
 * Parley on Node and Bun: all of the core, with connections over node:net and node:tls.
 *
 * @module
 */
export * from "@parley-smtp/core";
export { connect, createMailer, type NodeOptions } from "./client.ts";
export { nodeDial } from "./dial.ts";
export type { NodeNetOptions, NodeTlsOptions } from "./options.ts";
