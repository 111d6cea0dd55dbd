/** A connection to the server of `answers.ts` inside this process. */
import type { Dial, Transport } from "@parley-smtp/node-socket";
import { createAnswers, GREETING } from "./answers.ts";
import { countWrite } from "./meter.ts";

/** Connects to the server, whatever the host. */
export const memoryDial: Dial = () => Promise.resolve(createTransport());

/** Reads bytes before `write` returns; a read is answered by the write that causes it. */
function createTransport(): Transport {
  const answer = createAnswers();
  const written = Promise.resolve();
  let arrived: Buffer[] = [GREETING];
  let wake: ((bytes: Uint8Array) => void) | undefined;
  return {
    releasesBytes: true,
    read() {
      const [first, ...others] = arrived;
      if (first) {
        arrived = [];
        return Promise.resolve(others.length === 0 ? first : Buffer.concat([first, ...others]));
      }
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    write(bytes) {
      countWrite();
      const replies = answer(bytes);
      if (replies && wake) {
        wake(replies);
        wake = undefined;
      } else if (replies) arrived.push(replies);
      return written;
    },
    close() {},
  };
}
