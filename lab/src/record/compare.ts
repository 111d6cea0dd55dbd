/** Compares the replies of two servers, without the parts that differ every time. */

import type { Heard } from "./conversation.ts";
import type { Recording } from "./record.ts";

/** Returns a reply as text, without dates, process numbers, and message identifiers. */
export function steady(heard: Heard, texts: "told" | "random" = "told"): string {
  if (typeof heard === "string") return heard;
  const line = texts === "told" ? steadyLine : withoutText;
  return heard.map(line).join(" | ");
}

function steadyLine(line: string): string {
  const [, mechanisms] = /^250[ -]AUTH (.*)/.exec(line) ?? [];
  // qpsmtpd lists its mechanisms in a different order every time.
  if (mechanisms) return `${line.slice(0, 8)} ${mechanisms.split(" ").sort().join(" ")}`;
  return `${line.slice(0, 4)}${steadyText(line.slice(4))}`;
}

function steadyText(text: string): string {
  return text
    .replace(
      /[A-Z][a-z]{2}, {1,2}\d+ [A-Z][a-z]{2} \d{4} [\d:]+(?: [+-]\d{4}|(?: [A-Z]+))?/,
      "(date)",
    )
    .replace(/[\w-]+/g, (word) => (isIdentifier(word) ? "(id)" : word));
}

function isIdentifier(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length >= 10;
  return /^(?:[0-9a-f]{8}|[0-9A-F]{6})$/.test(word) || (word.length >= 10 && /\d.*\d/.test(word));
}

/** Removes a text that chasquid changes every time. */
function withoutText(line: string): string {
  return /^250[ -][A-Z0-9]+(?: \S+)*$/.test(line)
    ? line
    : (/^\d{3}[ -](?:\d\.\d+\.\d+)?/.exec(line)?.[0].replace("-", " ") ?? line);
}

/** Lists every difference between two recordings, one per line. */
export function differences(
  a: Recording,
  b: Recording,
  texts: "told" | "random" = "told",
): string[] {
  const rows = (recording: Recording): Map<string, string> => {
    const { probes, parameters, withoutPrelude, ...rest } = recording;
    const heard: [string, Heard | undefined][] = [
      ["greeting", rest.greeting],
      ["EHLO", rest.ehlo],
      ["EHLO under TLS", rest.ehloTls],
      ["EHLO after AUTH", rest.ehloAuth],
      ["STARTTLS", rest.starttls],
      ["unknown user", rest.unknownUser],
      ["before STARTTLS", withoutPrelude.tls],
      ["before AUTH", withoutPrelude.auth],
      ...probes.map(({ reply, heard }): [string, Heard] => [reply, heard]),
      ...parameters.map(({ parameter, heard }): [string, Heard] => [parameter, heard]),
    ];
    return new Map(
      heard.flatMap(([name, it]) => (it === undefined ? [] : [[name, steady(it, texts)]])),
    );
  };
  const [first, second] = [rows(a), rows(b)];
  return (
    [...new Set([...first.keys(), ...second.keys()])]
      .filter((name) => first.get(name) !== second.get(name))
      // Some accept no second EHLO, which clients need not send (RFC 4954 4).
      .filter((name) => name !== "EHLO after AUTH" || (first.has(name) && second.has(name)))
      .map((name) => `${name}: ${first.get(name)} <> ${second.get(name)}`)
  );
}
