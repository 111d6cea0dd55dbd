/** Writes down what a virtual server lived through, as a transcript without secrets. */
import { createMask } from "../protocol/errors/mask.ts";
import { decodeUtf8, encodeUtf8, endsLine, join, nothing } from "./octets.ts";
import type { TranscriptFact, TranscriptMark } from "./transcript.ts";
import { splitByCrlf } from "./transcript-line.ts";
import type { ServerRecord, State } from "./virtual-state.ts";
import type { Moment } from "./virtual-world.ts";

const markFor: Readonly<Partial<Record<Moment["what"], TranscriptMark>>> = {
  connect: "connect",
  "connect-fails": "connect refused",
  tls: "TLS",
  "tls-fails": "TLS fails",
  "client-closes": "client closes",
  "client-closes-other": "client closes the other",
  "server-closes": "close",
  "server-resets": "reset",
  silence: "silence",
};

/**
 * What happened, as the steps of a transcript, one connection after the other.
 * What the client sent to prove who it is stands there as `***`, also where
 * the server said it back.
 *
 * @param history of a virtual world
 * @example
 * const world = createVirtualWorld(modernServer);
 * recordTranscript(world.history).map(printStep).join("\n");
 */
export function recordTranscript(history: readonly Moment[]): readonly TranscriptFact[] {
  const credentials = history.at(-1)?.state.shared.mailbox.credentials ?? [];
  const mask = createMask(credentials.flatMap(secretsOf));
  // What goes on beside an open connection is recorded where it happens.
  const connections = Map.groupBy(history, ({ connection, beside }) => beside ?? connection);
  return [...connections.values()].flatMap((moments) => recordConnection(moments, mask));
}

const BEARER_PREFIX = "auth=Bearer ";

/** A response holds a secret behind the user's name, or is one: PLAIN, XOAUTH2, LOGIN. Those of SCRAM and EXTERNAL do not. */
function secretsOf({
  mechanism,
  response,
}: ServerRecord["credentials"][number]): readonly string[] {
  if (/^(?:SCRAM-|EXTERNAL$)/.test(mechanism)) return [];
  const bearer = response.split("\u0001").find((part) => part.startsWith(BEARER_PREFIX));
  return [bearer?.slice(BEARER_PREFIX.length) ?? response.split("\0").at(-1) ?? ""];
}

function recordConnection(
  moments: readonly Moment[],
  mask: (text: string) => string,
): TranscriptFact[] {
  const facts: TranscriptFact[] = [];
  let unfinished: { readonly octets: Uint8Array; readonly before: State } | undefined;
  const finish = (): void => {
    if (unfinished) facts.push({ by: "C", octets: unfinished.octets });
    unfinished = undefined;
  };
  for (const { what, bytes, why, state, beside } of moments) {
    if (what === "client" && bytes) {
      const before = unfinished?.before ?? state;
      const lines = splitByCrlf(join([unfinished?.octets ?? nothing, bytes]));
      const rest = endsLine(lines.at(-1)) ? undefined : lines.at(-1);
      for (const line of rest ? lines.slice(0, -1) : lines) {
        facts.push({ by: "C", octets: withoutCredentials(line, before) });
      }
      unfinished = rest && { octets: rest, before };
      continue;
    }
    finish();
    const mark = why === "certificate" ? "certificate refused" : markFor[what];
    const second = beside !== undefined && (what === "connect" || what === "connect-fails");
    if (second) facts.push({ by: "mark", mark: "connect beside" });
    if (mark && !(second && mark === "connect")) facts.push({ by: "mark", mark });
    for (const line of splitByCrlf(bytes ?? nothing)) {
      facts.push({ by: "S", octets: rewritten(line, mask) });
    }
  }
  finish();
  return facts;
}

function withoutCredentials(line: Uint8Array, before: State): Uint8Array {
  if (before.reading.as !== "commands") return line;
  return rewritten(line, (text) =>
    before.exchange
      ? text.replace(/^[^*\r\n][^\r\n]*/, "***")
      : text.replace(/^(AUTH +\S+ +)(?!=?\r\n)\S+/i, "$1***"),
  );
}

/** The line as the function has it; untouched where that is the same, for a line need not be UTF-8. */
function rewritten(line: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = decodeUtf8(line);
  const changed = change(text);
  return changed === text ? line : encodeUtf8(changed);
}
