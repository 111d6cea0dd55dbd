/** Faults of one server in clear text, of the message source, and of the caller. */
import { COMMANDS, duringContent, ENVELOPE, type Kind, SPOKEN, says } from "./kind.ts";
import type { Misbehaviour } from "./plan.ts";

const RETRIES = { caller: "tries again" } as const;

/** One fault per session. */
export const FAULTS: readonly Kind[] = [
  { name: "no fault", harmless: true },
  { name: "replies octet by octet", harmless: true, server: () => dripped(0) },
  { name: "replies that take for ever, octet by octet", server: () => dripped(150) },
  says("close", SPOKEN, "", { ending: "close" }),
  says("reset", SPOKEN, "", { ending: "reset" }),
  says("silence", SPOKEN, "", { ending: "silence" }),
  says("421", SPOKEN, "421 4.3.2 Shutting down\r\n", { ending: "close" }),
  says("421 and the connection stays", SPOKEN, "421 4.3.2 Shutting down\r\n"),
  says("temporary failure", [...ENVELOPE, "END"], "451 4.3.0 Try later\r\n"),
  says("temporary failure and close", [...ENVELOPE, "END"], "451 4.3.0 Try later\r\n", {
    ending: "close",
  }),
  says("timeout reply", ENVELOPE, "451 4.4.2 Timeout waiting for data\r\n", { ending: "close" }),
  says("permanent failure", [...ENVELOPE, "END"], "550 5.7.1 No\r\n"),
  says("permanent failure and close", [...ENVELOPE, "END"], "550 5.7.1 No\r\n", {
    ending: "close",
  }),
  says("502", COMMANDS, "502 5.5.1 Command not implemented\r\n"),
  says("502 and close", COMMANDS, "502 5.5.1 Command not implemented\r\n", { ending: "close" }),
  says("503", COMMANDS, "503 5.5.1 Bad sequence of commands\r\n"),
  says("555", ["MAIL", "RCPT"], "555 5.5.4 Unsupported option\r\n"),
  says("555 and close", ["MAIL", "RCPT"], "555 5.5.4 Unsupported option\r\n", { ending: "close" }),
  says("garbage", SPOKEN, "HTTP/1.1 400 Bad Request\r\n"),
  says("one reply too many", [...COMMANDS, "END"], "250 2.0.0 OK\r\n250 2.0.0 OK\r\n"),
  says(
    "421 behind a refusal, in one packet",
    [...ENVELOPE, "END"],
    "550 5.7.1 No\r\n421 4.7.0 Bye\r\n",
    { ending: "close" },
  ),
  says(
    "another code in the last line",
    ["connect"],
    "220-stress.test\r\n521 5.3.2 No mail here\r\n",
    { ending: "close" },
  ),
  says("stored, and the answer is lost", ["END"], "", { stores: true, ending: "close" }),
  says("stored, and silence", ["END"], "", { stores: true, ending: "silence" }),
  says("stored, answered half, and reset", ["END"], "25", { stores: true, ending: "reset" }),
  duringContent("close during content", { ending: "close" }),
  duringContent("reset during content", { ending: "reset" }),
  duringContent("reads nothing more during content", { ending: "stop-reading" }),
  duringContent("refusal during content", { says: "552 5.3.4 Too big\r\n", ending: "discard" }),
  duringContent("refusal and close during content", {
    says: "552 5.3.4 Too big\r\n",
    ending: "close",
  }),
  { name: "two connections at most", connections: 2, harmless: true },
  { name: "a kept connection dies", diesAfter: 1 },
  says(
    "temporary failure, and the caller tries again",
    SPOKEN,
    "451 4.3.0 Try later\r\n",
    {},
    RETRIES,
  ),
  says("closed, and the caller tries again", SPOKEN, "", { ending: "close" }, RETRIES),
  says(
    "stored without an answer, and the caller tries again",
    ["END"],
    "",
    { stores: true, ending: "close" },
    RETRIES,
  ),
  { name: "the source throws", source: "throws" },
  { name: "the source stalls", source: "stalls" },
  { name: "the source gives what is no content", source: "wrong type" },
  { name: "the source throws when let go", source: "return throws" },
  { name: "the source never lets go", source: "return never settles" },
  { name: "the source changes its bytes", source: "changes its bytes" },
  { name: "the caller aborts", caller: "aborts" },
  { name: "the caller closes the mailer", caller: "closes the mailer" },
  { name: "the caller uses a stream twice", caller: "uses a stream twice" },
  { name: "the list of messages stalls", caller: "gives a list that stalls" },
  { name: "the list of messages throws", caller: "gives a list that throws" },
  { name: "the listener throws", caller: "gives a listener that throws", harmless: true },
  { name: "the listener rejects", caller: "gives a listener that rejects", harmless: true },
  { name: "the store stalls", caller: "gives a store that stalls" },
  { name: "the whole call has little time", caller: "allows little time" },
];

/** Sends every reply octet by octet. */
function dripped(pause: number): Misbehaviour[] {
  const usual = "250-stress.test\r\n250-8BITMIME\r\n250 PIPELINING\r\n";
  return [
    { stage: "connect", says: "220 stress.test\r\n", drip: pause },
    { stage: "EHLO", says: usual, drip: pause },
    { stage: "MAIL", says: "250 2.1.0 OK\r\n", drip: pause },
    { stage: "RCPT", says: "250 2.1.5 OK\r\n", drip: pause },
    { stage: "DATA", says: "354 Go\r\n", drip: pause },
    { stage: "END", says: "250 2.0.0 Stored\r\n", drip: pause },
  ];
}
