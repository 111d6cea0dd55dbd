/**
 * Creates certificates for tests and demonstrations when they are needed: a private authority, and certificates that
 * it signs.
 *
 * The package `selfsigned` does the work. It is an optional peer dependency,
 * loaded only here: a program that only sends mail neither installs nor loads it.
 */
import { isIP } from "node:net";

/** A certificate and its private key, PEM. */
export interface TestCertificate {
  /** The private key, PEM. */
  readonly key: string;
  /** The certificate, PEM. */
  readonly cert: string;
}

/** An authority that only clients with `ca` trust. */
export interface TestAuthority {
  /** The authority's own certificate, PEM. */
  readonly ca: string;
  /**
   * Creates a certificate for a server or a client.
   *
   * @param names host names and IP addresses; default `localhost`, `127.0.0.1` and `::1`
   * @param expires when it expires, which may be yesterday; default in a year
   * @param altNames the subject alternative names, including e-mail addresses; default: `names`. The common name is
   * the first of `names`; an empty list creates an old certificate without alternative names
   */
  issue(
    names?: readonly string[],
    expires?: Date,
    altNames?: readonly string[],
  ): Promise<TestCertificate>;
}

/** The key and certificate of a TLS server on this machine, and `ca`, which its clients need. */
export interface TestCertificates extends TestCertificate {
  /** The certificate of the authority that signed it, PEM. */
  readonly ca: string;
}

const DAY = 86_400_000;
const LOCAL: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/**
 * Creates an authority.
 *
 * @param name its name
 * @throws {Error} the package `selfsigned` is not installed
 */
export async function testAuthority(name = "Parley test authority"): Promise<TestAuthority> {
  const { generate } = await import("selfsigned").catch((cause: unknown) => {
    const how = "install it next to this package, such as by npm install --save-dev selfsigned";
    throw new Error(`Test certificates are made by the package selfsigned: ${how}.`, { cause });
  });
  const kind = { keyType: "ec", algorithm: "sha256" } as const;
  const begins = new Date(Date.now() - 2 * DAY);
  const authority = await generate([{ name: "commonName", value: name }], {
    ...kind,
    notBeforeDate: begins,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    ca: authority.cert,
    async issue(names = LOCAL, expires, altNames = names) {
      const leaf = await generate([{ name: "commonName", value: names[0] ?? "nobody" }], {
        ...kind,
        ca: { key: authority.private, cert: authority.cert },
        notBeforeDate: begins,
        ...(expires && { notAfterDate: expires }),
        extensions: [
          { name: "basicConstraints", cA: false, critical: true },
          { name: "keyUsage", digitalSignature: true, critical: true },
          { name: "extKeyUsage", serverAuth: true, clientAuth: true },
          ...(altNames.length === 0
            ? []
            : [{ name: "subjectAltName" as const, altNames: altNames.map(altName) }]),
        ],
      });
      return { key: leaf.private, cert: leaf.cert };
    },
  };
}

/** Returns a name with its type (RFC 5280 4.2.1.6). */
function altName(name: string): { type: 1 | 2; value: string } | { type: 7; ip: string } {
  if (isIP(name)) return { type: 7, ip: name };
  return { type: name.includes("@") ? 1 : 2, value: name };
}

/**
 * Creates the key and certificates of a TLS server on this machine, for `localhost`, `127.0.0.1` and `::1`.
 *
 * @returns PEM texts: `key` and `cert` for the server, `ca` for its clients to trust
 * @throws {Error} the package `selfsigned` is not installed
 *
 * @example
 * ```ts
 * import { createServer } from "node:tls";
 * import { nodeDial } from "@parley-smtp/node-socket";
 *
 * const { ca, key, cert } = await testCertificates();
 * const server = createServer({ key, cert });
 * const dial = nodeDial({ ca });
 * ```
 */
export async function testCertificates(): Promise<TestCertificates> {
  const { ca, issue } = await testAuthority();
  return { ca, ...(await issue()) };
}
