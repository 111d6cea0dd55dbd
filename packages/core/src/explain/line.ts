/** Creates the lines of an explanation, each with its subject, and joins them. */
import { escapeControls } from "../protocol/errors/escape.ts";
import type { ExplainedLine, LineTopic } from "./explanation.ts";

/** Lines that are complete sentences; the others need their label. */
const ALONE: readonly LineTopic[] = ["happened", "responsible", "retry", "reaction", "certainty"];

/** Creates a line; text from outside is escaped. */
export function lineOf(about: LineTopic, label: string, text: string): ExplainedLine {
  return Object.freeze({ about, label, text: escapeControls(text) });
}

/** Joins the lines to one text. */
export function textOf(lines: readonly ExplainedLine[]): string {
  return lines
    .map(({ about, label, text }) => (ALONE.includes(about) ? text : `${label}: ${text}`))
    .join("\n");
}
