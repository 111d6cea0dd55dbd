/** Limits the cost of a scene, because anybody can write a link to one: the page must not hang. */
import type { TranscriptHead } from "@parley-smtp/core/testing";

/** The most effects of a session that is shown. The largest preset has less than a hundred. */
export const maxEffects = 6_000;
/** The most messages of a transcript, octets of all messages, and pieces of one message. */
const maxMessages = 100;
const maxOctets = 2_000_000;
const maxPieces = 2_000;
/** Longer transcripts are not played again octet by octet. */
const maxTwice = 20_000;
/** Number of octets that one line of `lines` represents. */
const lineOctets = 78;

/**
 * Checks that the messages of a transcript are not too large for the page.
 *
 * @throws {RangeError} that says what is too large
 */
export function checkWeight({ messages }: Pick<TranscriptHead, "messages">): void {
  if (messages.length > maxMessages) {
    throw new RangeError(
      `The transcript has ${messages.length} messages; the page plays ${maxMessages}.`,
    );
  }
  let octets = 0;
  for (const { raw, tail, lines, stream } of messages) {
    const own = lengthOf(raw) + lengthOf(tail) + lineOctets * (numberOf(lines) ?? 0);
    const { octets: each } = (stream ?? {}) as { readonly octets?: unknown };
    const pieces = own / (numberOf(each) || own || 1);
    octets += own;
    if (pieces > maxPieces) {
      throw new RangeError(
        `A message comes in ${Math.ceil(pieces)} pieces; the page plays ${maxPieces}.`,
      );
    }
  }
  if (octets > maxOctets) {
    throw new RangeError(`The messages have ${octets} octets; the page plays ${maxOctets}.`);
  }
}

/** Returns a transcript in the form that is played: a long one only in its own packets. */
export function playedHow(head: TranscriptHead, text: string): TranscriptHead {
  return text.length > maxTwice ? { ...head, play: "whole" } : head;
}

/** Stops a session that takes too long. */
export function stopAtLimit(): () => void {
  let effects = 0;
  return () => {
    effects += 1;
    if (effects > maxEffects) {
      throw new RangeError(
        `The session takes more than ${maxEffects} steps, which the page does not play. Take fewer messages or recipients, or larger pieces.`,
      );
    }
  };
}

function lengthOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
