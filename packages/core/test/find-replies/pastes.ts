/** Reads the pasted texts of `packages/core/pastes`, each with what is to be found in it. */
import { readFileSync } from "node:fs";

const FILES = [
  "pasted",
  "logs",
  "bounces",
  "programs",
  "events",
  "words",
  "failures",
  "more",
  "further",
  "gathered",
] as const;

/** A text, and what is to be found in it. */
export interface Paste {
  /** What kind of text it is. */
  readonly what: string;
  readonly text: string;
  /** The reply with its codes, with `\n` between its lines. */
  readonly reply?: string;
  /** The words of a reply whose code the text leaves out. */
  readonly wording?: string;
  /** The kind of failure. */
  readonly failure?: string;
  /** The HTTP status. */
  readonly http?: string;
  readonly command?: string;
  readonly recipient?: string;
  readonly server?: string;
  readonly origin?: string;
}

const FIELD = /^# (what|reply|wording|failure|http|command|recipient|server|origin): (.*)$/;

function parse(block: string): Paste {
  const lines = block.split("\n");
  const head = lines.findIndex((line) => !FIELD.test(line));
  const fields = lines.slice(0, head).map((line) => {
    const [, name = "", value = ""] = FIELD.exec(line) ?? [];
    return [name, value.replaceAll("\\n", "\n")] as const;
  });
  return { what: "", ...Object.fromEntries(fields), text: lines.slice(head).join("\n") };
}

function read(name: string): string {
  return readFileSync(new URL(`../../pastes/${name}.txt`, import.meta.url), "utf8");
}

/** Every text in which there is something to find. */
export const PASTES: readonly Paste[] = FILES.flatMap((name) =>
  read(name)
    .split(/^=====\n/m)
    .map(parse),
);

/** Texts with numbers that are no replies. */
export const NOTHING: readonly string[] = read("nothing")
  .split("\n")
  .filter((line) => line !== "");
