/**
 * SCRAM (RFC 5802; with SHA-256 in RFC 7677): the password never leaves the client, and the server proves that it
 * knows the password. The -PLUS forms bind the proof to the TLS connection, so that an attacker in the middle cannot
 * forward it.
 */
import { base64Decode, base64Encode } from "../bytes/base64.ts";
import { EMPTY_BYTES } from "../bytes/octets.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { Computing, Hash } from "../session/compute.ts";
import { compute } from "../session/effects.ts";
import {
  type Mechanism,
  MutualAuthenticationError,
  type MutualExchange,
  type SaslContext,
  TooCostlyError,
  toUtf8,
} from "./mechanism.ts";
import { saslprep } from "./saslprep.ts";

/** Octets of the client's nonce: 24 characters of base64, as hard to guess as a key. */
const NONCE = 18;

/**
 * With fewer iterations than the RFC's minimum, guessing the password from a recorded exchange is cheap, which an
 * impostor would want (RFC 5802 5.1, RFC 7677 4).
 */
const FEWEST_ITERATIONS = 4096;

/**
 * More iterations would keep the client busy for seconds because an unknown server asked for them. That is not
 * necessarily an attack.
 */
const MOST_ITERATIONS = 2_000_000;

/**
 * Characters of the server's nonce and salt. RFC 5802 has no limit; servers use 24 to 90. Longer values only keep the
 * client busy.
 */
const LONGEST_NONCE = 512;
const LONGEST_SALT = 1024;

/** Channel bindings that are secure with TLS 1.2 and 1.3, best first (RFC 9266, RFC 5929 4). */
const BINDINGS = ["tls-exporter", "tls-server-end-point"];

/** SCRAM-SHA-256 (RFC 7677). */
export const scramSha256: Mechanism = /* @__PURE__ */ scram("SHA-256", false);
/** SCRAM-SHA-256-PLUS: bound to the TLS connection. */
export const scramSha256Plus: Mechanism = /* @__PURE__ */ scram("SHA-256", true);
/** SCRAM-SHA-1 (RFC 5802). The weakness of SHA-1 does not affect SCRAM, which only uses HMAC. */
export const scramSha1: Mechanism = /* @__PURE__ */ scram("SHA-1", false);
/** SCRAM-SHA-1-PLUS: bound to the TLS connection. */
export const scramSha1Plus: Mechanism = /* @__PURE__ */ scram("SHA-1", true);

/**
 * Creates a SCRAM mechanism with a hash function.
 *
 * @param hash such as `SHA-512`, which some servers offer as SCRAM-SHA-512
 * @param plus whether the exchange is bound to the TLS connection
 */
export function scram(hash: Hash, plus: boolean): Mechanism {
  return {
    name: `SCRAM-${hash}${plus ? "-PLUS" : ""}`,
    uses: "password",
    clientFirst: true,
    bindsChannel: plus,
    start: ({ user, pass = "" }, surroundings) => {
      const binding = bindingOf(hash, plus, surroundings);
      return startScramExchange(hash, escapeUserName(user), toUtf8(saslprep(pass)), binding);
    },
  };
}

/** The binding of the exchange to the connection: a GS2 header and the octets after it (RFC 5802 6, 7). */
interface Binding {
  readonly header: string;
  readonly octets: Uint8Array;
}

function bindingOf(hash: Hash, plus: boolean, { offered, channelBindings }: SaslContext): Binding {
  const name = BINDINGS.find((candidate) => channelBindings[candidate]);
  const octets = name === undefined ? undefined : channelBindings[name];
  if (plus) {
    if (!octets) throw new TypeError("There is no channel binding here.");
    return { header: `p=${name},,`, octets };
  }
  // "y" means that the client supports channel binding and the server seems not to. A server that announced -PLUS
  // would learn from "y" that an attacker removed -PLUS from the list, so "y" is never sent to a server that did (RFC
  // 5802 6).
  const unseen = octets && !offered.includes(`SCRAM-${hash}-PLUS`);
  return { header: unseen ? "y,," : "n,,", octets: EMPTY_BYTES };
}

/** Escapes a user name: comma and equals sign separate attributes (RFC 5802 5.1). */
function escapeUserName(user: string): string {
  return saslprep(user).replaceAll("=", "=3D").replaceAll(",", "=2C");
}

/** Runs the exchange of RFC 5802 3; variables have the names of its formulas. */
function startScramExchange(
  hash: Hash,
  user: string,
  password: Uint8Array,
  { header, octets }: Binding,
): MutualExchange {
  let clientNonce = "";
  let expected: Uint8Array | undefined;
  let proven = false;
  let over = false;

  function* clientFirst(): Computing<Uint8Array> {
    clientNonce = base64Encode(yield* compute({ what: "random", octets: NONCE }));
    return toUtf8(`${header}n=${user},r=${clientNonce}`);
  }

  function* clientFinal(challenge: Uint8Array): Computing<Uint8Array> {
    const serverFirst = new TextDecoder().decode(challenge);
    if (serverFirst.startsWith("e=")) return end();
    const { nonce, salt, iterations } = readServerFirst(serverFirst, clientNonce);
    const bound = base64Encode(new Uint8Array([...toUtf8(header), ...octets]));
    const withoutProof = `c=${bound},r=${nonce}`;
    const authMessage = toUtf8(`n=${user},r=${clientNonce},${serverFirst},${withoutProof}`);
    const hmac = (key: Uint8Array, of: Uint8Array): Computing<Uint8Array> =>
      compute({ what: "hmac", hash, key, of });

    const salted = yield* saltedPassword({ hash, password, salt, iterations });
    const clientKey = yield* hmac(salted, toUtf8("Client Key"));
    const storedKey = yield* compute({ what: "digest", hash, of: clientKey });
    const clientSignature = yield* hmac(storedKey, authMessage);
    const proof = clientKey.map((octet, at) => octet ^ (clientSignature[at] ?? 0));
    const serverKey = yield* hmac(salted, toUtf8("Server Key"));
    expected = yield* hmac(serverKey, authMessage);
    return toUtf8(`${withoutProof},p=${base64Encode(proof)}`);
  }

  function acknowledge(challenge: Uint8Array, signature: Uint8Array): Uint8Array {
    const [, name, value = ""] = /^([ve])=([^,]*)/.exec(new TextDecoder().decode(challenge)) ?? [];
    if (name === undefined) {
      throw new MutualAuthenticationError("Its last SCRAM message is malformed (RFC 5802 5.1)");
    }
    if (name === "v" && !equal(base64Decode(value) ?? EMPTY_BYTES, signature)) {
      throw new MutualAuthenticationError("Its signature shows that it does not know the password");
    }
    proven = name === "v";
    return end();
  }

  /** Handles the message after the server's proof, or its error (RFC 5802 7). The reply follows (RFC 4954 4). */
  function end(): Uint8Array {
    over = true;
    return EMPTY_BYTES;
  }

  return {
    proven: () => proven,
    respond: (challenge) => {
      if (clientNonce === "") return clientFirst();
      if (over)
        throw new MutualAuthenticationError("It goes on after the end of the SCRAM exchange");
      return expected ? acknowledge(challenge, expected) : clientFinal(challenge);
    },
  };
}

/** Returns the salted password: the only computation that takes long. */
function* saltedPassword(request: {
  readonly hash: Hash;
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}): Computing<Uint8Array> {
  if (request.iterations > MOST_ITERATIONS) {
    throw new TooCostlyError(
      `It asks for more iterations than the ${MOST_ITERATIONS} that this client computes`,
    );
  }
  try {
    return yield* compute({ what: "pbkdf2", ...request });
  } catch (cause) {
    if (cause instanceof TransportError) throw cause;
    throw new TooCostlyError(
      `It asks for ${request.iterations} iterations, which this runtime does not compute`,
      { cause },
    );
  }
}

/** Parses the server's first message; `undefined` if it must not be answered. */
function readServerFirst(
  message: string,
  clientNonce: string,
): { readonly nonce: string; readonly salt: Uint8Array; readonly iterations: number } {
  // An `m=` at the beginning is a mandatory extension (RFC 5802 5.1).
  const [, nonce = "", salted = "", count = ""] =
    /^r=([!-+\x2d-~]+),s=([^,]+),i=([1-9]\d*)(?:,|$)/.exec(message) ?? [];
  const salt = salted.length > LONGEST_SALT ? undefined : base64Decode(salted);
  // A server that supports the mechanism does not send this, so it must not get a weaker mechanism.
  if (!salt || salt.length === 0 || nonce.length > LONGEST_NONCE) {
    throw new MutualAuthenticationError("Its SCRAM challenge is malformed (RFC 5802 5.1)");
  }
  if (!nonce.startsWith(clientNonce) || nonce === clientNonce) {
    throw new MutualAuthenticationError("It did not answer this client's nonce but another one");
  }
  const iterations = Number(count);
  if (iterations < FEWEST_ITERATIONS) {
    throw new MutualAuthenticationError(
      `It asks for fewer than ${FEWEST_ITERATIONS} iterations, which leaves the password open to guessing (RFC 7677 4)`,
    );
  }
  return { nonce, salt, iterations };
}

/** Compares in constant time, so that the time reveals nothing. */
function equal(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [at, octet] of other.entries()) difference |= octet ^ (one[at] ?? 0);
  return difference === 0;
}
