/** Matches texts with wildcards in linear time, because a pattern may come from a link that anybody wrote. */

/**
 * Returns whether a text consists of these pieces with gaps between them.
 *
 * @param text the text
 * @param pieces the pieces in order
 * @param isGap returns whether a text may be a gap
 * @param shortest the fewest characters of a gap
 */
export function hasPieces(
  text: string,
  pieces: readonly string[],
  isGap: (between: string) => boolean = () => true,
  shortest = 0,
): boolean {
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  // The first match is the best one: a piece that fits after a later match also fits after an earlier one.
  for (const piece of rest) {
    const found = text.indexOf(piece, at + shortest);
    if (found === -1 || !isGap(text.slice(at, found))) return false;
    at = found + piece.length;
  }
  return at + shortest <= end && isGap(text.slice(at, end));
}
