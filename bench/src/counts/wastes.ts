/** One superfluous action per message for each figure: proves that the limits notice it. */
import process from "node:process";
import { countWrite } from "./meter.ts";
import type { FigureName } from "./rows.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const nothing = (): void => {};

/** Keeps the compiler from removing unused results. */
const kept: { last?: unknown } = {};

/** What is wasted. */
export const WASTES: Readonly<Record<FigureName, () => void>> = {
  promises() {
    kept.last = Promise.resolve();
  },
  ticks: () => process.nextTick(nothing),
  timers: () => clearTimeout(setTimeout(nothing, 60_000)),
  clock() {
    kept.last = performance.now();
  },
  decodes() {
    kept.last = decoder.decode();
  },
  encodes() {
    kept.last = encoder.encode("");
  },
  freezes() {
    kept.last = Object.freeze({});
  },
  abortListeners: () => new AbortController().signal.addEventListener("abort", nothing),
  writes: countWrite,
  kilobytes() {
    kept.last = new Float64Array(1_000);
  },
};
