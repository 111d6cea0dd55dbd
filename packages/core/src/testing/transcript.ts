/**
 * Parses and prints transcripts: whole sessions as text that people read and tests replay.
 *
 *     # title: A server that does not know EHLO
 *     # shows: ESMTP/EHLO/502
 *     # options: {"tls":"none"}
 *     # message: {"from":"a@example.org","to":["b@example.net"],"raw":"Hi.\r\n"}
 *     # expect: {"fallbacks":[{"feature":"ESMTP","method":"HELO"}]}
 *
 *     S: 220 old.example.net
 *     C: EHLO client.example.org
 *     S: 502 Command not implemented
 *     --- close ---
 *
 * Head lines come first. Then `S:` is a line of the server and `C:` one of the
 * client; lines of one side that follow each other are one flight. Marks in
 * `--- dashes ---` are what is not octets. How octets are written is told in
 * transcript-line.ts.
 */
import { readLine, writeLine } from "./transcript-line.ts";

/**
 * Events that are not octets, or content that is abbreviated. `close` and `reset` are the server's; `silence` means
 * that the server sends nothing until the client's deadline, `stuck` that the server reads nothing; `connect` begins
 * a new connection (the first one needs no mark), `connect to 192.0.2.1` one to that address, `connect beside` one
 * that leaves the first open, until `client closes the other`; `TLS` is a handshake. `78000 octets of content`
 * represents that many octets from the client.
 */
export type TranscriptMark =
  | "connect"
  | `connect to ${string}`
  | "connect beside"
  | "connect refused"
  | "TLS"
  | "TLS fails"
  | "certificate refused"
  | "close"
  | "client closes"
  | "client closes the other"
  | "reset"
  | "silence"
  | "stuck"
  | `${number} octets of content`;

const marks: readonly TranscriptMark[] = [
  "connect",
  "connect beside",
  "connect refused",
  "TLS",
  "TLS fails",
  "certificate refused",
  "close",
  "client closes",
  "client closes the other",
  "reset",
  "silence",
  "stuck",
];

/** The content of a line of a transcript. */
export type TranscriptFact =
  | { readonly by: "S" | "C"; readonly octets: Uint8Array }
  | { readonly by: "mark"; readonly mark: TranscriptMark };

/** The same, with its line number in the text, from 1. */
export type TranscriptStep = TranscriptFact & { readonly line: number };

/** JSON data. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** The head of a transcript. */
export interface TranscriptHead {
  /** The subject of the session in one line. */
  readonly title: string;
  /** What the session demonstrates, such as `CHUNKING/BDAT/refused-502/envelope`. */
  readonly shows: readonly string[];
  /** Remarks for the reader, line by line. */
  readonly notes: readonly string[];
  /** The client's options. */
  readonly options: { readonly [key: string]: Json };
  /** The tasks of the session, in order: messages (`from`, `to`, `raw`) and queries (`ask`, `about`). */
  readonly messages: readonly { readonly [key: string]: Json }[];
  /** A part of each outcome: of the receipt, or `{"error": …}` of the error. */
  readonly expectations: readonly { readonly line: number; readonly value: Json }[];
  /** `whole`: the server's packets matter, so the session is not replayed octet by octet. */
  readonly play: "any" | "whole";
}

/** A parsed transcript. */
export interface Transcript {
  /** The transcript's head. */
  readonly head: TranscriptHead;
  /** The session, line by line. */
  readonly steps: readonly TranscriptStep[];
}

/**
 * Parses a transcript.
 *
 * @param text the text of an `.smtp` file
 * @throws {SyntaxError} that names the line and the error
 *
 * @example
 * const { head, steps } = parseTranscript("# title: Hello\n\nS: 220 hi\n");
 */
export function parseTranscript(text: string): Transcript {
  const head = {
    title: "",
    shows: [] as string[],
    notes: [] as string[],
    options: {} as { readonly [key: string]: Json },
    messages: [] as { readonly [key: string]: Json }[],
    expectations: [] as { readonly line: number; readonly value: Json }[],
    play: "any" as "any" | "whole",
  };
  const keys: Readonly<Record<string, (value: string, line: number) => void>> = {
    title: (value) => {
      head.title = value;
    },
    shows: (value) => head.shows.push(...value.split(/ +/)),
    note: (value) => head.notes.push(value),
    options: (value) => {
      head.options = object(value);
    },
    message: (value) => head.messages.push(object(value)),
    expect: (value, line) => head.expectations.push({ line, value: object(value) }),
    play: (value) => {
      if (value !== "any" && value !== "whole") throw new SyntaxError('play is "any" or "whole".');
      head.play = value;
    },
  };
  const steps: TranscriptStep[] = [];
  for (const [at, content] of text.split(/\r?\n/).entries()) {
    const line = at + 1;
    try {
      const [, key, value = ""] = /^# ([a-z]+): (.*)$/.exec(content) ?? [];
      const [, by, octets = ""] = /^([SC]):(?: (.*))?$/.exec(content) ?? [];
      const [, mark] = /^--- (.*) ---$/.exec(content) ?? [];
      if (content.trim() === "") continue;
      if (key !== undefined && steps.length === 0) {
        const set = Object.hasOwn(keys, key) ? keys[key] : undefined;
        if (!set)
          throw new SyntaxError(`there is no "${key}"; use ${Object.keys(keys).join(", ")}.`);
        set(value, line);
      } else if (by === "S" || by === "C") {
        steps.push({ line, by, octets: readLine(octets) });
      } else if (mark !== undefined) {
        steps.push({ line, by: "mark", mark: markOf(mark) });
      } else {
        throw new SyntaxError(
          'expected "# key: value" (at the top), "S: …", "C: …" or "--- … ---".',
        );
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SyntaxError(`Line ${line}: ${error.message}`);
    }
  }
  if (head.title === "") throw new SyntaxError('Line 1: a transcript begins with "# title: …".');
  return { head, steps };
}

function object(value: string): { readonly [key: string]: Json } {
  const parsed: unknown = JSON.parse(value);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new SyntaxError("expected a JSON object.");
  }
  return parsed as { readonly [key: string]: Json };
}

/** Returns the address of a connect mark; `undefined` for any other step. */
export function getConnectAddress(step: TranscriptFact | undefined): string | undefined {
  return /^connect to (.+)$/.exec(step?.by === "mark" ? step.mark : "")?.[1];
}

/** Returns the number of octets that a content mark represents; `undefined` for any other step. */
export function octetsOfContent(step: TranscriptFact | undefined): number | undefined {
  const [, octets] = /^(\d+) octets of content$/.exec(step?.by === "mark" ? step.mark : "") ?? [];
  return octets === undefined ? undefined : Number(octets);
}

function markOf(text: string): TranscriptMark {
  const octets = octetsOfContent({ by: "mark", mark: text as TranscriptMark });
  if (octets !== undefined) return `${octets} octets of content`;
  const address = getConnectAddress({ by: "mark", mark: text as TranscriptMark });
  if (address !== undefined) return `connect to ${address}`;
  const mark = marks.find((candidate) => candidate === text);
  if (!mark) throw new SyntaxError(`there is no mark "${text}"; use ${marks.join(", ")}.`);
  return mark;
}

/**
 * Prints a transcript. Parsing the text returns the same transcript, except for line numbers.
 *
 * @param transcript the transcript
 * @returns the text of an `.smtp` file
 */
export function printTranscript({
  head,
  steps,
}: {
  readonly head: TranscriptHead;
  readonly steps: readonly TranscriptFact[];
}): string {
  const { title, shows, notes, options, messages, expectations, play } = head;
  const lines = [`# title: ${title}`];
  if (shows.length > 0) lines.push(`# shows: ${shows.join(" ")}`);
  lines.push(...notes.map((note) => `# note: ${note}`));
  if (Object.keys(options).length > 0) lines.push(`# options: ${JSON.stringify(options)}`);
  if (play !== "any") lines.push(`# play: ${play}`);
  lines.push(...messages.map((message) => `# message: ${JSON.stringify(message)}`));
  lines.push(...expectations.map(({ value }) => `# expect: ${JSON.stringify(value)}`));
  return [...lines, "", ...steps.map(printStep), ""].join("\n");
}

/** Prints one step. */
export function printStep(fact: TranscriptFact): string {
  if (fact.by === "mark") return `--- ${fact.mark} ---`;
  const text = writeLine(fact.octets);
  return text === "" ? `${fact.by}:` : `${fact.by}: ${text}`;
}
