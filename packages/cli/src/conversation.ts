/** Prints the dialogue with a server, line by line, as it happens. */
import type { Decision, Reply, SessionEvent } from "@parley-smtp/node-socket";
import type { Page, Piece, Style } from "./terminal.ts";

const CLIENT: Piece = ["dim", "  C: "];
const SERVER_PREFIX: Piece = ["dim", "  S: "];
/** The width of the text before a line of either side. */
export const MARGIN = "     ";

const RULE = 78;

/**
 * Creates an observer that prints each event.
 *
 * @param page the output
 * @param tell prints a decision, the only event that needs an explanation
 */
export function conversationOn(
  page: Page,
  tell: (decision: Decision) => void,
): (event: SessionEvent) => void {
  const offered = new Set<string>();
  let connections = 0;
  let content = 0;

  function reply({ code, lines: [first = "", ...rest] }: Reply, isOffer: boolean): void {
    page.hanging(SERVER_PREFIX, [colourOf(code), String(code)], ` ${first}`.trimEnd());
    const more = rest.join(", ");
    if (isOffer) page.hanging(MARGIN, offered.has(more) ? ["dim", "(offers as before)"] : more);
    else for (const line of rest) page.hanging(MARGIN, `${code} ${line}`);
    if (isOffer) offered.add(more);
  }
  const note = (text: string): void => page.hanging(MARGIN, ["dim", text]);

  return (event) => {
    if (event.type === "content") {
      content = event.octets;
      return;
    }
    if (content > 0) page.hanging(CLIENT, ["dim", `(the message: ${content} octets)`]);
    content = 0;
    switch (event.type) {
      case "connecting":
        if (event.second) {
          note("The server is silent: TLS from the first byte is tried on a second connection.");
          return;
        }
        connections += 1;
        heading(page, `Connection ${connections} to ${event.to.host}:${event.to.port}`);
        return;
      case "connected":
        if (event.tls) note("TLS is on from the first octet.");
        return;
      case "command":
        page.hanging(CLIENT, ["cyan", event.line]);
        return;
      case "reply":
        reply(event.reply, event.answers.startsWith("EHLO ") && event.reply.lines.length > 1);
        return;
      case "secured":
        note(`TLS is on; the certificate was ${event.verified ? "" : "not "}verified.`);
        return;
      case "authenticated":
        note(`Logged in by ${event.mechanism}.`);
        return;
      case "decision":
        tell(event.decision);
        return;
      case "reconnect":
        note("The kept connection is of no more use; the message goes over a new one.");
        return;
      case "next-address":
        note(`Connected to ${event.address}: ${event.failed} did not serve (${event.reason}).`);
        return;
      case "closed":
        note(`Connection closed: ${event.why}.`);
    }
  };
}

/** Prints a line across the page with a title in it. */
export function heading(page: Page, title: string): void {
  page.line();
  page.line(["bold", `── ${title} `], ["dim", "─".repeat(Math.max(0, RULE - title.length - 4))]);
}

function colourOf(code: number): Style {
  if (code >= 500) return ["red", "bold"];
  return code >= 400 ? ["yellow", "bold"] : "green";
}
