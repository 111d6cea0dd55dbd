/**
 * A private certificate authority and a leaf for `localhost` and `127.0.0.1`.
 *
 * Both are made anew in every process, which takes some 30 ms, so that no key
 * is kept anywhere and no certificate can have expired.
 */

import { generate } from "selfsigned";

/** PEM texts: the CA's certificate, and the leaf's certificate and key. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

let made: Promise<Certificates> | undefined;

/** The certificates of this process, the same on every call. */
export function certificates(): Promise<Certificates> {
  made ??= make();
  return made;
}

async function make(): Promise<Certificates> {
  const key = { keyType: "ec", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "Parley lab CA" }], {
    ...key,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: "commonName", value: "localhost" }], {
    ...key,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { ca: authority.cert, cert: leaf.cert, key: leaf.private };
}
