/**
 * Stores on unstorage for Workers: the core's, so that one package is enough to install.
 *
 * @module
 */
export { type UnstorageLike, unstorageStore } from "@parley-smtp/core/unstorage";
