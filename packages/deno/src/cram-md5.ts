/**
 * CRAM-MD5 for Deno: the core's mechanism, so that one package is enough to install.
 *
 * @module
 */
export { cramMd5 } from "@parley-smtp/core/cram-md5";
