/** Re-encodes a whole message, in one piece or many. */
import { domainToAscii } from "../../src/client/connection/compute.ts";
import { headerEnd } from "../../src/protocol/bytes/octets.ts";
import { headerForms } from "../../src/protocol/content/header-forms.ts";
import type { HeaderMode } from "../../src/protocol/mime/header-text.ts";
import { ObstacleError, type Reencode } from "../../src/protocol/mime/obstacle.ts";
import { Reencoder } from "../../src/protocol/mime/recoder.ts";
import { computeNow } from "../../src/testing/compute-now.ts";
import { join } from "../../src/testing/octets.ts";

/** What the message goes out as. */
export function recode(
  pieces: readonly Uint8Array[],
  level: Reencode = "unsigned",
  mode?: HeaderMode,
): Uint8Array {
  const recoder = new Reencoder(level, mode);
  const out = pieces.map((piece) => recoder.push(piece));
  return join([...out, recoder.end()]);
}

/** All that a message may go out as: as it is, re-encoded, with its header alone in another form. */
export function formsOf(message: Uint8Array, level: Reencode = "unsigned"): readonly Uint8Array[] {
  const end = headerEnd(message);
  const at = end === -1 ? message.length : end;
  const script = headerForms(message.subarray(0, at), true, level);
  let step = script.next();
  while (!step.done) {
    if (step.value.do !== "compute") throw new Error("Only A-labels are asked for.");
    step = script.next(computeNow(step.value, (octets) => new Uint8Array(octets)));
  }
  const { ascii, unicode } = step.value;
  const recoded = [{}, { utf8: true }].flatMap((mode) => {
    try {
      return [recode([message], level, { ...mode, toAscii: domainToAscii })];
    } catch (error) {
      if (error instanceof ObstacleError) return [];
      throw error;
    }
  });
  const swapped = [ascii, unicode].map(({ octets }) => join([octets, message.subarray(at)]));
  return [message, ...swapped, ...recoded];
}

/** Cuts a message at these places. */
export function cut(octets: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = places.map((place) => place % (octets.length + 1)).sort((a, b) => a - b);
  return [0, ...at].map((from, index) => octets.subarray(from, at[index] ?? octets.length));
}

/** What is wrong with content that a server takes which knows 7-bit content only. */
export function unfit(content: Uint8Array): string[] {
  const lines = Buffer.from(content).toString("latin1").split("\r\n");
  return [
    ...(content.some((octet) => octet > 127) ? ["has octets over 127"] : []),
    ...(content.includes(0) ? ["has NUL"] : []),
    ...(lines.some((line) => line.length > 998) ? ["has a line over 998 octets"] : []),
    ...(lines.some((line) => /[\r\n]/.test(line)) ? ["has a CR or LF that stands alone"] : []),
  ];
}
