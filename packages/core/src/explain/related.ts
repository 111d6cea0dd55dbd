/** Lists reply codes that are easily confused. */

const GROUPS: readonly (readonly number[])[] = [
  [500, 501, 502, 503, 504, 555],
  [421, 450, 451, 452, 454],
  [530, 534, 535, 538, 454],
  [550, 551, 553, 554, 556, 521],
  [452, 552],
];

/**
 * Finds the codes with a similar meaning.
 *
 * @param code a reply code
 * @returns the other codes of its groups, in their order; empty for a code without a group
 */
export function relatedCodes(code: number): readonly number[] {
  const near = GROUPS.filter((group) => group.includes(code)).flat();
  return [...new Set(near)].filter((other) => other !== code);
}
