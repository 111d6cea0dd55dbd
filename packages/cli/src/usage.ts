/** Reports wrong usage as sentences, whether the argument parser, this program or the API found it. */
import { CommanderError } from "commander";

/** The error for wrong usage; nothing was sent. */
export class UsageError extends TypeError {
  override readonly name = "UsageError";
}

/** Returns the parser's message as a sentence, without values that could be secrets. */
export function asSentence(message: string): string {
  const [first = "", ...more] = message
    .replace(/^error: /, "")
    // Only the name of a misspelled --password=... is repeated.
    .replace(/(unknown option '[^'=]*)=.*'/s, "$1'")
    // Only the letter of -psecret is repeated.
    .replace(/(unknown option '-[^-'])[^']*'/s, "$1'")
    // A superfluous argument may be a password without its option.
    .replace(/(too many arguments.* but got \d+): .*/s, "$1.")
    .split("\n");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [sentence.endsWith(".") ? sentence : `${sentence}.`, ...more].join(" ").trim();
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Returns whether the argument parser has ended the program, and why. */
export function endedByParser(error: unknown): "asked" | "wrong" | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? "asked" : "wrong";
}
