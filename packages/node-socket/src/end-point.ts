/** Computes the channel binding tls-server-end-point: a hash of the server's certificate (RFC 5929 4). */
import { createHash, type X509Certificate } from "node:crypto";

/** The hash functions of signatures in OpenSSL's names. */
const HASH = /sha(?:224|256|384|512)/i;

/**
 * @param certificate the server's certificate; a resumed session may have none
 * @returns its hash by the hash function of its signature, SHA-256 instead of MD5 and SHA-1, or `undefined` if the
 * signature has no such function, as with Ed25519
 */
export function endPointBinding(certificate: X509Certificate | undefined): Uint8Array | undefined {
  const algorithm = certificate?.signatureAlgorithm ?? "";
  const hash = /md5|sha-?1(?!\d)/i.test(algorithm) ? "sha256" : HASH.exec(algorithm)?.[0];
  if (!certificate || !hash) return undefined;
  return createHash(hash.toLowerCase()).update(certificate.raw).digest();
}
