/**
 * Parley on Cloudflare Workers: all of the core, with connections over cloudflare:sockets.
 *
 * @module
 */
export * from "@parley-smtp/core";
export { connect, createMailer, type WorkersOptions } from "./client.ts";
export { workersDial } from "./dial.ts";
