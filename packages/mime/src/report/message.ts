/** Parses the message of a report, and returns the parts that are read. */
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { MAX_TEXT } from "./addresses.ts";
import { boundMessage, endOfParts } from "./bounded.ts";

/** The most lines of a bounce's text that are read. */
const MAX_TEXT_LINES = 10_000;
/** Reports nest a message in a message; no mail program nests more deeply. */
const MAX_DEPTH = 20;

/** Parses a message within limits; says which part was not read. */
export async function parseMessage(
  message: string | Uint8Array,
  maxBytes: number,
): Promise<{ email: Email; truncated?: string }> {
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new RangeError(`maxBytes is ${maxBytes}; it must be a whole number from 1 on.`);
  }
  if (typeof message !== "string" && !(message instanceof Uint8Array)) {
    throw new TypeError(
      "readReport() takes a message: give it the message as a string or a Uint8Array.",
    );
  }
  const { bytes, truncated } = boundMessage(message, maxBytes);
  const options = {
    maxNestingDepth: MAX_DEPTH,
    maxHeadersSize: bytes.length + 1,
    rfc822Attachments: true,
    forceRfc822Attachments: true,
  };
  try {
    const email = await PostalMime.parse(bytes, options);
    return { email, ...(truncated !== undefined && { truncated }) };
  } catch {
    // Its parts are nested too deeply: only the text before the deep ones is read.
    const begin = bytes.subarray(0, endOfParts(bytes, MAX_DEPTH));
    const email = await PostalMime.parse(begin, options);
    return { email, truncated: `Parts that lie deeper than ${MAX_DEPTH} were not read.` };
  }
}

/** Returns the text for people; HTML if there is nothing else, which `findReplies` also reads. */
export function textOf(email: Email): string {
  const text = email.text?.trim() ?? "";
  const said = text === "" ? (email.html ?? "") : text;
  // Each line costs memory.
  return said
    .slice(0, MAX_TEXT * 2)
    .split("\n", MAX_TEXT_LINES)
    .join("\n");
}

/** Returns the content of a part as text. */
export function contentOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}
