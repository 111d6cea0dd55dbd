/** The lines of a server's EHLO replies as rows that can be ticked, in clear and under TLS. */

import { FALLBACK_ORDERS } from "@parley-smtp/core/tables";
import type { Personality } from "@parley-smtp/core/testing";

/** In which EHLO reply a keyword stands. */
export type Where = "clear" | "tls";

/** One keyword. */
export interface OfferRow {
  readonly keyword: string;
  /** What follows the keyword, in either reply. */
  readonly parameters: string;
  readonly clear: boolean;
  readonly tls: boolean;
}

/** What a keyword is followed by when it is ticked; the others stand alone. */
const usual: Readonly<Record<string, string>> = {
  SIZE: "52428800",
  AUTH: "PLAIN LOGIN",
  LIMITS: "RCPTMAX=100",
  FUTURERELEASE: "864000 2038-01-01T00:00:00Z",
};

/** Keywords that a fallback order uses: those that the client makes use of. */
const useful: readonly string[] = [
  ...new Set([
    "AUTH",
    ...FALLBACK_ORDERS.flatMap(({ methods }) =>
      methods.flatMap(({ needs }) => needs?.offered ?? []),
    ),
  ]),
];

/** A keyword has its parameters behind a space, in the old form of AUTH behind `=`. */
function keywordOf(line: string): string {
  return (line.split(/[ =]/)[0] ?? "").toUpperCase();
}

function linesIn(server: Personality, where: Where): readonly string[] {
  if (where === "clear") return server.capabilities;
  // As the virtual server does: what is not said differs from clear text by STARTTLS alone.
  return (
    server.capabilitiesTls ?? server.capabilities.filter((line) => keywordOf(line) !== "STARTTLS")
  );
}

/** All keywords that the server lists or the client could use, in the order of the server. */
export function offersOf(server: Personality): readonly OfferRow[] {
  const clear = linesIn(server, "clear");
  const tls = server.tls === "none" ? [] : linesIn(server, "tls");
  const keywords = new Set([...[...clear, ...tls].map(keywordOf), ...useful]);
  return [...keywords].map((keyword) => {
    const has = (line: string): boolean => keywordOf(line) === keyword;
    const line = clear.find(has) ?? tls.find(has);
    return {
      keyword,
      parameters: line?.slice(keyword.length + 1) ?? usual[keyword] ?? "",
      clear: clear.some(has),
      tls: tls.some(has),
    };
  });
}

/** The server with a keyword added or taken away. */
export function offer(server: Personality, row: OfferRow, where: Where, on: boolean): Personality {
  const { keyword, parameters } = row;
  const others = linesIn(server, where).filter((line) => keywordOf(line) !== keyword);
  const line = parameters === "" ? keyword : `${keyword} ${parameters}`;
  return withLines(server, where, on ? [...others, line] : others);
}

/** The server with other parameters behind a keyword, wherever it lists it. */
export function parametrize(server: Personality, keyword: string, parameters: string): Personality {
  const line = parameters === "" ? keyword : `${keyword} ${parameters}`;
  const changed = (where: Where): readonly string[] =>
    linesIn(server, where).map((old) => (keywordOf(old) === keyword ? line : old));
  const both = withLines(server, "clear", changed("clear"));
  return server.tls === "none" ? both : withLines(both, "tls", changed("tls"));
}

function withLines(server: Personality, where: Where, lines: readonly string[]): Personality {
  // What is listed after AUTH was listed for the server as it was.
  const { capabilitiesAuth: _after, ...rest } = server;
  if (where === "tls") return { ...rest, capabilitiesTls: lines };
  const kept = server.tls === "none" ? {} : { capabilitiesTls: linesIn(server, "tls") };
  return { ...rest, ...kept, capabilities: lines };
}
