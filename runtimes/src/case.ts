/** The types of cases for every runtime: named cases in named groups, independent of a test runner. */

/** One test case. */
export interface Case {
  /** Its name as a sentence. */
  readonly name: string;
  /** Why this runtime cannot run it; the case is then skipped. */
  readonly gap?: string;
  /** Why this host cannot run it; its group is then not recorded. */
  readonly missing?: string;
  /** Runs the case. Rejects if it fails. */
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

/** Cases that form one section of the table. */
export interface Group {
  readonly name: (typeof GROUPS)[number];
  readonly cases: readonly Case[];
  /** The line that represents all cases in the table, if there are too many. */
  readonly inShort?: string;
}
