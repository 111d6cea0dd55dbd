/**
 * OAUTHBEARER and XOAUTH2: mechanisms that send an OAuth 2.0 bearer token (RFC 6750). Tokens are requested by the
 * script in `scripts/sasl-exchange.ts`.
 */
import { hasControls, type Mechanism, respondInOrder } from "./mechanism.ts";

/**
 * OAUTHBEARER (RFC 7628). A challenge after the token describes an error. The client answers it with one octet
 * U+0001, and the refusal follows (RFC 7628 3.2.3).
 */
export const oauthBearer: Mechanism = {
  name: "OAUTHBEARER",
  uses: "token",
  clientFirst: true,
  start: ({ user, token = "" }, { host, port }) => {
    checkFields(user, token);
    // In a GS2 header, comma and equals sign are escaped (RFC 5801 4).
    const identity = user.replaceAll("=", "=3D").replaceAll(",", "=2C");
    const pairs = [`host=${host}`, `port=${port}`, `auth=Bearer ${token}`];
    return respondInOrder(`n,a=${identity},\x01${pairs.join("\x01")}\x01\x01`, "\x01");
  },
};

/**
 * XOAUTH2: the form before standardisation, which Google and Microsoft require. An empty response ends the exchange
 * after an error.
 */
export const xoauth2: Mechanism = {
  name: "XOAUTH2",
  uses: "token",
  clientFirst: true,
  start: ({ user, token = "" }) => {
    checkFields(user, token);
    return respondInOrder(`user=${user}\x01auth=Bearer ${token}\x01\x01`);
  },
};

/**
 * Refuses U+0001, which ends a field of these messages (RFC 7628 3.1): inside a value it would begin another field.
 */
function checkFields(...texts: readonly string[]): void {
  if (!texts.some(hasControls)) return;
  throw new TypeError("A user name or token with a control character is not sent.");
}
