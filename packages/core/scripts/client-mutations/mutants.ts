/** Guards of the client, each taken out or turned in one place, and the tests that must notice. */

/** One change of one file. */
export interface Mutant {
  /** What is wrong with the client then. */
  readonly name: string;
  /** Under packages/core/src/client. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Under packages/core. */
  readonly tests: readonly string[];
  /** Those of the short run, in `pnpm check`. */
  readonly short?: true;
}

const waits = ["test/client/waits.test.ts"];
const stalled = ["test/client/stalled-streams.test.ts"];
const pool = ["src/client/mailer/pool.test.ts"];
const driver = ["src/client/connection/driver.test.ts"];

export const MUTANTS: readonly Mutant[] = [
  {
    name: "timeouts.total begins anew at every effect",
    file: "connection/script-runner.ts",
    from: "    this.#wait.endWait();\n",
    to: "    this.#wait.endWait();\n    this.#wait.startMessage();\n",
    tests: waits,
    short: true,
  },
  {
    name: "timeouts.total of a connection is not counted",
    file: "connection/session-keeper.ts",
    from: "new CallClock(total, running.signal)",
    to: "new CallClock(undefined, running.signal)",
    tests: waits,
  },
  {
    name: "the pool lends an open connection without taking it off the free list",
    file: "mailer/pool.ts",
    from: "return this.#free.splice(open, 1)[0];",
    to: "return this.#free[open];",
    tests: pool,
    short: true,
  },
  {
    name: "the pool lends a closed connection without taking it off the free list",
    file: "mailer/pool.ts",
    from: "const free = this.#free.pop();",
    to: "const free = this.#free.at(-1);",
    tests: pool,
    short: true,
  },
  {
    name: "one that was aborted stays in the queue for a connection",
    file: "connection/wait-queue.ts",
    from: "this.#waiting.delete(take);\n        reject",
    to: "reject",
    tests: pool,
  },
  {
    name: "put-back of a one-shot stream has no bound",
    file: "message/put-back.ts",
    from: "this.#complete = this.#keptBytes <= PUT_BACK_BYTES;",
    to: "this.#complete = true;",
    tests: ["src/client/message/put-back.test.ts"],
    short: true,
  },
  {
    name: "a listener is left on the caller's signal",
    file: "connection/call-clock.ts",
    from: "    this.#forget?.();\n",
    to: "\n",
    tests: ["test/client/leftovers.test.ts"],
  },
  {
    name: "the caller's signal is not heard once there is a total",
    file: "connection/call-clock.ts",
    from: 'signal.addEventListener("abort", abort, { once: true });\n    this.#forget',
    to: "this.#forget",
    tests: waits,
  },
  {
    name: "a deadline begins anew with each byte of a reply",
    file: "connection/reply-times.ts",
    from: "if (more) return;",
    to: "",
    tests: waits,
  },
  {
    name: "what comes when its wait has ended is taken for another wait",
    file: "connection/script-runner.ts",
    from: "if (own === this.#waitCount) this.#use(use, value);",
    to: "this.#use(use, value);",
    tests: driver,
  },
  {
    name: "a write that finds no room is not waited for",
    file: "connection/script-runner.ts",
    from: "return room ? this.#waitFor(room, wait, no) : false;",
    to: "return false;",
    tests: driver,
  },
  {
    name: "the alarm of an idle connection keeps the process alive",
    file: "connection/call-wait.ts",
    from: "this.#alarm.setIdle(true);",
    to: "",
    tests: driver,
  },
  {
    name: "QUIT holds up a message for all of its time",
    file: "connection/script-runner.ts",
    from: 'return wait === "quit" && !this.#call?.run.isLast\n      ? this.quitTimeout\n      : this.#options.timeouts[wait];',
    to: "return this.#options.timeouts[wait];",
    tests: ["test/client/quit.test.ts"],
  },
  {
    name: "a connection past its idle time by the clock is used",
    file: "connection/lifetime.ts",
    from: "return idleFor > this.#idle || frozen;",
    to: "return false;",
    tests: ["test/client/pool.test.ts"],
  },
  {
    name: "a stream that stalls is not closed",
    file: "message/body-stream.ts",
    from: "if (reading) reading.close();",
    to: "if (reading) return;",
    tests: stalled,
  },
  {
    name: "the end of a stream that was closed counts as the end of the message",
    file: "message/body-stream.ts",
    from: 'if (this.#releases !== before) throw new BodyError("its source was closed while it was read.");',
    to: "",
    tests: ["src/client/message/body-stream.test.ts"],
  },
  {
    name: "a stream of a message that is never begun stays open",
    file: "message/body.ts",
    from: "    keepErrors(raw);\n    closeStream(raw);",
    to: "    keepErrors(raw);",
    tests: ["test/client/streams.test.ts"],
  },
  {
    name: "bytes that the caller changes are sent",
    file: "message/body.ts",
    from: "inspect(piece).checksum !== this.#checksums[from / MAX_PIECE_BYTES]",
    to: "false",
    tests: ["test/guard.test.ts", "test/bodies.test.ts"],
  },
  {
    name: "a list of messages that stalls is not let go of",
    file: "mailer/pipelined-send.ts",
    from: "if (!this.#ended) closeIterator(this.#iterator);",
    to: "",
    tests: stalled,
  },
  {
    name: "composing has no end",
    file: "mailer/composing.ts",
    from: "return unlessAborted(coming, signal).catch(",
    to: "return coming.catch(",
    tests: stalled,
  },
  {
    name: "an observer that throws breaks a delivery",
    file: "connection/events.ts",
    from: "  } catch {\n    // There is no observer.\n  }",
    to: "  } finally {\n  }",
    tests: ["test/client/observers.test.ts"],
  },
  {
    name: "a message that the server may have goes over another connection",
    file: "mailer/connection-limit.ts",
    from: 'recipients.some(({ outcome }) => outcome === "accepted" || outcome === "unknown")',
    to: "false",
    tests: ["test/client/connection-limit.test.ts"],
  },
];
