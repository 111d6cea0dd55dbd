/** The lines that an explanation is made of, each with what it is about. */
import { escapeControls } from "../protocol/errors/escape.ts";
import type { ExplainedLine, LineTopic } from "./explanation.ts";

/** Lines that are sentences on their own; the others need their label. */
const ALONE: readonly LineTopic[] = ["happened", "responsible", "retry", "reaction", "certainty"];

/** Makes a line; what came from outside is escaped. */
export function lineOf(about: LineTopic, label: string, text: string): ExplainedLine {
  return Object.freeze({ about, label, text: escapeControls(text) });
}

/** The lines as one text. */
export function textOf(lines: readonly ExplainedLine[]): string {
  return lines
    .map(({ about, label, text }) => (ALONE.includes(about) ? text : `${label}: ${text}`))
    .join("\n");
}
