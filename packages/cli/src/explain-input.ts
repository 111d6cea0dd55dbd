/** Reads the text for `parley explain`: an argument, the file that it names, or standard input. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { missingFile, NOTHING_FOUND_DE, type NothingFound } from "./explain-input-de.ts";
import { toFolderError, unreadable } from "./files.ts";
import type { Language } from "./language.ts";
import { UsageError } from "./usage.ts";

/** A text and its source. */
export interface Input {
  readonly text: string;
  /** The source in sentences: `Standard input`, or the path of a file; absent for the argument itself. */
  readonly source?: string;
}

const STDIN = "Standard input";
const EXAMPLE = 'parley explain "550 5.1.1 No such user"';
/** A longer argument is no path, and a larger file is no log for people. */
const MAX_PATH = 1_000;
const MAX_BYTES = 256 * 1024 * 1024;
/** The number of bytes that are checked for whether the input is text. */
const LOOKED_AT = 65_536;

/** One word with the ending of a mail or log file, or with the beginning of a path. */
const IS_PATH = /^(?:\S+\.(?:eml|log|txt|msg)|(?:\.{0,2}|~)\/\S*)$/i;
/** The same with blanks: a path only if it is not a reply. */
const MAY_BE_PATH = /\.(?:eml|log|txt|msg)$|\//i;

/**
 * Reads the text.
 *
 * @param given the argument; `undefined` and `-` mean standard input
 * @throws {UsageError} for input that is empty, binary, too large, a folder, or missing
 */
export async function readInput(
  given: string | undefined,
  language: Language = "en",
): Promise<Input> {
  if (given === undefined || given === "-") {
    if (process.stdin.isTTY) throw new UsageError(`Give a reply, such as: ${EXAMPLE}`);
    return readBytes(process.stdin, STDIN);
  }
  if (given.trim() === "") {
    throw new UsageError(`The text is empty. Give a reply, such as: ${EXAMPLE}`);
  }
  if (given.length > MAX_PATH || given.includes("\n")) return { text: given };
  try {
    const found = await stat(given);
    if (found.isDirectory()) throw toFolderError(given, "a file with a reply, a log or a bounce");
    if (found.size > MAX_BYTES) throw toTooLarge(given, `has ${found.size} bytes`);
    return await readBytes(createReadStream(given), given);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (!isMissing(error) || IS_PATH.test(given)) throw toMissing(given, error, language);
    return { text: given };
  }
}

/** What is said where nothing was found, by language. */
const NOTHING_FOUND: Readonly<Record<Language, NothingFound>> = {
  en: {
    path: (text, example) =>
      `There is no file ${text}, and no SMTP reply was found in these words. Check the path, or give the reply: ${example}`,
    text: (source) =>
      `No SMTP reply and no connection error was found in ${source === undefined ? "this text" : of(source)}. Give the code and the words of the reply, such as "550 5.1.1 No such user". For a number alone, write "SMTP error 550".`,
  },
  de: NOTHING_FOUND_DE,
};

/**
 * Returns the error if nothing was found.
 *
 * @param input the text
 */
export function toNothingFound({ text, source }: Input, language: Language = "en"): UsageError {
  const sentences = NOTHING_FOUND[language];
  const isPath = source === undefined && MAY_BE_PATH.test(text) && !text.includes("\n");
  return new UsageError(isPath ? sentences.path(text, EXAMPLE) : sentences.text(source));
}

/** Returns whether an error of `stat` means that the path is not that of a file. */
function isMissing(error: unknown): boolean {
  const { code = "" } = error as NodeJS.ErrnoException;
  return ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EINVAL"].includes(code);
}

function toMissing(path: string, error: unknown, language: Language): UsageError {
  if (!isMissing(error)) return unreadable("The text", path, error);
  return new UsageError(
    language === "de"
      ? missingFile(path, EXAMPLE)
      : `There is no file ${path}. Check the path, or give the reply itself: ${EXAMPLE}`,
  );
}

/** Reads bytes and counts them, because a pipe or device may never end. */
async function readBytes(stream: AsyncIterable<Buffer>, source: string): Promise<Input> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw toTooLarge(source, "goes on");
    pieces.push(piece);
  }
  const text = decode(Buffer.concat(pieces), source);
  if (text.trim() === "") {
    throw new UsageError(
      `${source} is empty. Give a reply, a log or a bounce, such as: ${EXAMPLE}`,
    );
  }
  return { text, source };
}

function toTooLarge(source: string, why: string): UsageError {
  return new UsageError(
    `${source} ${why}; at most ${MAX_BYTES} bytes are read. Give the lines that matter: grep status=bounced mail.log | parley explain`,
  );
}

/** Decodes by the byte order mark; text without one is UTF-8. */
function decode(bytes: Buffer, source: string): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const swapped = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (utf16 || swapped) return new TextDecoder(utf16 ? "utf-16le" : "utf-16be").decode(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new UsageError(
      `${source} is compressed. Give its text: ${source === STDIN ? "zcat mail.log.gz" : `zcat ${source}`} | parley explain`,
    );
  }
  if (isBinary(bytes.subarray(0, LOOKED_AT))) {
    throw new UsageError(
      `${source} is binary, not text. Give a reply, a log, or a bounce as plain text in UTF-8 or in UTF-16 with a byte order mark.`,
    );
  }
  return new TextDecoder().decode(bytes);
}

/**
 * Returns whether bytes are binary. A log that was cut while a program wrote to it has one run of NUL bytes, and is
 * still text.
 */
function isBinary(bytes: Buffer): boolean {
  if (!bytes.includes(0)) return false;
  const texts = bytes.toString("latin1").split("\0").filter(Boolean);
  return texts.length === 0 || texts.length > 2;
}

function of(source: string): string {
  return source === STDIN ? "standard input" : source;
}
