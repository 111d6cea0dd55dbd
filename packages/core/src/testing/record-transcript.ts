/** Records the history of a virtual server as a transcript without secrets. `replay.ts` does the reverse. */
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
 * Returns the history as the steps of a transcript, one connection after the other. Credentials of the client are
 * written as `***`, also where the server repeated them.
 *
 * @param history the history of a virtual world
 * @example
 * const world = createVirtualWorld(modernServer);
 * recordTranscript(world.history).map(printStep).join("\n");
 */
export function recordTranscript(history: readonly Moment[]): readonly TranscriptFact[] {
  const credentials = history.at(-1)?.state.shared.mailbox.credentials ?? [];
  const mask = createMask(credentials.flatMap(secretsOf));
  // A second connection is recorded inside the steps of the first one.
  const connections = Map.groupBy(history, ({ connection, first }) => first ?? connection);
  return [...connections.values()].flatMap((moments) => recordConnection(moments, mask));
}

const BEARER_PREFIX = "auth=Bearer ";

/**
 * Returns the secrets of an AUTH exchange. Responses of PLAIN, XOAUTH2 and LOGIN contain secrets; those of SCRAM and
 * EXTERNAL do not.
 */
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
  for (const { what, bytes, why, state, first } of moments) {
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
    const second = first !== undefined && (what === "connect" || what === "connect-fails");
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

/** Applies a function to a line. An unchanged line keeps its octets, because it may not be UTF-8. */
function rewritten(line: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = decodeUtf8(line);
  const changed = change(text);
  return changed === text ? line : encodeUtf8(changed);
}
