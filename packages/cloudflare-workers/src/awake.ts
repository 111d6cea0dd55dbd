/**
 * Keeps a request alive while a call of it waits for something of another request.
 *
 * A mailer that is kept in global scope serves many requests. A call may wait for a connection that
 * another request uses: workerd sees that this request waits for nothing of its own, takes it for hung and
 * cancels it. A timer of the request's own shows that it is not.
 */
import type { Mailer } from "@parley-smtp/core";

/** Milliseconds between two signs of life. */
const BEAT = 1_000;

/** Waits for work with a timer beside it. */
async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, BEAT);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Keeps requests alive during every call of a mailer. The mailer stays the same object. */
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
