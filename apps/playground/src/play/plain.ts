/** Formats a dialogue as plain text, for print. */
import { escapeControls } from "@parley-smtp/core";
import type { Line } from "./line.ts";

/**
 * Returns the lines of a dialogue with `C:` and `S:`, and the events between them.
 *
 * @param lines the dialogue
 * @param tell returns the words for an event, such as a new connection
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
