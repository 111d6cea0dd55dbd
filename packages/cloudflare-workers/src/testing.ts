/**
 * For tests: the core's virtual server and replay, so that one package is enough to install.
 *
 * @module
 */
export * from "@parley-smtp/core/testing";
