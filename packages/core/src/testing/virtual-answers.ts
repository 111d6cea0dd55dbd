/**
 * Chooses a personality's answers, the deviations from ordinary replies, and converts them to outputs.
 */
import { encodeLatin1, encodeUtf8 } from "./octets.ts";
import { type Answer, type AnswerTo, lines, matches } from "./personality.ts";
import { say } from "./virtual-replies.ts";
import type { CommandResult, Output, ServerStep, State } from "./virtual-state.ts";

/** The command or moment that is answered. */
export interface Occasion {
  /** All names of the command or moment. */
  readonly as: readonly AnswerTo[];
  /** The arguments of the command, including parameters. */
  readonly words?: readonly string[];
  readonly address?: string;
  /** Octets of content before and now. */
  readonly octets?: { readonly before: number; readonly now: number };
}

/**
 * Returns the personality's answer for this occasion, if there is one.
 *
 * Every fitting answer is counted, so that "the n-th time" means the n-th time that the answer could have been used,
 * whether or not another one was.
 */
export function chooseAnswer(state: State, occasion: Occasion): [State, Answer | undefined] {
  const chosen = state.server.choose?.(occasion.as);
  if (chosen) return [state, { ...chosen, to: occasion.as[0] as AnswerTo }];
  const { answers = [] } = state.server.personality;
  const fitting = answers.map((answer) => matchesOccasion(answer, state, occasion));
  if (!fitting.includes(true)) return [state, undefined];
  const count = (fitted: readonly number[]): number[] =>
    answers.map((_, at) => (fitted[at] ?? 0) + (fitting[at] ? 1 : 0));
  const here = count(state.fitted);
  const ever = count(state.shared.fitted);
  const answer = answers.find(({ nth, from = 1, perConnection }, at) => {
    const times = (perConnection ? here : ever)[at] ?? 0;
    return fitting[at] && (nth === undefined ? times >= from : times === nth);
  });
  return [{ ...state, fitted: here, shared: { ...state.shared, fitted: ever } }, answer];
}

function matchesOccasion(
  answer: Answer,
  state: State,
  { as, words = [], address, octets }: Occasion,
): boolean {
  const { to, when = {}, octets: threshold } = answer;
  const { parameter, tls, authenticated, initialResponse } = when;
  const named = (word: string): boolean =>
    [word, word.split("=")[0]].some((name) => name?.toUpperCase() === parameter?.toUpperCase());
  return (
    as.includes(to) &&
    (threshold === undefined ||
      (octets !== undefined && octets.before < threshold && threshold <= octets.now)) &&
    (parameter === undefined || words.some(named)) &&
    (when.address === undefined || (address !== undefined && matches(when.address, address))) &&
    (tls === undefined || tls === state.tls) &&
    (authenticated === undefined || authenticated === (state.user !== undefined)) &&
    (initialResponse === undefined || initialResponse === words.length > 1)
  );
}

/** Returns the reply code of a line. */
function parseReplyCode(line: string | undefined): number {
  return Number(line?.slice(0, 3));
}

/**
 * Returns the reply, or the personality's answer instead, and applies the effect of the command. The intended reply
 * decides the effect, even if it is then suppressed or garbled: what the server did and what the client receives can
 * differ.
 */
export function respond(before: State, occasion: Occasion, verdict: CommandResult): ServerStep {
  const [chosen, answer] = chooseAnswer(before, occasion);
  const meant = answer?.reply === undefined ? verdict.lines : lines(answer.reply);
  const code = parseReplyCode(meant[0]);
  const errors = chosen.errors + (code >= 500 ? 1 : 0);
  const { maxErrors = Number.POSITIVE_INFINITY } = chosen.server.personality;
  if (errors > maxErrors) {
    return end(chosen, [{ send: wire(say(chosen, "too many errors")) }, { close: true }]);
  }
  const after = verdict.effect?.({ ...chosen, errors }, code, meant) ?? { ...chosen, errors };
  const upgrade: Output[] = after.phase === "handshake" ? [{ startTls: true }] : [];
  if (answer?.silence) return [after, upgrade];
  if (answer?.close === "reset") return end(after, [{ reset: true }]);
  if (answer?.close === "before") return end(after, [{ close: true }]);
  const reply = answer?.garbage === undefined ? wire(meant) : encodeLatin1(answer.garbage);
  const sent = packets(reply, answer?.split, encodeLatin1(answer?.inject ?? ""));
  const closes = answer?.close === "after" || code === 421 || after.phase === "closed";
  return closes ? end(after, [...sent, { close: true }]) : [after, [...sent, ...upgrade]];
}

function end(state: State, outputs: readonly Output[]): ServerStep {
  return [{ ...state, phase: "closed" }, outputs];
}

function wire(reply: readonly string[]): Uint8Array {
  return encodeUtf8(reply.map((line) => `${line}\r\n`).join(""));
}

function packets(reply: Uint8Array, size = reply.length, injected: Uint8Array): Output[] {
  const outputs: Output[] = [];
  for (let at = 0; at < reply.length; at += size) {
    const piece = reply.subarray(at, at + size);
    const last = at + size >= reply.length;
    outputs.push({ send: last ? Uint8Array.from([...piece, ...injected]) : piece });
  }
  return outputs;
}
