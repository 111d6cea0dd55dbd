/** Describes a line of a dialogue in words. */
import { escapeControls } from "@parley-smtp/core";
import type { Line } from "../play/line.ts";
import { sentenceOf } from "../words/decision.ts";
import type { Words } from "../words/en.ts";

/** The side of a line. */
export function sideOf(line: Line): "client" | "server" | "event" {
  if (line.kind === "command" || line.kind === "content") return "client";
  return line.kind === "reply" || line.kind === "garbage" ? "server" : "event";
}

/** The result of a line, for its colour and symbol. */
export function moodOf(line: Line): "plain" | "good" | "wait" | "bad" | "fallback" | "secure" {
  switch (line.kind) {
    case "reply":
      if (line.reply.code < 300) return "good";
      if (line.reply.code < 400) return "plain";
      return line.reply.code < 500 ? "wait" : "bad";
    case "garbage":
    case "silence":
      return "bad";
    case "server-closes":
      return line.how === "reset" ? "bad" : "plain";
    case "connect":
      return line.why === undefined ? "plain" : "bad";
    case "tls":
      return line.why === undefined ? "secure" : "bad";
    case "decision":
      return line.decision.outcome === "unmet" ? "bad" : "fallback";
    default:
      return "plain";
  }
}

/** Returns the text of a line. Text from the server or a link is escaped. */
export function textOfLine(line: Line, words: Words): string {
  return escapeControls(textOf(line, words));
}

function textOf(line: Line, words: Words): string {
  const w = words.line;
  switch (line.kind) {
    case "command":
      return line.line;
    case "content":
      return w.content(line.octets);
    case "reply":
      return `${line.reply.code} ${line.reply.lines.join(" · ")}`.trim();
    case "garbage":
      return `${w.garbage}: ${JSON.stringify(line.text)}`;
    case "connect": {
      const { host, port, tls } = line.to;
      if (line.why !== undefined) return w.connectFails(host, port, line.why);
      return tls === "implicit" ? w.connectTls(host, port) : w.connect(host, port);
    }
    case "tls":
      return line.why === undefined ? w.tls : w.tlsFails(line.why);
    case "silence":
      return w.silence;
    case "server-closes":
      return line.how === "reset" ? w.reset : w.closed;
    case "client-closes":
      return w.clientCloses;
    case "decision":
      return sentenceOf(line.decision);
  }
}

/** Returns a line for screen readers, beginning with its side. */
export function spokenLine(line: Line, words: Words): string {
  const { says } = words.line;
  return `${says[sideOf(line)]} ${textOfLine(line, words)}`.trim();
}
