/** Mechanisms that present an OAuth 2.0 bearer token (RFC 6750). */
import { hasControls, type Mechanism, respondInOrder } from "./mechanism.ts";

/**
 * OAUTHBEARER (RFC 7628). A challenge after the token describes an error; one
 * octet of U+0001 answers it, and the refusal follows (RFC 7628 3.2.3).
 */
export const oauthBearer: Mechanism = {
  name: "OAUTHBEARER",
  uses: "token",
  clientFirst: true,
  start: ({ user, token = "" }, { host, port }) => {
    checkFields(user, token);
    // In a GS2 header comma and equals sign are escaped (RFC 5801 4).
    const identity = user.replaceAll("=", "=3D").replaceAll(",", "=2C");
    const pairs = [`host=${host}`, `port=${port}`, `auth=Bearer ${token}`];
    return respondInOrder(`n,a=${identity},\x01${pairs.join("\x01")}\x01\x01`, "\x01");
  },
};

/**
 * XOAUTH2: the same before it was standardised, as Google and Microsoft ask for
 * it. An empty answer ends the exchange after an error.
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

/** U+0001 ends a field of these messages (RFC 7628 3.1): one within would begin a field of somebody else's. */
function checkFields(...texts: readonly string[]): void {
  if (!texts.some(hasControls)) return;
  throw new TypeError("A user name or token with a control character is not sent.");
}
