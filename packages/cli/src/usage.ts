/** Reports wrong usage as sentences, whether the argument parser, this program or the API found it. */
import { CommanderError } from "commander";

/** Something about the call is wrong; nothing was sent. */
export class UsageError extends TypeError {
  override readonly name = "UsageError";
}

/** The parser's message as a sentence, without values that could be secrets. */
export function asSentence(message: string): string {
  const [first = "", ...more] = message
    .replace(/^error: /, "")
    // Of a misspelled --password=... only the name is repeated.
    .replace(/(unknown option '[^'=]*)=.*'/s, "$1'")
    // Of -psecret only the letter.
    .replace(/(unknown option '-[^-'])[^']*'/s, "$1'")
    // What is too much may be a password without its option.
    .replace(/(too many arguments.* but got \d+): .*/s, "$1.")
    .split("\n");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return [sentence.endsWith(".") ? sentence : `${sentence}.`, ...more].join(" ").trim();
}

/** For an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Whether the parser of arguments has ended the program, and how. */
export function endedByParser(error: unknown): "asked" | "wrong" | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? "asked" : "wrong";
}
