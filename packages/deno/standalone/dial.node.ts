/**
 * Replaces src/dial.ts on Node: the same function with the same options over node:net and node:tls. dnt substitutes
 * it.
 */
import { rootCertificates } from "node:tls";
import type { Dial } from "@parley-smtp/core";
import { nodeDial } from "../../node-socket/src/dial.ts";
import type { DenoCertificateOptions, DenoTlsOptions } from "../src/options.ts";

/** Creates the function that opens connections, like Deno's `denoDial`. */
export function denoDial(options: DenoTlsOptions & DenoCertificateOptions = {}): Dial {
  // On Deno, `ca` is trusted in addition to the well-known authorities, on Node instead of them.
  const ca = options.ca === undefined ? {} : { ca: [...rootCertificates, ...[options.ca].flat()] };
  const { servername, cert, key } = options;
  return nodeDial({
    ...ca,
    ...(servername === undefined ? {} : { servername }),
    ...(cert === undefined ? {} : { cert, key }),
  });
}
