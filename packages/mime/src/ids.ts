/** Checks Message-IDs and Content-IDs (RFC 5322 3.6.4, RFC 2045 7). Random IDs are not generated here. */

import { headerText, show } from "./refuse.ts";

/** A Message-ID or Content-ID: no space and no bracket inside (RFC 5322 3.6.4). */
export function id(text: unknown, what: string): string {
  const inner = /^<?([^\s<>]{1,900})>?$/.exec(headerText(text, what))?.[1];
  // A character can have three bytes, and a line has 998 at most (RFC 5322 2.1.1).
  if (inner === undefined || new TextEncoder().encode(inner).length > 900) {
    throw new TypeError(`${what} must be such as "<id@example.com>", not ${show(text)}.`);
  }
  return inner;
}
