/** How the demo is told: what happens, what each refusal means, and what it came to. */
import { createHash } from "node:crypto";
import { type Decision, formatReply, type Receipt, type SessionEvent } from "@parley-smtp/node-socket";
import type { ReceivedMessage } from "@parley-smtp/core/testing";
import { conversationOn, heading, MARGIN } from "./conversation.ts";
import { tellDecision } from "./decision.ts";
import { out } from "./terminal.ts";

/** Says what is about to happen. */
export function introduce(port: number): void {
  heading(out, "The server");
  out.hanging(
    "",
    `A mail server listens on 127.0.0.1:${port}, for this demo only, with a certificate that was made just now. It advertises STARTTLS, AUTH, PIPELINING, CHUNKING, SMTPUTF8 and more, and will answer "502 Command not implemented" to four things that it advertises. Parley is not told which.`,
  );
}

/** Shows each event as it happens. Openings after the first are told in one line: the same was just read. */
export function storyTeller(): (event: SessionEvent) => void {
  const show = conversationOn(out, explain);
  let connections = 0;
  let opening: string[] | undefined;
  return (event) => {
    if (event.type === "connecting") {
      connections += 1;
      opening = connections > 1 ? [] : undefined;
    } else if (opening && event.type === "command" && event.line !== "***") {
      opening.push(event.line.replace(/^EHLO .*/, "EHLO"));
      return;
    } else if (opening && event.type === "authenticated") {
      out.hanging(MARGIN, ["dim", `(${opening.join(", ")}: as before, under TLS)`]);
      opening = undefined;
      return;
    }
    if (!opening || event.type === "connecting") show(event);
  };
}

function explain(decision: Decision): void {
  tellDecision(out, decision);
}

/** What each fallback cost, and the receipt. */
export function tellReceipt({ fallbacks, accepted, reply, octets, roundTrips, server }: Receipt): void {
  heading(out, "Receipt");
  const to = accepted.map(({ address }) => address).join(", ");
  const how = server.tls ? "under TLS" : "in clear";
  out.hanging("  ", ["green", "Accepted"], ` for ${to}, ${octets} octets ${how}: ${formatReply(reply)}`);
  for (const { feature, instead, extraRoundTrips, reply: refusal } of fallbacks) {
    out.line(
      `  ${feature.padEnd(10)}`,
      ["red", (refusal ? formatReply(refusal) : "").padEnd(41)],
      instead.padEnd(14),
      ["dim", `+${extraRoundTrips}`.padStart(4)],
    );
  }
}

/** Holds what arrived against what was sent. */
export function tellArrival(sent: string, messages: readonly ReceivedMessage[]): void {
  heading(out, "In the server's mailbox");
  out.line(`  sent      ${sha256(sent)}`);
  for (const { content, to } of messages) {
    out.line(`  ${sha256(content)} for ${to.join(", ")}`);
  }
}

/** The octets as one number that differs when anything does. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
