/** The words of another library's error: its own, and those of the errors in it. */

/** So many errors of one error are read at most. */
const MAX_ERRORS = 20;
/** So much of each error is read at most. */
const MAX_ERROR_CHARACTERS = 10_000;

/** Codes of nodemailer, in the words of the failure that each stands for. */
const CODE_WORDS: Readonly<Record<string, string>> = {
  EDNS: "getaddrinfo ENOTFOUND",
  ECONNECTION: "Connection closed unexpectedly",
  ECONNREFUSED: "connect ECONNREFUSED",
  ETIMEDOUT: "connect ETIMEDOUT",
  ENOTFOUND: "getaddrinfo ENOTFOUND",
  EHOSTUNREACH: "connect EHOSTUNREACH",
  ENETUNREACH: "connect ENETUNREACH",
  ECONNRESET: "read ECONNRESET",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "self-signed certificate in certificate chain",
  CERT_HAS_EXPIRED: "certificate has expired",
};

/**
 * Collects the words of an error, of its causes and of the errors in an AggregateError.
 *
 * @param error anything that was thrown; may refer to itself
 * @param withCodes also says what the `code` of each error stands for
 * @returns one line or more for each error
 */
export function wordsOfError(error: Error, withCodes: boolean): string {
  const errors = new Set<object>([error]);
  const lines: string[] = [];
  // A set that grows is walked to its end, each error once.
  for (const one of errors) {
    lines.push(...wordsOfOne(one, withCodes));
    const { cause, errors: parts } = one as { cause?: unknown; errors?: unknown };
    for (const inner of [cause, ...(Array.isArray(parts) ? parts.slice(0, MAX_ERRORS) : [])])
      if (typeof inner === "object" && inner !== null && errors.size < MAX_ERRORS)
        errors.add(inner);
  }
  return lines.join("\n");
}

function wordsOfOne(error: object, withCodes: boolean): string[] {
  const { name, message, response, code } = error as Readonly<Record<string, unknown>>;
  const said = `${textIn(name) || "Error"}: ${textIn(message)}`;
  // Other mail libraries keep the reply in a field of its own, and mostly repeat it in the message.
  const reply = textIn(response);
  const words = withCodes && typeof code === "string" ? CODE_WORDS[code] : undefined;
  return [
    said,
    ...(said.includes(reply) ? [] : [reply]),
    ...(words === undefined ? [] : [`Error: ${words}`]),
  ];
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_ERROR_CHARACTERS) : "";
}
