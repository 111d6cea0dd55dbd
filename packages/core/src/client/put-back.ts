/** A one-shot stream that may go to another server, as long as little of it was read. */
import type { BodyReader } from "./body.ts";

/** So many octets are kept, as within one session. */
const WINDOW = 524_288;

/** The same body; one that cannot be read again keeps what was read, up to the window. */
export function withPutBack(body: BodyReader): BodyReader {
  if (body.pullNow) return body;
  const kept: Uint8Array[] = [];
  let octets = 0;
  let at = 0;
  return {
    ...body,
    async pull() {
      const again = kept[at];
      if (again) {
        at += 1;
        return again;
      }
      const piece = await body.pull();
      if (piece) {
        octets += piece.length;
        if (octets <= WINDOW) {
          kept.push(piece);
          at += 1;
        } else kept.length = 0;
      }
      return piece;
    },
    async rewind() {
      at = 0;
      if (octets <= WINDOW) return true;
      if (!(await body.rewind())) return false;
      octets = 0;
      return true;
    },
  };
}
