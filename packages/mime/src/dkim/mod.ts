/**
 * Signs messages with DKIM (RFC 6376, RFC 8463): RSA-SHA256 and Ed25519, on every runtime. In a separate subpath, so
 * that nobody who does not sign carries it.
 *
 * @module
 */
import type { AllowedContent, Body, MadeBody } from "@parley-smtp/core";
import { checkSignature, type DkimOptions } from "./options.ts";
import { signContent, signStream } from "./sign-content.ts";

export type { Canonicalization } from "./canonical-body.ts";
export { DkimError, type DkimErrorCode } from "./dkim-error.ts";
export type { DkimOptions } from "./options.ts";

/**
 * Signs one message.
 *
 * @param raw the message, of any type that `raw` of a message can have
 * @returns the signed message, for `raw` of a message; a stream that can be read once stays one
 */
export type SignMessage = (raw: Body) => Body;

/**
 * Creates a function that signs messages.
 *
 * A message is read twice: to be hashed, and to be sent. Up to 512 KiB of a stream are kept between the two. A function
 * must therefore make the same bytes each time, and a longer stream that can be read only once is an error before
 * anything is sent. A composed message is signed in the encoding for seven bits that
 * every server takes, so nothing has to be re-encoded on the way (RFC 6376 5.3). A message that has a DKIM-Signature
 * stays unchanged.
 *
 * @param signatures one signature or several, such as one for each key
 * @returns the function, for the option `sign` of `createMailer`, or for the `raw` of one message. While a message is
 *   sent, it throws a `DkimError`, which is in the `cause` of the `SmtpError`
 * @throws {TypeError | RangeError} for options that make no sense
 * @example
 * import { dkim } from "@parley-smtp/mime/dkim";
 *
 * const sign = dkim({ domain: "example.com", selector: "mail2030", privateKey: pem });
 * await mailer.send({ from: "ann@example.com", to: "bob@example.net", raw: sign(raw) });
 */
export function dkim(signatures: DkimOptions | readonly DkimOptions[]): SignMessage {
  const list: readonly DkimOptions[] = Array.isArray(signatures) ? signatures : [signatures];
  if (list.length === 0) throw new TypeError("`dkim` needs one signature or more.");
  const settings = list.map(checkSignature);
  return (raw) => {
    if (typeof raw === "function") {
      const make = raw as (allowed: AllowedContent) => MadeBody | Promise<MadeBody>;
      // RFC 6376 5.3: a server on the way could re-encode eight bits, which would break the signature.
      return ({ utf8 }) =>
        signContent(settings, () => make({ eightBit: false, binary: false, utf8 }));
    }
    if (typeof raw === "string" || raw instanceof Uint8Array)
      return (_allowed) => signContent(settings, () => raw);
    // The client says what is wrong with anything else.
    if (typeof raw !== "object" || raw === null) return raw;
    return signStream(settings, raw);
  };
}
