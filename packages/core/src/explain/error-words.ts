/** Collects the words of another library's error: its own, and those of the errors in it. */

/** The most errors of one error that are read. */
const MAX_ERRORS = 20;
/** The most characters of each error that are read. */
const MAX_ERROR_CHARACTERS = 10_000;

/** Codes of nodemailer, and words for the failure that each of them means. */
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

/** Fields of an error that hold others: `rejectedErrors` is nodemailer's. */
const LISTS: readonly string[] = ["errors", "rejectedErrors"];

/**
 * Collects the words of an error, of its causes and of the errors in an AggregateError. What cannot be read, such as
 * a getter that throws, is left out.
 *
 * @param error any thrown value; may refer to itself
 * @param withCodes whether to add the meaning of each error's `code`
 * @returns one line or more for each error
 */
export function wordsOfError(error: object, withCodes: boolean): string {
  const errors = new Set<unknown>([error]);
  const lines: string[] = [];
  // A set can grow during iteration; each error is read once.
  for (const one of errors) {
    lines.push(...wordsOfOne(one, withCodes));
    for (const inner of [read(one, "cause"), ...LISTS.flatMap((name) => readList(read(one, name)))])
      if (inner !== undefined && inner !== null && errors.size < MAX_ERRORS) errors.add(inner);
  }
  return lines.join("\n");
}

/** Reads a property of somebody else's object, which may be a getter or a proxy that throws. */
function read(object: unknown, name: string | number): unknown {
  try {
    return typeof object === "object" ? Reflect.get(object as object, name) : undefined;
  } catch {
    return undefined;
  }
}

function readList(list: unknown): unknown[] {
  const length = read(list, "length");
  const known = typeof length === "number" ? Math.min(length, MAX_ERRORS) : 0;
  return Array.from({ length: Math.max(0, known) }, (_, index) => read(list, index));
}

function wordsOfOne(error: unknown, withCodes: boolean): string[] {
  if (typeof error === "string") return [textIn(error)];
  const said = `${textIn(read(error, "name")) || "Error"}: ${textIn(read(error, "message"))}`;
  // Other mail libraries keep the reply in a field of its own, and mostly repeat it in the message.
  const reply = textIn(read(error, "response"));
  const code = textIn(read(error, "code"));
  const words = withCodes && Object.hasOwn(CODE_WORDS, code) ? CODE_WORDS[code] : undefined;
  return [
    said,
    ...(said.includes(reply) ? [] : [reply]),
    ...(words === undefined ? [] : [`Error: ${words}`]),
  ];
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_ERROR_CHARACTERS) : "";
}
