/** Reads and writes replies in a store. They are checked when read, because anybody may have written them. */
import type { Reply } from "../../protocol/reply/reply.ts";
import { dataOf } from "./store.ts";

/** More lines are not needed for a report. */
const MOST_LINES = 8;
const MOST_CHARACTERS = 512;

/** Parses a stored reply; `undefined` if it is not valid. */
export function parseStoredReply(value: unknown): Reply | undefined {
  const { code, enhanced, lines } = dataOf(value) ?? {};
  if (typeof code !== "number" || !Number.isInteger(code) || code < 200 || code > 599)
    return undefined;
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) return undefined;
  const valid = typeof enhanced === "string" && /^[245]\.\d{1,3}\.\d{1,3}$/.test(enhanced);
  return Object.freeze({
    code,
    ...(valid ? { enhanced } : {}),
    lines: Object.freeze(lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS))),
  });
}

/** Returns the reply in the form for the store. */
export function replyToStore(reply: Reply): Reply {
  return parseStoredReply(reply) ?? reply;
}
