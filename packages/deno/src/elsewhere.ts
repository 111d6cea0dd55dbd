/** This package on other runtimes than Deno: the same names, with functions that report the wrong runtime. */
export * from "@parley-smtp/core";
export { elsewhere as connect, elsewhere as createMailer, elsewhere as denoDial };

/**
 * Reports that this is not Deno.
 *
 * @throws {TypeError} always; it names the package to import instead
 */
function elsewhere(): never {
  throw new TypeError(
    "@parley-smtp/deno was loaded outside of Deno, or bundled without the export condition `deno`. Import @parley-smtp/node-socket on Node and Bun, and @parley-smtp/cloudflare-workers on Workers; a browser opens no connections to mail servers.",
  );
}
