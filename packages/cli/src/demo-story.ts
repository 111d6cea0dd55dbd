/** The story of the demo: what happens, what each refusal means, and the result. */
import { createHash } from "node:crypto";
import type { ReceivedMessage } from "@parley-smtp/core/testing";
import {
  explain,
  formatReply,
  type Receipt,
  type Reply,
  type SessionEvent,
} from "@parley-smtp/node-socket";
import { conversationOn, heading, MARGIN } from "./conversation.ts";
import { out, type Style } from "./terminal.ts";

/** Prints what is about to happen. */
export function introduce(port: number): void {
  heading(out, "The server");
  out.hanging(
    "",
    `A mail server listens on 127.0.0.1:${port}, for this demo only, with a certificate that was made just now. It advertises STARTTLS, AUTH, PIPELINING, CHUNKING, SMTPUTF8 and more, and will answer 502 to four things that it advertises, in the words of four real servers. Parley does not know which ones.`,
  );
}

/** Prints each event as it happens, and explains every fallback. */
export function storyTeller(): (event: SessionEvent) => void {
  let answers: { readonly reply: Reply; readonly command: string }[] = [];
  const show = conversationOn(out, (decision) => {
    const at = answers.findIndex(({ reply }) => reply === decision.reply);
    out.line();
    if (decision.reply) printRefusal(decision.reply, answers[at]?.command ?? "");
    row("instead", explain(decision).text, "yellow");
    if (answers.slice(at + 1).some(({ reply }) => reply.code >= 400)) row("the rest", CASCADE);
    out.line();
  });
  return withoutRepetition((event) => {
    if (event.type === "reply") answers.push({ reply: event.reply, command: event.answers });
    if (event.type === "command") answers = [];
    show(event);
  });
}

const CASCADE =
  "of the commands that were sent together relied on the refused one. Parley ignores their replies.";

/** Prints what a refusal means, and why servers send it. */
function printRefusal(reply: Reply, command: string): void {
  const { code, enhanced, causes } = explain(reply, { command });
  const asked = command.split(" ", command.startsWith("AUTH ") ? 2 : 1).join(" ");
  row("refused", `${asked}, with ${code.part}: ${code.means}`);
  if (enhanced) row(enhanced.part, enhanced.means);
  row("likely", causes[0] ?? "");
}

/** Later openings are shown in one line, because they repeat what was just shown. */
function withoutRepetition(show: (event: SessionEvent) => void): (event: SessionEvent) => void {
  let connections = 0;
  let opening: string[] | undefined;
  return (event) => {
    if (event.type === "connecting") {
      connections += 1;
      opening = connections > 1 ? [] : undefined;
    } else if (opening && event.type === "authenticated") {
      out.hanging(MARGIN, ["dim", `(${opening.join(", ")}: as before, under TLS)`]);
      opening = undefined;
      return;
    } else if (opening) {
      const said = event.type === "command" && event.line !== "***" ? [event.line] : [];
      opening.push(...said.map((line) => line.replace(/^EHLO .*/, "EHLO")));
      return;
    }
    show(event);
  };
}

function row(label: string, text: string, style: Style = "reset"): void {
  out.hanging(`${MARGIN}${label.padEnd(9)}`, [style, text]);
}

/** Prints what was tried, the replies, the fallbacks and their cost, and who has the message now. */
export function printDemoReceipt({
  fallbacks,
  accepted,
  reply,
  octets,
  roundTrips,
}: Receipt): void {
  heading(out, "Receipt");
  out.line(["dim", cells("wanted", "answered", "done instead", "round trips")]);
  for (const { feature, method, extraRoundTrips, reply: answer } of fallbacks) {
    out.line(cells(feature, answer ? formatReply(answer) : "", method, `+${extraRoundTrips}`));
  }
  const spent = fallbacks.reduce((sum, { extraRoundTrips }) => sum + extraRoundTrips, 0);
  const to = accepted.map(({ address }) => address).join(", ");
  out.line();
  out.hanging(
    "  ",
    `${roundTrips} round trips, ${spent} of them to find out what the server really does.`,
  );
  out.hanging(
    "  ",
    ["green", `Accepted for ${to}`],
    `: "${formatReply(reply)}", ${octets} octets.`,
  );
}

function cells(...[wanted = "", answered = "", method = "", cost = ""]: readonly string[]): string {
  const texts = [wanted.padEnd(10), answered.padEnd(41), method.padEnd(14)];
  return `  ${texts.join("")}${cost.padStart(11)}`;
}

/** Prints that the connection has learned from the first message. */
export function announceSecond(): void {
  heading(out, "A second message, on the same connection");
}

/** Prints the cost of the second message. */
export function printSecondMessage({ roundTrips }: Receipt): void {
  out.hanging(MARGIN, ["dim", `(${roundTrips} round trips: what was learned is kept)`]);
}

/** Compares the delivered messages with the sent one. */
export function printArrivedMessages(sent: string, messages: readonly ReceivedMessage[]): void {
  heading(out, "In the server's mailbox");
  const wanted = sha256(sent);
  for (const [index, { content, to, from }] of messages.entries()) {
    const hash = sha256(content);
    const same = hash === wanted;
    out.hanging(
      `  ${index + 1}. `,
      `From ${from} for ${to.join(", ")}: ${content.length} octets, `,
      same ? ["green", "each as it was sent"] : ["red", "not what was sent"],
      ` (SHA-256 ${hash.slice(0, 12)}…).`,
    );
  }
  out.line();
  // In a clone, the sources run, and the package may not be installed.
  const parley = import.meta.url.endsWith(".ts")
    ? "npx -y pnpm@12.21.0 parley"
    : "npx @parley-smtp/cli";
  out.line("With a server of yours:  ", ["bold", `${parley} probe smtp://localhost:1025`]);
}

/** Returns a hash of the octets, for comparison. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
