/**
 * What a server may say in place of any answer: 46 kinds, from its usual reply in odd pieces to what is no
 * reply at all.
 */
import type { Ending, Stage } from "./plan.ts";

/** What a reply is made of. */
export interface ReplyContext {
  readonly stage: Stage;
  /** What the server would have said. */
  readonly usual: string;
  /** The line that it answers. */
  readonly line: string;
  readonly random: () => number;
}

/** A reply in place of another. */
export interface AnyReply {
  readonly name: string;
  /** The pieces to write, with `pause` between them. */
  readonly pieces: (context: ReplyContext) => readonly string[];
  /** Milliseconds between pieces. Default 0, which is still another packet. */
  readonly pause?: number;
  /**
   * Whether the server does what was asked. `as usual`: the reply says what the usual one says. `either`:
   * nobody can see it from the reply, so the server does it by chance.
   */
  readonly does: "as usual" | "yes" | "no" | "either";
  readonly ending?: Ending;
  /** Whole replies that answer nothing, or a reply that is left out while the connection goes on. */
  readonly doubt?: "extra" | "missing";
}

const OK = "250 2.0.0 OK\r\n";
const NO = "550 5.7.1 No\r\n";
const GOODBYE = "421 4.3.2 Shutting down\r\n";

type More = Partial<Omit<AnyReply, "name">>;

/** A refusal: the server does not do what was asked. */
const refuses = (name: string, text: string, more: More = {}): AnyReply => {
  return { name, pieces: () => [text], does: "no", ...more };
};

/** What has no meaning. */
const odd = (name: string, text: string, more: More = {}): AnyReply => {
  return { name, pieces: () => [text], does: "either", ...more };
};

/** The usual reply in another form. */
const usually = (
  name: string,
  form: (usual: string, context: ReplyContext) => string | readonly string[],
  more: More = {},
): AnyReply => {
  const pieces = (context: ReplyContext) => [form(context.usual, context)].flat();
  return { name, pieces, does: "as usual", ...more };
};

/** Puts text behind the code of the last line. */
const withText = (usual: string, text: string): string =>
  usual.replace(/(\d{3}) [^\r\n]*\r\n$/, (_, code) => `${code} ${text}\r\n`);

const codeOf = (usual: string): string => usual.slice(0, 3);

/** The usual reply with lines before it. */
const behindLines = (usual: string, lines: number): string =>
  `${codeOf(usual)}-more\r\n`.repeat(lines) + usual;

const binary = ({ random }: ReplyContext): string =>
  String.fromCharCode(...Array.from({ length: 40 }, () => Math.floor(random() * 256)));

/** All kinds of replies. */
export const REPLIES: readonly AnyReply[] = [
  usually("the usual reply, octet by octet", (usual) => [...usual]),
  usually("the usual reply in two packets", (usual, { random }) => {
    const at = Math.floor(random() * usual.length);
    return [usual.slice(0, at), usual.slice(at)];
  }),
  usually("the usual reply, too late", (usual) => ["", usual], { pause: 500 }),
  usually("the usual reply, octet by octet for ever", (usual) => [...usual], { pause: 150 }),
  usually("the usual reply with bare line feeds", (usual) => usual.replaceAll("\r\n", "\n")),
  usually("the usual reply behind blank lines", (usual) => `\r\n\r\n${usual}`),
  usually("the usual reply in three lines", (usual) => behindLines(usual, 2)),
  usually("the usual reply in 2,000 lines", (usual) => behindLines(usual, 2000)),
  usually("the usual reply in 20,000 lines", (usual) => behindLines(usual, 20_000)),
  usually("the code alone", (usual) => `${codeOf(usual)}\r\n`),
  usually("the code without a separator", (usual) => `${codeOf(usual)}Fine\r\n`),
  usually("a tab behind the code", (usual) => `${codeOf(usual)}\tFine\r\n`),
  usually("a space before the code", (usual) => ` ${usual}`),
  usually("another code of its class", (usual) => usual.replace(/^(\d)\d\d/gm, "$199")),
  usually("NUL and control characters in the text", (usual) =>
    withText(usual, "\0\x07\x1b[2J fine\b\0"),
  ),
  usually("text in Latin-1", (usual) => withText(usual, "Sch\xf6ne Gr\xfc\xdfe")),
  usually("text with marks of direction in UTF-8", (usual) =>
    withText(usual, "\xe2\x80\xae fine \xe2\x80\xac"),
  ),
  usually("a line of 600 octets", (usual) => withText(usual, "x".repeat(600))),
  usually("a line of 40,000 octets", (usual) => withText(usual, "x".repeat(40_000))),
  usually("an enhanced code that contradicts", (usual) => withText(usual, "5.7.1 Denied")),
  usually("the usual reply and 421 in one packet, and close", (usual) => usual + GOODBYE, {
    ending: "close",
  }),
  usually("the usual reply twice", (usual) => usual + usual, { doubt: "extra" }),
  usually("the usual reply and a refusal", (usual) => usual + NO, { doubt: "extra" }),
  usually("the usual reply and five more", (usual) => usual + OK.repeat(5), { doubt: "extra" }),
  usually("the usual reply and another one later", (usual) => [usual, OK], {
    pause: 20,
    doubt: "extra",
  }),
  refuses("a refusal and an acceptance", NO + OK, { doubt: "extra" }),
  refuses("a temporary failure", "451 4.3.0 Try later\r\n"),
  refuses("a permanent failure in three lines", "554-5.7.1 No\r\n554-5.7.1 No\r\n554 5.7.1 No\r\n"),
  refuses("503, bad sequence", "503 5.5.1 Bad sequence of commands\r\n"),
  refuses("530, log in first", "530 5.7.0 Authentication required\r\n"),
  refuses("552, too large, and close", "552 5.3.4 Too big\r\n", { ending: "close" }),
  refuses("421 and the connection stays", GOODBYE),
  refuses("421 and close", GOODBYE, { ending: "close" }),
  {
    name: "a refusal that repeats what it heard",
    pieces: ({ line }) => [`550 5.5.2 Not understood: ${line}\r\n`],
    does: "no",
  },
  odd("334 where it is not due", "334 VXNlcm5hbWU6\r\n"),
  odd("1yz", "150 Wait\r\n"),
  odd("999", "999 What\r\n"),
  odd("lines with different codes", "250-2.0.0 Fine\r\n550 5.7.1 No\r\n"),
  odd("a page of HTTP", "HTTP/1.1 400 Bad Request\r\nServer: none\r\n\r\n<html></html>"),
  { name: "binary octets", pieces: (context) => [binary(context)], does: "either" },
  odd("a line without an end", "250 ".padEnd(100_000, "x")),
  odd("a reply without an end", "250-more\r\n".repeat(5_000), { ending: "silence" }),
  odd("nothing, and the connection goes on", "", { doubt: "missing" }),
  odd("nothing, and close", "", { ending: "close" }),
  {
    ...usually("half a reply, and close", (usual) => usual.slice(0, 2)),
    does: "either",
    ending: "close",
  },
  {
    ...usually("half a reply, and reset", (usual) => usual.slice(0, -1)),
    does: "either",
    ending: "reset",
  },
];

/** Finds a kind by its name. */
export function replyNamed(name: string): AnyReply {
  const found = REPLIES.find((reply) => reply.name === name);
  if (!found) throw new RangeError(`There is no reply "${name}".`);
  return found;
}
