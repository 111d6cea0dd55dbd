/**
 * Parses pasted text: an EHLO reply, reply lines, or a dialogue in the format of telnet, swaks, Postfix and mailers.
 * Any other line is kept as bad, so that it can be shown in its place.
 */
import { parseReplyText, type Reply } from "@parley-smtp/core";
import { EXTENSIONS, LEGALITY } from "@parley-smtp/core/tables";
import type { Answer, AnswerTo, Personality } from "@parley-smtp/core/testing";

/** One pasted line. */
export interface PastedLine {
  /** Its number, from 1. */
  readonly number: number;
  readonly text: string;
  readonly kind: "reply" | "command" | "content" | "note" | "bad";
  /** On the last line of a reply: the whole reply, and the answered command. */
  readonly reply?: Reply;
  readonly answers?: string;
}

/** The parsed text. */
export interface Pasted {
  readonly sort: "ehlo" | "replies" | "talk";
  readonly lines: readonly PastedLine[];
  /** The EHLO replies: in clear text and under TLS. */
  readonly ehlo: { readonly clear?: Reply; readonly tls?: Reply };
  /** A virtual server with the same offers and refusals. */
  readonly server: Personality;
}

const verbs: readonly string[] = [...new Set(LEGALITY.map(({ command }) => command))].filter(
  (verb) => !/GREETING|CONTENT|RESPONSE|OTHER/.test(verb),
);
const keywords = new Set(EXTENSIONS.map(({ keyword }) => keyword));

/** The side that wrote a line, by the marks of tools: swaks, Postfix with `-v`, and those with `C:` and `S:`. */
const marks: readonly (readonly [RegExp, "S" | "C" | "note"])[] = [
  [/^(?:===|\*\*\*)(?: (.*))?$/, "note"],
  [/^ ?<(?:-|~|\*\*|~\*) {0,2}(.*)$/, "S"],
  [/^ ?(?:-|~|\*\*|~\*)> ?(.*)$/, "C"],
  [/^(?:.*: )?< \S+\[[^\]]*\](?::\d+)?: (.*)$/, "S"],
  [/^(?:.*: )?> \S+\[[^\]]*\](?::\d+)?: (.*)$/, "C"],
  [/^(?:.*[\]\d] )?(?:S|Server|<<<|<) ?: ?(.*)$/i, "S"],
  [/^(?:.*[\]\d] )?(?:C|Client|>>>|>) ?: ?(.*)$/i, "C"],
  [/^<<< ?(.*)$/, "S"],
  [/^>>> ?(.*)$/, "C"],
  [/^# .*|^--- .* ---$|^Trying |^Connected to |^Escape character |^Connection closed/, "note"],
];

interface Said {
  readonly by: "S" | "C" | "note" | "?";
  readonly said: string;
}

function whoSaid(text: string): Said {
  for (const [pattern, by] of marks) {
    const found = pattern.exec(text);
    if (found) return { by, said: found[1] ?? text };
  }
  if (/^[2-5]\d\d(?:[ -]|$)/.test(text)) return { by: "S", said: text };
  const verb = /^[a-z]+/i.exec(text)?.[0].toUpperCase() ?? "";
  return { by: verbs.includes(verb) ? "C" : "?", said: text };
}

/** Lines that contain only keywords, as some tools list a server's offers. */
function bareKeywords(lines: readonly string[]): boolean {
  const words = lines.map((line) => /^([A-Z0-9-]+)(?:[ =].*)?$/.exec(line.trim())?.[1]);
  return (
    words.every((word) => word !== undefined) && words.some((word) => keywords.has(word ?? ""))
  );
}

/**
 * Parses pasted text.
 *
 * @param text any text
 * @param command the command that a single reply answers, if it is known
 */
export function readPasted(text: string, command = ""): Pasted | undefined {
  const all = text.split(/\r?\n/).map((line) => line.trimEnd());
  const filled = all.filter((line) => line.trim() !== "");
  if (filled.length === 0) return undefined;
  if (bareKeywords(filled)) {
    const reply = parseReplyText(
      ["mail.example.net", ...filled.map((line) => line.trim())]
        .map((line, at) => `250${at < filled.length ? "-" : " "}${line}`)
        .join("\r\n"),
    );
    const lines = filled.map(
      (line, at): PastedLine => ({ number: at + 1, text: line, kind: "reply" }),
    );
    const last = lines.at(-1);
    const told = last ? [...lines.slice(0, -1), { ...last, reply, answers: "EHLO" }] : lines;
    return {
      sort: "ehlo",
      lines: told,
      ehlo: { clear: reply },
      server: serverOf({ clear: reply }, []),
    };
  }
  return readConversation(all, command);
}

function readConversation(all: readonly string[], command: string): Pasted {
  const lines: PastedLine[] = [];
  const waiting: string[] = [];
  const refusals: Answer[] = [];
  const times = new Map<string, number>();
  const ehlo: { clear?: Reply; tls?: Reply } = {};
  let part: string[] = [];
  let tls = false;
  let content = false;
  let greeted = false;

  const hear = (reply: Reply): string => {
    const spoken = waiting.shift();
    const first = !greeted && spoken === undefined && command === "" && all.length > 1;
    const answers = spoken ?? (first ? "(greeting)" : command);
    const verb = answers.split(/[ (]/).find(Boolean)?.toUpperCase() ?? "";
    greeted ||= spoken === undefined;
    if (reply.code < 400 && /^(?:EHLO|LHLO)/.test(verb)) ehlo[tls ? "tls" : "clear"] = reply;
    if (reply.code < 300 && verb === "STARTTLS") tls = true;
    if (reply.code === 354) content = true;
    const name = verb.startsWith("GREETING")
      ? "GREETING"
      : verb.startsWith("MESSAGE")
        ? "CONTENT"
        : verb;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    if (reply.code >= 400) {
      const mechanism = name === "AUTH" ? answers.split(" ")[1] : undefined;
      refusals.push({
        to: name as AnswerTo,
        ...(mechanism === undefined ? { nth: time } : { when: { parameter: mechanism } }),
        reply: reply.lines.map(
          (line, at) => `${reply.code}${at < reply.lines.length - 1 ? "-" : " "}${line}`,
        ),
      });
    }
    return answers;
  };

  for (const [at, text] of all.entries()) {
    const number = at + 1;
    if (text.trim() === "" && !content) continue;
    const { by, said } = whoSaid(text);
    if (by === "note") lines.push({ number, text, kind: "note" });
    else if (content && by !== "S") {
      if (said.trim() === ".") {
        content = false;
        waiting.push("(message content)");
      }
      lines.push({ number, text, kind: "content" });
    } else if (by === "C") {
      if (/^[a-z]/i.test(said.trim())) waiting.push(said.trim());
      lines.push({ number, text, kind: "command" });
    } else if (by === "S") {
      part.push(said);
      const more = /^\d{3}-/.test(said);
      const reply = more ? undefined : replyOf(part);
      if (reply) lines.push({ number, text, kind: "reply", reply, answers: hear(reply) });
      else lines.push({ number, text, kind: more ? "reply" : "bad" });
      if (!more) part = [];
    } else lines.push({ number, text, kind: "bad" });
  }
  // A list that ends in the middle counts as far as it goes.
  const cut =
    part.length > 0
      ? replyOf(
          part.map((line, at) =>
            at === part.length - 1 ? line.replace(/^(\d{3})-/, "$1 ") : line,
          ),
        )
      : undefined;
  const last = lines.at(-1);
  if (cut && last) lines[lines.length - 1] = { ...last, reply: cut, answers: hear(cut) };

  const replies = lines.flatMap(({ reply }) => reply ?? []);
  const commands = lines.filter(({ kind }) => kind === "command");
  const [only] = replies;
  const alone = commands.length === 0 && replies.length === 1 && only !== undefined;
  if (alone && only.code === 250 && only.lines.slice(1).some(isKeyword)) {
    ehlo.clear = only;
    const told = lines.map((line) => (line.reply ? { ...line, answers: "EHLO" } : line));
    return { sort: "ehlo", lines: told, ehlo, server: serverOf(ehlo, []) };
  }
  const known = refusals.filter(({ to }) => canAnswer(to));
  return {
    sort: commands.length > 0 ? "talk" : "replies",
    lines,
    ehlo,
    server: serverOf(ehlo, known),
  };
}

function replyOf(part: readonly string[]): Reply | undefined {
  try {
    return parseReplyText(part.join("\r\n"));
  } catch {
    return undefined;
  }
}

function isKeyword(line: string): boolean {
  return keywords.has(line.split(/[ =]/)[0]?.toUpperCase() ?? "");
}

const answerable: readonly string[] = [...verbs, "GREETING", "CONTENT"];

function canAnswer(to: string): boolean {
  return answerable.includes(to) && to !== "TURN";
}

function serverOf(ehlo: Pasted["ehlo"], answers: readonly Answer[]): Personality {
  const offered = (reply: Reply | undefined): readonly string[] => reply?.lines.slice(1) ?? [];
  const starttls = offered(ehlo.clear).some((line) => /^STARTTLS\b/i.test(line));
  const name = (ehlo.clear ?? ehlo.tls)?.lines[0]?.split(" ")[0];
  return {
    ...(name && /^[\w.-]+$/.test(name) ? { name } : {}),
    capabilities: offered(ehlo.clear ?? ehlo.tls),
    ...(ehlo.tls ? { capabilitiesTls: offered(ehlo.tls) } : {}),
    tls: starttls || ehlo.tls ? "starttls" : "none",
    ...(answers.length > 0 ? { answers } : {}),
  };
}
