/** The server's side of SCRAM (RFC 5802, RFC 7677), as a function of the client's messages so far. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { saslprep } from "../protocol/auth/saslprep.ts";
import { base64Decode, base64Encode } from "../protocol/bytes/base64.ts";
import type { Hash } from "../protocol/session/compute.ts";
import { encodeUtf8, equalBytes, join } from "./octets.ts";
import { malformed, refused, type ServerMechanism } from "./server-mechanism.ts";

const SCRAM_HASHES = { "SHA-1": sha1, "SHA-256": sha256, "SHA-512": sha512 } as const;

/** The minimum of RFC 7677 4. */
const ITERATIONS = 4096;

/**
 * Creates SCRAM with a hash function, without and with channel binding.
 *
 * A server without passwords (`users` is absent) cannot support it, because it has to prove that it knows the
 * password.
 */
export function serverScram(hash: Hash): readonly ServerMechanism[] {
  return ["", "-PLUS"].map((plus) => ({
    name: `SCRAM-${hash}${plus}`,
    initialResponse: true,
    rfc: hash === "SHA-1" ? "RFC 5802" : "RFC 7677",
    step: (
      [clientFirst, clientFinal, acknowledged],
      { users },
      { unique, channelBindings, offered },
    ) => {
      if (clientFirst === undefined) return { challenge: "" };
      if (users === undefined) {
        return { refusal: "AUTH without users" };
      }
      const [, header = "", flag = "", bare = "", name = "", clientNonce = ""] =
        /^((n|y|p=[^,]*),(?:a=[^,]*)?,)(n=([^,]*),r=([^,]+).*)$/s.exec(clientFirst) ?? [];
      const binding = flag.startsWith("p=") ? channelBindings[flag.slice(2)] : new Uint8Array(0);
      if (bare === "" || (plus !== "") !== flag.startsWith("p=")) return malformed;
      // The client saw no -PLUS in the list although the server announces it: an attacker removed it (RFC 5802 6).
      if (flag === "y" && offered.includes(`SCRAM-${hash}-PLUS`)) return refused;
      if (!binding) {
        return clientFinal === undefined
          ? { challenge: "e=unsupported-channel-binding-type" }
          : refused;
      }
      const user = name.replaceAll("=2C", ",").replaceAll("=3D", "=");
      // For an unknown user the exchange continues, and only the proof fails (RFC 5802 9).
      const password = Object.hasOwn(users, user) ? users[user] : undefined;
      const salt = SCRAM_HASHES[hash](encodeUtf8(`salt of ${user}`)).slice(0, 16);
      const nonce =
        clientNonce + base64Encode(sha256(encodeUtf8(unique + clientNonce)).slice(0, 18));
      const serverFirst = `r=${nonce},s=${base64Encode(salt)},i=${ITERATIONS}`;
      if (clientFinal === undefined) return { challenge: serverFirst };

      const [, withoutProof = "", bound = "", answered, proof = ""] =
        /^(c=([^,]+),r=([^,]+)),p=([^,]+)$/.exec(clientFinal) ?? [];
      if (withoutProof === "") return malformed;
      const expected = join([encodeUtf8(header), binding]);
      if (answered !== nonce || !equalBytes(base64Decode(bound) ?? expected.slice(1), expected)) {
        return refused;
      }
      if (password === undefined) return refused;
      const keys = keysOf(hash, saslprep(password), salt);
      const authMessage = encodeUtf8(`${bare},${serverFirst},${withoutProof}`);
      const signature = hmac(SCRAM_HASHES[hash], keys.stored, authMessage);
      const clientKey = base64Decode(proof)?.map((octet, at) => octet ^ (signature[at] ?? 0));
      if (!clientKey || !equalBytes(SCRAM_HASHES[hash](clientKey), keys.stored)) return refused;
      if (acknowledged !== undefined) return { user };
      return { challenge: `v=${base64Encode(hmac(SCRAM_HASHES[hash], keys.server, authMessage))}` };
    },
  }));
}

/** The values that a server stores for a password (RFC 5802 3). */
interface Keys {
  readonly stored: Uint8Array;
  readonly server: Uint8Array;
}

/** Cached, because every step of an exchange needs them and computing them takes long. */
const kept = new Map<string, Keys>();

function keysOf(hash: Hash, password: string, salt: Uint8Array): Keys {
  const name = `${hash} ${base64Encode(salt)} ${password}`;
  const known = kept.get(name);
  if (known) return known;
  const H = SCRAM_HASHES[hash];
  const salted = pbkdf2(H, encodeUtf8(password), salt, { c: ITERATIONS, dkLen: H.outputLen });
  const keys = {
    stored: H(hmac(H, salted, encodeUtf8("Client Key"))),
    server: hmac(H, salted, encodeUtf8("Server Key")),
  };
  kept.set(name, keys);
  return keys;
}
