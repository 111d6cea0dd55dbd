/** Compares two dialogues line by line. */
import { formatReply } from "@parley-smtp/core";
import type { Line } from "./line.ts";

/** A line for comparison: without its position, time and connection. */
function plain(line: Line): string {
  switch (line.kind) {
    case "command":
      return `C: ${line.line}`;
    case "content":
      return `C: ${line.text}`;
    case "reply":
      return `S: ${formatReply(line.reply)}`;
    case "garbage":
      return `S: ${line.text}`;
    case "connect":
      return `connect ${line.to.port} ${line.to.tls} ${line.why ?? ""}`;
    case "tls":
      return `TLS ${line.why ?? ""}`;
    case "decision":
      return `${line.decision.feature} ${line.decision.method} ${line.decision.outcome}`;
    case "server-closes":
      return `server ${line.how}`;
    default:
      return line.kind;
  }
}

/** Two dialogues side by side: each row has a line of one of them, or of both if they are equal. */
export interface Row {
  readonly one?: Line;
  readonly other?: Line;
}

/**
 * Aligns two dialogues by their longest common subsequence.
 *
 * @param one lines of the first dialogue
 * @param other lines of the second dialogue
 */
export function align(one: readonly Line[], other: readonly Line[]): readonly Row[] {
  const left = one.map(plain);
  const right = other.map(plain);
  const width = right.length + 1;
  // longest[i * width + j]: the common subsequence after line i of the first and line j of the second.
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const [l, r] = [one[i], other[j]];
    if (l && r && left[i] === right[j]) {
      rows.push({ one: l, other: r });
      i += 1;
      j += 1;
    } else if (l && (!r || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ one: l });
      i += 1;
    } else if (r) {
      rows.push({ other: r });
      j += 1;
    }
  }
  return rows;
}
