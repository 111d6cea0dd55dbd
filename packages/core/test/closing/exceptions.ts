/** Sessions in which a close behind a refusal changes the outcome, and why that is right. */
export interface Exception {
  /** The transcript. */
  readonly transcript: string;
  /** Only where the server closes behind every refusal; absent: always. */
  readonly all?: true;
  /**
   * - `unknown`: a message was written whole, and its answer never comes.
   * - `refused`: the server lets nothing follow, so its refusal is the outcome.
   * - `better`: the new connection reaches a recipient for whom the old one was of no more use.
   */
  readonly outcome: "unknown" | "refused" | "better";
  readonly why: string;
}

const LMTP = "The whole message was sent, and the answers for the other recipients never come.";
const AT_ONCE = "The whole message went with its envelope, and another recipient was accepted.";
const BEHIND = "The next message was written whole behind the refusal.";

/** All of them. */
export const EXCEPTIONS: readonly Exception[] = [
  { transcript: "lmtp/each-refused", outcome: "unknown", why: LMTP },
  { transcript: "lmtp/each-refused-8-bit", outcome: "unknown", why: LMTP },
  { transcript: "lmtp/one-refused", outcome: "unknown", why: LMTP },
  { transcript: "dsn/preferred-rcpt-bdat-at-once", outcome: "unknown", why: AT_ONCE },
  { transcript: "envelope/recipients-mixed-bdat-at-once", outcome: "unknown", why: AT_ONCE },
  { transcript: "across/bdat-parameter-refused", outcome: "unknown", why: BEHIND },
  { transcript: "across/bdat-refused-content-8-bit", outcome: "unknown", why: BEHIND },
  {
    transcript: "dsn/one-shot-spent",
    outcome: "better",
    why: "The content was not sent yet, so the recipient is asked for again without the parameter.",
  },
  {
    transcript: "hello/helo-503-rset",
    all: true,
    outcome: "refused",
    why: "The server closes behind the first HELO of every connection.",
  },
];
