/** A certificate that is too weak to be accepted: self-signed RSA with 1024 bits. */
import { generate } from "selfsigned";
import type { TestCertificate } from "../../src/testing/certificates.ts";

/** Makes a certificate for `localhost`. */
export async function weakCertificate(): Promise<TestCertificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "rsa",
    keySize: 1024,
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  return { key, cert };
}
