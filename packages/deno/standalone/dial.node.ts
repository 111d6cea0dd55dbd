/**
 * The twin of src/dial.ts for Node: the same function with the same options over
 * node:net and node:tls. dnt puts it in the other's place.
 */
import { rootCertificates } from "node:tls";
import type { Dial } from "@parley-smtp/core";
import { nodeDial } from "../../node-socket/src/dial.ts";
import type { DenoCertificateOptions, DenoTlsOptions } from "../src/options.ts";

/** Makes the function that opens connections, as `denoDial` of Deno does. */
export function denoDial(options: DenoTlsOptions & DenoCertificateOptions = {}): Dial {
  // On Deno `ca` is trusted beside the well-known authorities, on Node in their place.
  const ca = options.ca === undefined ? {} : { ca: [...rootCertificates, ...[options.ca].flat()] };
  const { servername, cert, key } = options;
  return nodeDial({
    ...ca,
    ...(servername === undefined ? {} : { servername }),
    ...(cert === undefined ? {} : { cert, key }),
  });
}
