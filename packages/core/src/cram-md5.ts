/**
 * CRAM-MD5 (RFC 2195), in its own subpath because no runtime's WebCrypto has MD5. The password is not sent, but an
 * attacker who records an exchange can guess it offline: prefer TLS with any other mechanism.
 *
 * @module
 */
import { hmac } from "@noble/hashes/hmac.js";
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Mechanism } from "./protocol/auth/mechanism.ts";

/**
 * The mechanism, for the option `mechanisms`.
 *
 * @example
 * import { createMailer, defaultMechanisms } from "@parley-smtp/node-socket";
 * import { cramMd5 } from "@parley-smtp/node-socket/cram-md5";
 *
 * createMailer({
 *   host: "smtp.example.com",
 *   auth: { user: "ann", pass: "a secret" },
 *   mechanisms: [...defaultMechanisms, cramMd5],
 * });
 */
export const cramMd5: Mechanism = {
  name: "CRAM-MD5",
  uses: "password",
  clientFirst: false,
  start:
    ({ user, pass = "" }) =>
    (challenge) => {
      if (challenge.length === 0) throw new TypeError("CRAM-MD5 needs a challenge.");
      const digest = bytesToHex(hmac(md5, utf8ToBytes(pass), challenge));
      return utf8ToBytes(`${user} ${digest}`);
    },
};
