/** What is kept of a server that is known by its name. */
import type { Personality } from "./personality.ts";

/** The account that known servers let in, where they want one. */
export const user: Readonly<Record<string, string>> = { test: "secret" };

/** A server that is known by its name. */
export interface KnownPersonality {
  /** What it is, in a line. */
  readonly title: string;
  /** Where the knowledge is from: a server that was run, or what others have reported of theirs. */
  readonly source:
    | {
        /** The day, as `2026-11-24`. */
        readonly recorded: string;
        readonly server: string;
        readonly version: string;
      }
    | {
        /** Addresses of public reports and documents. */
        readonly reported: readonly string[];
      };
  /** How the server behaves. */
  readonly personality: Personality;
}
