/** Why no transcript detects the removal of a row. Any other undetected row is a gap in the transcripts. */

const NEVER_ASKED = "No script sends this command.";
const BINARY_BY_DATA =
  "The client never sends DATA after BODY=BINARYMIME, and the reply is a refusal in any case.";
const TOLD_BY_CODE = "The reply code alone gives the same error.";
const FIRST_OBJECTION = "Only the first refusal of a flight counts, with or without its cascade.";
const NOBODY = "If no recipient was accepted, an earlier row decides.";

/** Reasons by table and row. */
export const DEAD: Readonly<Record<string, string>> = {
  "fallbackOrders QUIT/closed":
    "The client reports no decision when it leaves, and without QUIT it closes the connection.",
  "legality NOOP": NEVER_ASKED,
  "reactions data-open-to-nobody":
    "Any 3yz to DATA accepts content. What the client then sends depends on the recipients.",
  "reactions quit": "The client leaves, whatever the reply to QUIT.",
  "reactions nothing-to-reset":
    "The client sends RSET before a successful EHLO only for its effect, and ignores the reply.",
  "reactions closing-aside": "The client leaves a server that replies 421, whatever the command.",
  "reactions greeting-without-tls": TOLD_BY_CODE,
  "reactions helo-after-ehlo": "The client never sends HELO after a successful EHLO.",
  "reactions hello-later": TOLD_BY_CODE,
  "reactions hello-refused": TOLD_BY_CODE,
  "reactions secured-already": "The client never sends STARTTLS under TLS.",
  "reactions guarded-unknown-client":
    "The client authenticates before any mail. If the server then requires authentication, the client can only report that it is not available.",
  "reactions other-identity": "The client never sends AUTH again after it succeeded.",
  "reactions authenticated-already": "The client never sends AUTH again after it succeeded.",
  "reactions auth-before-hello": "The client never sends AUTH before a successful EHLO.",
  "reactions digest-refused":
    "CRAM-MD5 is the last method, so none follows it. Only a user can add DIGEST-MD5, which would come first.",
  "reactions authentication-later": TOLD_BY_CODE,
  "reactions no-parameter-to-refuse": TOLD_BY_CODE,
  "reactions data-binary": BINARY_BY_DATA,
  "reactions data-binary-told": BINARY_BY_DATA,
  "reactions data-no-recipients": NOBODY,
  "reactions envelope-cascade": FIRST_OBJECTION,
  "reactions chunk-for-nobody": NOBODY,
  "reactions line-ends-told": TOLD_BY_CODE,
  "reactions content-utf8":
    "The client does not send refused content again with other addresses, and the reply code alone gives the error.",
  "reactions noop": NEVER_ASKED,
  "reactions verb-not-here": NEVER_ASKED,
  "reactions policy": TOLD_BY_CODE,
  "reactions address": TOLD_BY_CODE,
  "reactions content": TOLD_BY_CODE,
};
