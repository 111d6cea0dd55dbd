/** Small English pieces: lists, numbers, and citations of RFCs. */

const NUMBER_WORDS: readonly string[] = [
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

/** Joins words: `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last = "and"): string {
  const [end = "", ...rest] = words.toReversed();
  return rest.length === 0 ? end : `${rest.toReversed().join(", ")} ${last} ${end}`;
}

/** Formats a count: `one more round trip`, `six more round trips`. */
export function count(number: number, singular: string): string {
  return `${NUMBER_WORDS[number] ?? number} ${singular}${number === 1 ? "" : "s"}`;
}

/** Adds its source to a sentence: `It is full (RFC 3463 3.3).` */
export function cited(sentence: string, rfc: string): string {
  return `${sentence.slice(0, -1)} (${rfc}).`;
}

/** Capitalizes the first letter. */
export function capitalized(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

type Unit = "day" | "hour" | "minute" | "second";

const UNITS: readonly (readonly [Unit, number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/**
 * Creates a function that formats seconds in the two largest units that are needed: `1 hour 30 minutes`.
 *
 * @param words the singular and plural of each unit
 */
export function spanIn(
  words: Readonly<Record<Unit, readonly [string, string]>>,
): (seconds: number) => string {
  return (seconds) => {
    const parts: string[] = [];
    let left = seconds;
    for (const [unit, size] of UNITS) {
      const number = Math.floor(left / size);
      left -= number * size;
      if (number > 0) parts.push(`${number} ${words[unit][number === 1 ? 0 : 1]}`);
    }
    return parts.slice(0, 2).join(" ");
  };
}
