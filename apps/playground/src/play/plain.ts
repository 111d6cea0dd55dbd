/** A conversation as plain text, for paper: who says it, then what is said. */
import { escapeControls } from "@parley-smtp/core";
import type { Line } from "./line.ts";

/**
 * The lines of a conversation as `C:` and `S:`, with what else happens in between.
 *
 * @param lines what happened
 * @param tell the words for what nobody says, such as a connection that is opened
 */
export function plainText(lines: readonly Line[], tell: (line: Line) => string): string {
  return lines
    .flatMap((line) => textsOf(line, tell))
    .map(escapeControls)
    .join("\n");
}

function textsOf(line: Line, tell: (line: Line) => string): readonly string[] {
  switch (line.kind) {
    case "command":
      return [`C: ${line.line}`];
    case "content": {
      const shown = line.text.replace(/\r?\n$/, "").split(/\r?\n/);
      return [...shown.slice(0, 40).map((text) => `C: ${text}`), `   (${tell(line)})`];
    }
    case "reply":
      return line.reply.lines.map(
        (text, at, { length }) => `S: ${line.reply.code}${at < length - 1 ? "-" : " "}${text}`,
      );
    default:
      return [`-- ${tell(line)}`];
  }
}
