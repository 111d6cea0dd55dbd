/** The results of a played scene, for any server. */
import {
  type Capabilities,
  type ClientEvent,
  type Decision,
  type Receipt,
  SmtpError,
} from "@parley-smtp/core";
import type {
  AcceptedMessage,
  Difference,
  Json,
  Moment,
  Performed,
  TranscriptHead,
} from "@parley-smtp/core/testing";
import { type Line, linesOf } from "./line.ts";

/** The outcome of one message: a receipt, or the error that was thrown. */
export type Outcome = Receipt | SmtpError;

/** The cost of a session up to its last message, without QUIT. */
export interface Cost {
  readonly roundTrips: number;
  readonly clock: number;
}

/** A played scene. */
export interface Run {
  readonly lines: readonly Line[];
  readonly outcomes: readonly Outcome[];
  readonly decisions: readonly Decision[];
  /** The EHLO replies, in order. */
  readonly offers: readonly { readonly tls: boolean; readonly capabilities: Capabilities }[];
  readonly cost: Cost;
  /** The minimum cost of such a session: the same client with a server that supports what it offers. */
  readonly floor?: Cost;
  /** The messages that the server accepted, even if the client does not know; absent for a transcript. */
  readonly accepted?: readonly AcceptedMessage[];
  readonly history: readonly Moment[];
  /** Head and steps of a new transcript; absent if the scene is a transcript. */
  readonly head: Pick<TranscriptHead, "options" | "messages">;
  /** The first difference between the transcript and the session. */
  readonly difference?: Difference;
}

/** A scene cannot be played; the sentence says why. */
export interface Unplayable {
  readonly problem: string;
}

/** Combines the effects and the results of a scene. */
export function told(
  all: readonly Performed[],
  results: readonly unknown[],
  mask: (text: string) => string,
): Pick<Run, "lines" | "outcomes" | "decisions" | "offers" | "cost"> {
  const lines = linesOf(all, mask);
  const events = all.flatMap(({ effect }) => (effect.do === "emit" ? [effect.event] : []));
  const outcomes = results.flatMap(outcomeOf);
  return {
    lines,
    outcomes,
    decisions: outcomes.at(-1)?.decisions ?? decisionsOf(results),
    offers: offersOf(events),
    cost: costOf(lines),
  };
}

/** A query has no outcome; its answer is read from the dialogue. */
function outcomeOf(result: unknown): Outcome[] {
  if (typeof result !== "object" || result === null) return [];
  if ("error" in result && SmtpError.is(result.error)) return [result.error];
  return "recipients" in result ? [result as Receipt] : [];
}

function decisionsOf(results: readonly unknown[]): readonly Decision[] {
  const [only] = results as readonly { readonly decisions?: readonly Decision[] }[];
  return only?.decisions ?? [];
}

function offersOf(events: readonly ClientEvent[]): Run["offers"] {
  let tls = false;
  return events.flatMap((event) => {
    if (event.type === "connected") tls = event.tls;
    if (event.type === "secured") tls = true;
    return event.type === "capabilities" ? [{ tls, capabilities: event.capabilities }] : [];
  });
}

/** QUIT costs the user nothing, because the outcome is known before. */
function costOf(lines: readonly Line[]): Cost {
  const quit = lines.findLastIndex((line) => line.kind === "command" && line.line === "QUIT");
  const last = lines[quit < 0 ? lines.length - 1 : quit - 1];
  return { roundTrips: last?.roundTrips ?? 0, clock: last?.clock ?? 0 };
}

/** Returns the expectation of a transcript or a test for a message with this outcome. */
export function expectationOf(outcome: Outcome): { readonly [key: string]: Json } {
  if (SmtpError.is(outcome)) return { error: { code: outcome.code, retry: outcome.retry } };
  const fallbacks = outcome.fallbacks.map(({ feature, method, reason }) => ({
    feature,
    method,
    ...(reason === undefined ? {} : { reason }),
  }));
  return { reply: { code: outcome.reply.code }, fallbacks };
}
