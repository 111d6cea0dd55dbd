/** Servers as recorded in the laboratory. Generated from lab/recorded; do not edit. */
import type { KnownPersonality } from "./personality-known.ts";

/** The names of servers that were recorded. */
export type RecordedName = never;

/** Every server that was recorded. */
export const recorded: Readonly<Record<RecordedName, KnownPersonality>> = {};
