/** Names the caller in the stack of an error. */
import { SmtpError } from "../../protocol/errors/errors.ts";

/**
 * Adds the functions that wait for a call to the stack of its error, and returns the error. Most errors are created
 * in a callback, whose own stack does not reach the caller. To be called in the async function that failed: runtimes
 * find the waiting functions from there. Only a failed call pays for this.
 *
 * A runtime that does not record waiting functions adds only those of this library.
 */
export function withCallers<T>(error: T): T {
  if (!SmtpError.is(error)) return error;
  const { stack } = error;
  const waiting = framesOf(new Error("The callers").stack).slice(1);
  const known = new Set(framesOf(stack));
  const added = waiting.filter((frame) => !known.has(frame));
  if (added.length > 0) error.stack = [stack, ...added].join("\n");
  return error;
}

/** Returns the lines of a stack that name a function; programs can replace the stack by any value. */
function framesOf(stack: unknown): readonly string[] {
  return typeof stack === "string" ? stack.split("\n").filter((line) => /^\s+at /.test(line)) : [];
}
