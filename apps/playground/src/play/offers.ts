/** The keywords of a server's EHLO replies as rows with check boxes, in clear text and under TLS. */

import { FALLBACK_ORDERS } from "@parley-smtp/core/tables";
import type { Personality } from "@parley-smtp/core/testing";

/** The EHLO reply that contains a keyword. */
export type Where = "clear" | "tls";

/** One keyword. */
export interface OfferRow {
  readonly keyword: string;
  /** The parameters of the keyword, in either reply. */
  readonly parameters: string;
  readonly clear: boolean;
  readonly tls: boolean;
}

/** The parameters of a keyword when it is ticked; the others have none. */
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

/** Parameters follow a keyword after a space, in the old form of AUTH after `=`. */
function keywordOf(line: string): string {
  return (line.split(/[ =]/)[0] ?? "").toUpperCase();
}

function linesIn(server: Personality, where: Where): readonly string[] {
  if (where === "clear") return server.capabilities;
  // Like the virtual server: without other data, the reply under TLS only lacks STARTTLS.
  return (
    server.capabilitiesTls ?? server.capabilities.filter((line) => keywordOf(line) !== "STARTTLS")
  );
}

/** Returns all keywords that the server lists or the client could use, in the server's order. */
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

/** Returns the server with a keyword added or removed. */
export function offer(server: Personality, row: OfferRow, where: Where, on: boolean): Personality {
  const { keyword, parameters } = row;
  const others = linesIn(server, where).filter((line) => keywordOf(line) !== keyword);
  const line = parameters === "" ? keyword : `${keyword} ${parameters}`;
  return withLines(server, where, on ? [...others, line] : others);
}

/** Returns the server with other parameters of a keyword, wherever it lists the keyword. */
export function parametrize(server: Personality, keyword: string, parameters: string): Personality {
  const line = parameters === "" ? keyword : `${keyword} ${parameters}`;
  const changed = (where: Where): readonly string[] =>
    linesIn(server, where).map((old) => (keywordOf(old) === keyword ? line : old));
  const both = withLines(server, "clear", changed("clear"));
  return server.tls === "none" ? both : withLines(both, "tls", changed("tls"));
}

function withLines(server: Personality, where: Where, lines: readonly string[]): Personality {
  // The list after AUTH belonged to the unchanged server.
  const { capabilitiesAuth: _after, ...rest } = server;
  if (where === "tls") return { ...rest, capabilitiesTls: lines };
  const kept = server.tls === "none" ? {} : { capabilitiesTls: linesIn(server, "tls") };
  return { ...rest, ...kept, capabilities: lines };
}
