/** The kinds of fault of the stress run: what the server, the source or the caller does wrong. */
import type { SourceFault } from "./content.ts";
import type { ContentMisbehaviour, Misbehaviour, Stage } from "./server.ts";

/** What the caller does while its messages are under way. */
export type CallerFault =
  | "aborts"
  | "closes the mailer"
  | "uses a stream twice"
  | "gives a list that stalls"
  | "gives a list that throws"
  | "gives a listener that throws"
  | "gives a listener that rejects"
  | "gives a store that stalls"
  | "allows little time";

/** One kind of fault, drawn anew for each session. */
export interface Kind {
  readonly name: string;
  readonly server?: (random: () => number) => readonly Misbehaviour[];
  readonly content?: (random: () => number) => ContentMisbehaviour;
  readonly connections?: number;
  readonly diesAfter?: number;
  readonly source?: SourceFault;
  readonly caller?: CallerFault;
  /** All messages must be accepted. */
  readonly harmless?: true;
}

const pick = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;

const ANYWHERE: readonly Stage[] = [
  "connect",
  "EHLO",
  "MAIL",
  "RCPT",
  "DATA",
  "BDAT",
  "END",
  "RSET",
];
const ENVELOPE: readonly Stage[] = ["MAIL", "RCPT", "DATA", "BDAT", "RSET"];
const COMMANDS: readonly Stage[] = ["EHLO", ...ENVELOPE];

/** Says something else at one stage, at its first or second occurrence. */
function says(
  name: string,
  stages: readonly Stage[],
  text: string,
  more: Partial<Misbehaviour> = {},
): Kind {
  return {
    name,
    server: (random) => [
      { stage: pick(random, stages), nth: 1 + Math.floor(random() * 2), says: text, ...more },
    ],
  };
}

function duringContent(name: string, more: Omit<ContentMisbehaviour, "after">): Kind {
  return { name, content: (random) => ({ after: Math.floor(random() * 40_000), ...more }) };
}

/** All kinds; each session of the run has one of them. */
export const KINDS: readonly Kind[] = [
  { name: "no fault", harmless: true },
  { name: "replies octet by octet", harmless: true, server: () => dripped(0) },
  { name: "replies that take for ever, octet by octet", server: () => dripped(150) },
  says("close", ANYWHERE, "", { ending: "close" }),
  says("reset", ANYWHERE, "", { ending: "reset" }),
  says("silence", ANYWHERE, "", { ending: "silence" }),
  says("421", ANYWHERE, "421 4.3.2 Shutting down\r\n", { ending: "close" }),
  says("421 and the connection stays", ANYWHERE, "421 4.3.2 Shutting down\r\n"),
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
  says("garbage", ANYWHERE, "HTTP/1.1 400 Bad Request\r\n"),
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

/** Every reply comes octet by octet. */
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
