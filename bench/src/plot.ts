/** Draws a plot of lines as SVG with logarithmic axes: proportional growth is a straight line. */

/** One line, with its points from left to right; all values are greater than zero. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

const WIDTH = 760;
const HEIGHT = 420;
/** Room for the numbers on the left and below, the title above, and the names on the right. */
const EDGE = { left: 70, right: 190, top: 40, bottom: 50 };

/** Colours that people with any colour vision can distinguish (Okabe and Ito). */
const COLOURS = ["#0072b2", "#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#555555"];

/**
 * Draws lines.
 *
 * @param title the name of the vertical axis
 * @param across the name of the horizontal axis
 * @throws {RangeError} when there is no point
 */
export function plot(title: string, across: string, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) throw new RangeError("There is nothing to draw.");
  const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
  const ys = points.map(([, y]) => y);
  const low = Math.floor(Math.log10(Math.min(...ys)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...ys))));
  const inside = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  const [first = 1, last = 1] = [xs[0], xs.at(-1)];
  const span = Math.log(last / first) || 1;
  const left = (x: number): number => EDGE.left + (Math.log(x / first) / span) * inside.width;
  const top = (y: number): number =>
    EDGE.top + ((high - Math.log10(y)) / (high - low)) * inside.height;

  const grid = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)).map(
    (y) =>
      `<path d="M${EDGE.left} ${at(top(y))}h${inside.width}" stroke="#ddd"/>` +
      text(EDGE.left - 8, top(y) + 4, y.toLocaleString("en-US"), "end"),
  );
  const marks = xs.map((x) => text(left(x), HEIGHT - EDGE.bottom + 20, `${x}`, "middle"));
  const drawn = lines.map(({ name, points: of }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = of.map(([x, y]) => `${at(left(x))},${at(top(y))}`).join(" ");
    const dots = of.map(
      ([x, y]) => `<circle cx="${at(left(x))}" cy="${at(top(y))}" r="3" fill="${colour}"/>`,
    );
    const beside = EDGE.top + 20 + index * 22;
    return [
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...dots,
      `<path d="M${WIDTH - EDGE.right + 14} ${beside - 4}h18" stroke="${colour}" stroke-width="3"/>`,
      text(WIDTH - EDGE.right + 38, beside, name, "start"),
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" fill="#fff"/>
${text(EDGE.left, 22, title, "start")}
${text(EDGE.left + inside.width / 2, HEIGHT - 10, across, "middle")}
${[...grid, ...marks, ...drawn].join("\n")}
</svg>
`;
}

function text(x: number, y: number, words: string, anchor: string): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="#222">${escaped(words)}</text>`;
}

function at(value: number): string {
  return value.toFixed(1);
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
