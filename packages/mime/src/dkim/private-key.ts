/**
 * Reads private keys: PEM with PKCS#8 (RFC 5958) or PKCS#1 (RFC 8017 A.1.2), or a CryptoKey. WebCrypto takes only
 * PKCS#8, so a PKCS#1 key is wrapped.
 */
import { DkimError } from "./dkim-error.ts";

/** The algorithms of RFC 6376 3.3.2 and RFC 8463 3. */
export type DkimAlgorithm = "rsa-sha256" | "ed25519-sha256";

/** A key that signs. */
export interface SigningKey {
  readonly algorithm: DkimAlgorithm;
  /** Imports the key the first time. Throws DkimError if the runtime cannot use the key. */
  load(): Promise<CryptoKey>;
}

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;
/** RFC 8301 3.2. */
const MIN_RSA_BITS = 1024;

/** DER of the object identifiers 1.2.840.113549.1.1.1 (RFC 8017 A.1) and 1.3.101.112 (RFC 8410 3). */
const RSA_OID: readonly number[] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const ED25519_OID: readonly number[] = [6, 3, 0x2b, 0x65, 0x70];

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const NULL: readonly number[] = [5, 0];
const VERSION_0: readonly number[] = [INTEGER, 1, 0];

/**
 * Reads a private key.
 *
 * @throws {TypeError} if the key is not one that can sign
 */
export function readPrivateKey(given: string | CryptoKey): SigningKey {
  if (typeof given === "string") return pemKey(given);
  if (!isCryptoKey(given)) {
    throw new TypeError(
      "`privateKey` must be a PEM text that begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----, or a CryptoKey.",
    );
  }
  const { name } = given.algorithm;
  const algorithm = name === "Ed25519" ? "ed25519-sha256" : "rsa-sha256";
  if (given.type !== "private" || !given.usages.includes("sign")) {
    throw new TypeError('`privateKey` must be a private CryptoKey with the usage "sign".');
  }
  if (name !== "Ed25519" && name !== RSA.name) {
    throw new TypeError(
      `\`privateKey\` is a CryptoKey for ${name}. DKIM needs ${RSA.name} with SHA-256, or Ed25519.`,
    );
  }
  const { hash } = given.algorithm as { readonly hash?: { readonly name?: string } };
  if (name === RSA.name && hash?.name !== "SHA-256") {
    throw new TypeError("`privateKey` must be an RSA CryptoKey for SHA-256.");
  }
  checkSize(given);
  return { algorithm, load: () => Promise.resolve(given) };
}

/** A key of another realm, or of a polyfill, is a CryptoKey too. */
function isCryptoKey(value: unknown): value is CryptoKey {
  return typeof value === "object" && value !== null && "algorithm" in value && "usages" in value;
}

function pemKey(pem: string): SigningKey {
  const { pkcs8, algorithm } = toPkcs8(pem);
  const name = algorithm === "rsa-sha256" ? RSA : { name: "Ed25519" };
  const load = async (): Promise<CryptoKey> => {
    let key: CryptoKey;
    try {
      key = await crypto.subtle.importKey("pkcs8", pkcs8, name, false, ["sign"]);
    } catch (cause) {
      throw new DkimError(
        `This runtime cannot use the private key for ${algorithm}. The key may be damaged; create another one, for example with openssl.`,
        "KEY_UNUSABLE",
        cause,
      );
    }
    checkSize(key);
    return key;
  };
  let loaded: Promise<CryptoKey> | undefined;
  return {
    algorithm,
    load() {
      loaded ??= load();
      return loaded;
    },
  };
}

function checkSize(key: CryptoKey): void {
  const { modulusLength } = key.algorithm as { readonly modulusLength?: number };
  if (modulusLength === undefined || modulusLength >= MIN_RSA_BITS) return;
  throw new DkimError(
    `The RSA key has ${modulusLength} bits, and verifiers ignore signatures of keys under ${MIN_RSA_BITS} (RFC 8301 3.2). Use 2048 bits.`,
    "KEY_UNUSABLE",
  );
}

function toPkcs8(pem: string): {
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  readonly algorithm: DkimAlgorithm;
} {
  // In environment variables, line ends are often written as \n.
  const text = pem.replaceAll("\\n", "\n");
  const [, label = "", body = ""] =
    /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/.exec(text) ?? [];
  if (label === "ENCRYPTED PRIVATE KEY" || /^[ \t]*Proc-Type:/m.test(body)) {
    throw new TypeError(
      "`privateKey` is encrypted with a passphrase. Decrypt the key first, for example with openssl.",
    );
  }
  const der = label.endsWith("PRIVATE KEY") ? decodeBase64(body) : undefined;
  if (label === "RSA PRIVATE KEY" && der?.[0] === SEQUENCE) {
    const algorithm = wrap(SEQUENCE, [...RSA_OID, ...NULL]);
    const inner = [VERSION_0, algorithm, wrap(OCTET_STRING, der)];
    return {
      pkcs8: wrap(
        SEQUENCE,
        inner.flatMap((part) => [...part]),
      ),
      algorithm: "rsa-sha256",
    };
  }
  if (label === "PRIVATE KEY" && der) {
    const oid = algorithmOf(der);
    if (startsWith(oid, RSA_OID)) return { pkcs8: der, algorithm: "rsa-sha256" };
    if (startsWith(oid, ED25519_OID)) return { pkcs8: der, algorithm: "ed25519-sha256" };
    throw new TypeError("`privateKey` is a key of another kind. DKIM needs RSA or Ed25519.");
  }
  const what = label === "" ? "is not a PEM text" : `is a PEM text with the label "${label}"`;
  throw new TypeError(
    `\`privateKey\` ${what}. It must begin with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----, with the base64 text of the key behind that.`,
  );
}

function decodeBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  const text = base64.replace(/\s+/g, "");
  if (text === "") return undefined;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The object identifier in `SEQUENCE { INTEGER, SEQUENCE { OID ...` (RFC 5958 2); empty if it is another structure. */
function algorithmOf(der: Uint8Array): Uint8Array {
  const outer = contentStart(der, 0, SEQUENCE);
  const version = contentStart(der, outer, INTEGER);
  const algorithm = contentStart(der, version + 1, SEQUENCE);
  return algorithm < 0 ? new Uint8Array() : der.subarray(algorithm);
}

/** Where the content of a DER value begins; -1 if there is no such value. */
function contentStart(der: Uint8Array, at: number, tag: number): number {
  if (at < 0 || der[at] !== tag) return -1;
  const length = der[at + 1] ?? 0;
  return at + 2 + (length > 0x80 ? length - 0x80 : 0);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** A DER value (X.690 8.1). */
function wrap(tag: number, content: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256))
    length.unshift(rest % 256);
  const head = content.length < 0x80 ? [content.length] : [0x80 + length.length, ...length];
  const value = new Uint8Array(1 + head.length + content.length);
  value.set([tag, ...head]);
  value.set(content, 1 + head.length);
  return value;
}
