/** The type of a finding: a place that breaks a rule. */
import type ts from "typescript";

/** One place that breaks a rule. */
export interface Finding {
  /** The path from the root, with forward slashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly rule: "pure" | "direction" | "script" | "wait";
  /** A sentence: what is wrong and what to do instead. */
  readonly message: string;
}

/** A source file in the form that the rules need. */
export interface Source {
  readonly path: string;
  readonly file: ts.SourceFile;
}

/** Creates the findings of one rule. */
export type Report = (source: Source, node: ts.Node, message: string) => void;

/** Collects findings of one rule, each line of a file at most once. */
export function reporter(rule: Finding["rule"], findings: Finding[]): Report {
  const seen = new Set<string>();
  return (source, node, message) => {
    const start = node.getStart(source.file);
    const line = source.file.getLineAndCharacterOfPosition(start).line + 1;
    const place = `${source.path}:${line}`;
    if (seen.has(place)) return;
    seen.add(place);
    findings.push({ path: source.path, line, rule, message });
  };
}
