/** The type of a named personality with its source. No data except the shared test account. */
import type { Personality } from "./personality.ts";

/** The account that named servers accept, if they require one. */
export const user: Readonly<Record<string, string>> = { test: "secret" };

/** A named server. */
export interface KnownPersonality {
  /** A description in one line. */
  readonly title: string;
  /** The source: a server that was run in the lab, or public reports. */
  readonly source:
    | {
        /** The date, as `2026-11-24`. */
        readonly recorded: string;
        readonly server: string;
        readonly version: string;
      }
    | {
        /** URLs of public reports and documents. */
        readonly reported: readonly string[];
      };
  /** How the server behaves. */
  readonly personality: Personality;
}
