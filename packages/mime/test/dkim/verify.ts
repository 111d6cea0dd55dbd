/** Checks signatures by the verifier of another project, with DNS answers from memory. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";

/** A key pair of a test. */
export interface TestKey {
  readonly pkcs8: string;
  /** RSA only. */
  readonly pkcs1: string;
  /** The record in DNS. */
  readonly record: string;
}

function toKey(privateKey: KeyObject, kind: string, publicKey: string): TestKey {
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const pkcs1 =
    kind === "rsa" ? privateKey.export({ type: "pkcs1", format: "pem" }).toString() : "";
  return { pkcs8, pkcs1, record: `v=DKIM1; k=${kind}; p=${publicKey}` };
}

export function createRsaKey(modulusLength = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const der = publicKey.export({ type: "spki", format: "der" });
  return toKey(privateKey, "rsa", der.toString("base64"));
}

export function createEd25519Key(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  // RFC 8463 4.2: the 32 bytes of the key alone.
  const der = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  return toKey(privateKey, "ed25519", der.toString("base64"));
}

/** What the verifier says of one signature. */
export interface Verified {
  readonly result: string;
  readonly selector: string;
  readonly algo: string;
}

/**
 * Verifies every signature of a message.
 *
 * @param records the answers of DNS by name
 */
export async function verify(
  message: Uint8Array | string,
  records: Readonly<Record<string, string>>,
): Promise<Verified[]> {
  const resolver = async (name: string): Promise<string[][]> => {
    const record = records[name];
    if (record === undefined) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    return [[record]];
  };
  const bytes = typeof message === "string" ? Buffer.from(message, "latin1") : Buffer.from(message);
  const { results } = await dkimVerify(bytes, { resolver });
  return results
    .filter(({ selector }) => selector !== undefined)
    .map(({ status, selector = "", algo = "" }) => ({ result: status.result, selector, algo }));
}
