/**
 * A private certificate authority, a leaf for `localhost` and `127.0.0.1`, and one for the account.
 *
 * All are created in every process, which takes about 30 ms, so that no key is stored and no certificate can expire.
 */

import { generate } from "selfsigned";
import { CREDENTIALS } from "./server.ts";

/** PEM texts: the CA's certificate, and the server's certificate and key. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** What a client shows that is the account: its certificate names the account's mailbox. */
  readonly client: { readonly cert: string; readonly key: string };
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
  const client = await generate([{ name: "commonName", value: CREDENTIALS.user }], {
    ...key,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", clientAuth: true },
      {
        name: "subjectAltName",
        altNames: [{ type: 1, value: `${CREDENTIALS.user}@lab.test` }],
      },
    ],
  });
  return {
    ca: authority.cert,
    cert: leaf.cert,
    key: leaf.private,
    client: { cert: client.cert, key: client.private },
  };
}
