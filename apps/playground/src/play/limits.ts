/** What a scene may cost, since anybody can make a link to one: a page must not stand still for it. */
import type { TranscriptHead } from "@parley-smtp/core/testing";

/** Effects of a session that is shown. The largest preset has less than a hundred. */
export const maxEffects = 6_000;
/** Messages of a transcript, octets of all of them, and pieces in which one comes. */
const maxMessages = 100;
const maxOctets = 2_000_000;
const maxPieces = 2_000;
/** Longer transcripts are not played a second time octet by octet. */
const maxTwice = 20_000;
/** Octets that one line of `lines` stands for. */
const lineOctets = 78;

/**
 * Checks that the messages of a transcript are not too much for a page.
 *
 * @throws {RangeError} saying what there is too much of
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

/** A transcript as it is played: a long one only in the packets that it shows. */
export function playedHow(head: TranscriptHead, text: string): TranscriptHead {
  return text.length > maxTwice ? { ...head, play: "whole" } : head;
}

/** Stops a session that goes on for too long. */
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
