/**
 * For tests on Deno: all of the core's, such as a server without sockets.
 *
 * @module
 */
export * from "@parley-smtp/core/testing";
