/**
 * A dialogue as lines: a driver's effects in the order in which they happened, each line with the clock and the round
 * trips so far.
 */
import type { ClientEvent, Decision, Endpoint, Reply } from "@parley-smtp/core";
import type { Performed } from "@parley-smtp/core/testing";

/** The content of a line. */
export type Told =
  | { readonly kind: "command"; readonly line: string }
  | { readonly kind: "content"; readonly octets: number; readonly text: string }
  | { readonly kind: "reply"; readonly reply: Reply; readonly answers: string }
  | { readonly kind: "garbage"; readonly text: string }
  | { readonly kind: "connect"; readonly to: Endpoint; readonly why?: string }
  | { readonly kind: "tls"; readonly why?: string }
  | { readonly kind: "silence" }
  | { readonly kind: "server-closes"; readonly how: "closed" | "reset" }
  | { readonly kind: "client-closes" }
  | { readonly kind: "decision"; readonly decision: Decision };

/** One line of a dialogue. */
export type Line = Told & {
  /** The position from 0. */
  readonly at: number;
  /** Milliseconds since the beginning. */
  readonly clock: number;
  readonly roundTrips: number;
  /** The client's flight of the line, from 1; 0 before the first one of a connection. */
  readonly flight: number;
  readonly connection: number;
  readonly tls: boolean;
};

/** The most characters of content that are shown; of longer content, the beginning. */
const mostShown = 2000;

const text = new TextDecoder();

/**
 * Converts a driver's effects to lines.
 *
 * @param all every effect, in order
 * @param mask hides the secrets of the session in text that the server sent
 */
export function linesOf(all: readonly Performed[], mask: (text: string) => string): Line[] {
  const lines: Line[] = [];
  let commands: string[] = [];
  let unread = "";
  let flight = 0;
  let answered = true;
  let connection = 0;
  let tls = false;

  const add = (told: Told, { ended, roundTrips }: Performed): void => {
    lines.push({ ...told, at: lines.length, clock: ended, roundTrips, flight, connection, tls });
  };
  /** Data that is not a reply. */
  const garbage = (performed: Performed): void => {
    if (unread !== "") add({ kind: "garbage", text: mask(unread) }, performed);
    unread = "";
  };
  const event = (told: ClientEvent, performed: Performed): void => {
    if (told.type === "command") commands.push(told.line);
    if (told.type === "reply") {
      unread = withoutReply(unread, told.reply.lines.length);
      add({ kind: "reply", reply: told.reply, answers: told.answers }, performed);
    }
    if (told.type === "decision") {
      garbage(performed);
      add({ kind: "decision", decision: told.decision }, performed);
    }
  };
  const written = (bytes: Uint8Array, performed: Performed): void => {
    garbage(performed);
    if (answered) flight += 1;
    answered = false;
    const content = afterLines(bytes, commands.length);
    const last = lines.at(-1);
    for (const line of commands) add({ kind: "command", line }, performed);
    if (content.length === 0) return;
    const shown = text.decode(content.subarray(0, mostShown));
    if (commands.length === 0 && last?.kind === "content" && last.flight === flight) {
      const more = last.text.length < mostShown ? last.text + shown : last.text;
      lines[last.at] = { ...last, octets: last.octets + content.length, text: more };
    } else add({ kind: "content", octets: content.length, text: shown }, performed);
  };

  for (const performed of all) {
    const { effect, result, failure } = performed;
    switch (effect.do) {
      case "emit":
        event(effect.event, performed);
        break;
      case "connect":
        garbage(performed);
        connection += 1;
        flight = 0;
        answered = true;
        unread = "";
        tls = !failure && effect.to.tls === "implicit";
        add(
          { kind: "connect", to: effect.to, ...(failure ? { why: failure.kind } : {}) },
          performed,
        );
        break;
      case "listen":
        if (result === false) add({ kind: "silence" }, performed);
        break;
      case "connect-second": {
        const lost = failure?.kind ?? "silence";
        if (result) {
          connection += 1;
          flight = 0;
          answered = true;
          unread = "";
          tls = true;
        }
        add({ kind: "connect", to: effect.to, ...(result ? {} : { why: lost }) }, performed);
        break;
      }
      case "starttls":
        tls = !failure;
        add({ kind: "tls", ...(failure ? { why: failure.kind } : {}) }, performed);
        break;
      case "write":
        for (const bytes of [effect.bytes, ...(effect.more ?? [])]) written(bytes, performed);
        commands = [];
        break;
      case "read":
        answered = true;
        if (result instanceof Uint8Array) unread += text.decode(result);
        else if (result === null) {
          garbage(performed);
          add({ kind: "server-closes", how: "closed" }, performed);
        } else if (failure?.kind === "reset")
          add({ kind: "server-closes", how: "reset" }, performed);
        else if (failure) add({ kind: "silence" }, performed);
        break;
      case "close":
        garbage(performed);
        // This line only acknowledges an earlier action of the server.
        if (lines.at(-1)?.kind !== "server-closes") add({ kind: "client-closes" }, performed);
        break;
      default:
    }
  }
  return lines;
}

/** Returns the octets after this many lines. */
function afterLines(bytes: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let line = 0; line < count; line += 1) at = bytes.indexOf(10, at) + 1;
  return bytes.subarray(at);
}

/** Returns the unread rest after a reply of this many lines. */
function withoutReply(unread: string, count: number): string {
  return unread.split("\n").slice(count).join("\n");
}
