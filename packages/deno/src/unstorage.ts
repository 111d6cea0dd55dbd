/**
 * Stores on unstorage for Deno: the core's, so that one package is enough to install.
 *
 * @module
 */
export { type UnstorageLike, unstorageStore } from "@parley-smtp/core/unstorage";
