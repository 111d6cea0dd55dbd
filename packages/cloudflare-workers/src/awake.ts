/**
 * Keeps a request alive while one of its calls waits for another request.
 *
 * A mailer in global scope serves many requests. A call may wait for a connection that another request uses. workerd
 * then sees that this request waits for nothing of its own, considers it hung, and cancels it. A timer of the request
 * prevents that.
 */
import type { Mailer } from "@parley-smtp/core";

/** Milliseconds between two timers. */
const BEAT = 1_000;

/** Waits for work while a timer runs. */
async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, BEAT);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Keeps requests alive during every call of a mailer. Returns the same mailer. */
export function keepAwake<Kept extends Mailer>(mailer: Kept): Kept {
  const { send, sendMany, verify, close } = mailer;
  const methods: Pick<Mailer, "send" | "sendMany" | "verify" | "close"> = {
    send: (...given) => awake(() => send.apply(mailer, given)),
    verify: (...given) => awake(() => verify.apply(mailer, given)),
    close: () => awake(() => close.call(mailer)),
    async *sendMany(...given) {
      const results = sendMany.apply(mailer, given)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const { done, value } = await awake(() => results.next());
          if (done) return;
          yield value;
        }
      } finally {
        await results.return?.();
      }
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(mailer, name, { value, configurable: true, writable: true });
  }
  return mailer;
}
