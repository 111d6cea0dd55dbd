/** Texts with gaps, compared in linear time: a pattern may come from a link that anybody made. */

/**
 * Whether a text consists of these pieces with something between each two of them.
 *
 * @param text what is looked at
 * @param pieces from the beginning to the end
 * @param isGap whether something may stand between two pieces
 * @param shortest characters that stand there at least
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
  // The first place is the best one: whatever fits behind a later one fits behind it too.
  for (const piece of rest) {
    const found = text.indexOf(piece, at + shortest);
    if (found === -1 || !isGap(text.slice(at, found))) return false;
    at = found + piece.length;
  }
  return at + shortest <= end && isGap(text.slice(at, end));
}
