/** Small pieces of English: lists, numbers, sentences about the RFC. */

const WORDS: readonly string[] = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last = "and"): string {
  const [end = "", ...rest] = words.toReversed();
  return rest.length === 0 ? end : `${rest.toReversed().join(", ")} ${last} ${end}`;
}

/** `one more round trip`, `six more round trips`. */
export function count(number: number, singular: string): string {
  return `${WORDS[number] ?? number} ${singular}${number === 1 ? "" : "s"}`;
}

/** A sentence with its source: `It is full (RFC 3463 3.3).` */
export function cited(sentence: string, rfc: string): string {
  return `${sentence.slice(0, -1)} (${rfc}).`;
}
