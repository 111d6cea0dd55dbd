/**
 * Prints text for people: with colours if wanted, in lines that fit, and with everything from servers escaped.
 *
 * Every piece is escaped before it is styled, so that no reply can move the cursor, change a title or hide a line.
 */
import { styleText } from "node:util";
import { escapeControls, toPrintableJson } from "@parley-smtp/node-socket";
import { wrapAnsi } from "fast-wrap-ansi";

/** A colour or a weight, or several, by the names of node:util. */
export type Style = Parameters<typeof styleText>[0];

/** Plain text, or text with a style. */
export type Piece = string | readonly [Style, string];

/** One output, such as the terminal or a pipe. */
export interface Page {
  /** Whether a person is watching. */
  readonly interactive: boolean;
  /** Prints one line of pieces. */
  line(...pieces: readonly Piece[]): void;
  /** Prints a paragraph after a lead; further lines are indented to its first line. */
  hanging(lead: Piece, ...pieces: readonly Piece[]): void;
  /** Prints over the current line, or clears it. */
  over(...pieces: readonly Piece[]): void;
}

const WIDTH = 80;
/** The fewest columns of a paragraph, even after a long lead. */
const NARROW = 20;

function page(stream: NodeJS.WriteStream, widthOfPipe: number): Page {
  const styled = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if (typeof piece === "string") return escapeControls(piece);
        const [style, text] = piece;
        return styleText(style, escapeControls(text), { stream });
      })
      .join("");
  const width = (): number =>
    stream.isTTY ? Math.min(stream.columns || WIDTH, WIDTH) : widthOfPipe;
  return {
    interactive: stream.isTTY === true,
    line: (...pieces) => void stream.write(`${styled(pieces)}\n`),
    hanging(lead, ...pieces) {
      const text = styled(pieces);
      const indent = typeof lead === "string" ? lead.length : lead[1].length;
      const columns = Math.max(NARROW, width() - indent);
      const wrapped = columns < Number.POSITIVE_INFINITY ? wrapAnsi(text, columns) : text;
      const under = `\n${" ".repeat(indent)}`;
      stream.write(`${styled([lead])}${wrapped.replaceAll("\n", under)}\n`);
    },
    over: (...pieces) => void stream.write(`\r\u001b[K${styled(pieces)}`),
  };
}

/** The results. A pipe gets the same lines as a terminal. */
export const out: Page = page(process.stdout, WIDTH);

/** Errors, progress and the dialogue. A log gets one line for each sentence. */
export const err: Page = page(process.stderr, Number.POSITIVE_INFINITY);

/** Prints a value for programs, and nothing else, on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${toPrintableJson(value, 2)}\n`);
}
