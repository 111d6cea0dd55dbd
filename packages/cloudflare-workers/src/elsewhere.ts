/** This package without cloudflare:sockets: the same names, with functions that report the wrong runtime. */
export * from "@parley-smtp/core";
export { elsewhere as connect, elsewhere as createMailer, elsewhere as workersDial };

/**
 * Reports that this is not Cloudflare Workers.
 *
 * @throws {TypeError} always; it names the package to import instead
 */
function elsewhere(): never {
  throw new TypeError(
    "@parley-smtp/cloudflare-workers was loaded outside of Cloudflare Workers, or bundled without the export condition `workerd`. Import @parley-smtp/node-socket on Node and Bun, and @parley-smtp/deno on Deno; a browser opens no connections to mail servers.",
  );
}
