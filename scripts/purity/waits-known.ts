/** The exceptions to the rule "wait", and what ends these waits. */

/** Public types that only the client creates: their calls end with the clock of the call. */
export const OWN_INTERFACES: ReadonlySet<string> = new Set(["Mailer", "ComposingMailer"]);

/** A wait that ends for another reason. */
export interface Exception {
  readonly path: string;
  /** The called function, or `for await` and its subject, as in the source. */
  readonly waits: string;
  /** What ends it. */
  readonly because: string;
}

const client = "packages/core/src/client/";
const compute = `${client}connection/compute.ts`;
const runner = `${client}connection/script-runner.ts`;
const raced =
  "the driver races the piece against timeouts.content, the call's deadline and its signal";
const computed = "the driver races the whole computation against timeouts.auth";

export const EXCEPTIONS: readonly Exception[] = [
  { path: `${client}message/streams.ts`, waits: "iterator.next", because: raced },
  { path: `${client}message/streams.ts`, waits: "reader.read", because: raced },
  { path: `${client}message/streams.ts`, waits: "made.next", because: raced },
  { path: `${client}message/body.ts`, waits: "raw", because: raced },
  { path: "packages/core/src/retry/message-id.ts", waits: "raw", because: raced },
  { path: "packages/core/src/retry/message-id.ts", waits: "for await pieces", because: raced },
  {
    path: `${client}mailer/composing.ts`,
    waits: "compose",
    because: "`inTime` puts the whole message into unlessAborted",
  },
  {
    path: `${client}mailer/composing.ts`,
    waits: "source.next",
    because: "the mailer that reads the list bounds each step, as for any list",
  },
  {
    path: `${client}mailer/pipelined-send.ts`,
    waits: "this.#iterator.next",
    because: "`peek` puts what is coming into unlessStalled",
  },
  { path: compute, waits: "crypto.subtle.digest", because: computed },
  { path: compute, waits: "crypto.subtle.importKey", because: computed },
  { path: compute, waits: "crypto.subtle.sign", because: computed },
  { path: compute, waits: "crypto.subtle.deriveBits", because: computed },
  { path: compute, waits: "deriveKey", because: computed },
  {
    path: `${client}connection/driver.ts`,
    waits: "this.#options.dial",
    because: "raced in the next statement; kept to close a connection that comes late",
  },
  {
    path: `${client}connection/driver.ts`,
    waits: "dial",
    because:
      "`raceSecondConnection` races what this connection brings, and aborts a dial that is late",
  },
  {
    path: `${client}connection/second-connection.ts`,
    waits: "transport.read",
    because: "`raceSecondConnection` races it, and closes the connection when it loses",
  },
  {
    path: `${client}connection/channel.ts`,
    waits: "this.transport.read",
    because: "the one read that stays outstanding; every wait for what it brings is bounded",
  },
  {
    path: runner,
    waits: "this.#pulling.get",
    because: "`#pull` puts it into #waitFor, as it did with the pull that it was begun by",
  },
  {
    path: `${client}connection/channel.ts`,
    waits: "transport.writeNow",
    because: "`#write` of the runner puts what it returns into #waitFor",
  },
  {
    path: runner,
    waits: "writeNow",
    because: "`#write` puts what it returns into #waitFor",
  },
  {
    path: runner,
    waits: "channel.transport.write",
    because: "`handOver` is put into #waitFor; kept while the server speaks first",
  },
  {
    path: runner,
    waits: "transport.write",
    because: "`handOver` is put into #waitFor; kept while the server speaks first",
  },
  {
    path: `${client}mailer/forwarded.ts`,
    waits: "mailer[Symbol.asyncDispose]",
    because: "the same as `close`, which waits for calls that end",
  },
  {
    path: `${client}options/options.ts`,
    waits: "auth.token",
    because: "the driver races the token against timeouts.auth, the call's deadline and its signal",
  },
  {
    path: "packages/core/src/retry.ts",
    waits: "pRetry",
    because: "its signal fires when the call is aborted or the mailer is closed, and each try ends",
  },
];
