/** Media types: by the name of a file, and as users write them. */
import { lookup, mimes } from "mrmime";
import { headerText, show } from "./refuse.ts";

const UNKNOWN = "application/octet-stream";

/** The type of a file by its name. */
export function typeOfFile(filename: string | undefined): string {
  return (filename?.includes(".") && lookup(filename)) || UNKNOWN;
}

/** A name for a file that has none: `attachment-1.png`. */
export function nameOfFile(type: string, number: number): string {
  const bare = bareType(type);
  const [extension = "bin"] =
    Object.entries(mimes).find(([, each]) => each === bare && each !== UNKNOWN) ?? [];
  return `attachment-${number}.${extension}`;
}

/** The type without its parameters, in lower case. */
export function bareType(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Type, subtype and parameters (RFC 2045 5.1). An open quote would take in the parameters that are added. */
const MEDIA_TYPE =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:[ \t]*;[ \t]*[\w!#$%&'*+.^`{|}~-]+=(?:[^\s"(),;<>@\\]+|"(?:[^"\\]|\\.)*"))*$/;

/** Longer ones do not occur. */
const MAX_MEDIA_TYPE = 4_000;

/**
 * Checks a media type with its parameters.
 *
 * @param what whose type it is, for the error
 * @throws {TypeError} if it is not valid (RFC 2045 5.1)
 */
export function checkMediaType(type: unknown, what: string): string {
  const text = headerText(type, `The type of ${what}`).trim().replace(/;$/, "").trimEnd();
  if (
    text.length > MAX_MEDIA_TYPE ||
    !MEDIA_TYPE.test(text) ||
    /[^\x20-\x7e\t]|[^ \t]{900}/.test(text)
  ) {
    throw new TypeError(
      `The type of ${what} must be such as "text/plain", in ASCII, not ${show(text)}.`,
    );
  }
  return text;
}

/** The type with `charset=utf-8`, where text has none: strings are written in UTF-8. */
export function withCharset(type: string): string {
  return /;\s*charset\s*=/i.test(type) ? type : `${type}; charset=utf-8`;
}
