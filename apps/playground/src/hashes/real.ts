/** The real hash functions, loaded when a session needs one. */
export { hmac } from "@noble/hashes/hmac.js";
export { md5, sha1 } from "@noble/hashes/legacy.js";
export { pbkdf2 } from "@noble/hashes/pbkdf2.js";
export { sha256, sha512 } from "@noble/hashes/sha2.js";
