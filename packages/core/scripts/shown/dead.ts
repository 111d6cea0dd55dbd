/** Why nobody notices when a row is taken away. A row that is none of these is a gap in the transcripts. */

const NEVER_ASKED = "No script asks this of a server.";
const BINARY_BY_DATA = "DATA is never said after BODY=BINARYMIME; a refusal it is in any case.";
const TOLD_BY_CODE = "The error is told by the reply's code alone, and that comes to the same.";
const FIRST_OBJECTION =
  "The first objection of a flight counts, with or without what follows from it.";
const NOBODY = "With no recipient accepted an earlier row speaks before it.";

/** Reasons by table and row. */
export const DEAD: Readonly<Record<string, string>> = {
  "ladders QUIT/closed":
    "Leaving is no decision that anybody is told of, and without QUIT it is closing.",
  "legality NOOP": NEVER_ASKED,
  "reactions data-open-to-nobody":
    "Any 3yz to DATA lets the content in; what is sent then depends on the recipients.",
  "reactions quit": "Whatever is said to QUIT, the client leaves.",
  "reactions nothing-to-reset":
    "RSET before a successful hello is said for its effect; no reply to it counts.",
  "reactions closing-aside": "A server that says 421 is left, whatever was asked.",
  "reactions greeting-without-tls": TOLD_BY_CODE,
  "reactions helo-after-ehlo": "HELO is never said after a successful EHLO.",
  "reactions hello-later": TOLD_BY_CODE,
  "reactions hello-refused": TOLD_BY_CODE,
  "reactions secured-already": "STARTTLS is never said under TLS.",
  "reactions guarded-unknown-client":
    "Authentication is tried before any mail: asked for it, the client can only say that it is not to be had.",
  "reactions other-identity": "AUTH is never said again once it has succeeded.",
  "reactions authenticated-already": "AUTH is never said again once it has succeeded.",
  "reactions auth-before-hello": "AUTH is never said before a successful EHLO.",
  "reactions digest-refused":
    "CRAM-MD5 is the last of the ladder, so that none is left after it; DIGEST-MD5, which would come first, only a user can bring.",
  "reactions authentication-later": TOLD_BY_CODE,
  "reactions no-parameter-to-refuse": TOLD_BY_CODE,
  "reactions data-binary": BINARY_BY_DATA,
  "reactions data-binary-told": BINARY_BY_DATA,
  "reactions data-no-recipients": NOBODY,
  "reactions envelope-cascade": FIRST_OBJECTION,
  "reactions chunk-for-nobody": NOBODY,
  "reactions line-ends-told": TOLD_BY_CODE,
  "reactions content-utf8":
    "What was refused with its content is not sent again with other addresses, and the error is told by the code.",
  "reactions noop": NEVER_ASKED,
  "reactions verb-not-here": NEVER_ASKED,
  "reactions policy": TOLD_BY_CODE,
  "reactions address": TOLD_BY_CODE,
  "reactions content": TOLD_BY_CODE,
};
