/** What is run on every runtime: named cases in named groups, which know no test runner. */

/** One thing to try. */
export interface Case {
  /** A sentence. */
  readonly name: string;
  /** Why this runtime cannot do it; the case is then not run. */
  readonly gap?: string;
  /** Why this host cannot run it; its group is then not recorded. */
  readonly missing?: string;
  /** Rejects when it does not hold. */
  run(): Promise<void>;
}

/** The groups, in the order of the table. */
export const GROUPS = [
  "Transport",
  "Transcripts",
  "End to end",
  "Hostile peers",
  "Real servers",
] as const;

/** Cases that make one section of the table. */
export interface Group {
  readonly name: (typeof GROUPS)[number];
  readonly cases: readonly Case[];
  /** The one line that stands for all cases in the table, where they are too many. */
  readonly inShort?: string;
}
