/** A reply as it comes back from a store: checked, since anybody may have written it. */
import type { Reply } from "../../protocol/reply/reply.ts";
import { dataOf } from "./store.ts";

/** More is no more than decoration. */
const MOST_LINES = 8;
const MOST_CHARACTERS = 512;

/** The reply, or nothing when it is not valid. */
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

/** The same before it is stored. */
export function replyToStore(reply: Reply): Reply {
  return parseStoredReply(reply) ?? reply;
}
