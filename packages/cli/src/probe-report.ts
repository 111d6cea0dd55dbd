/** Prints the result of a probe as tables that fit a terminal. */
import { type Decision, type Feature, formatReply, type Plan } from "@parley-smtp/node-socket";
import { heading } from "./conversation.ts";
import type { ProbeReport } from "./probe-session.ts";
import { out } from "./terminal.ts";

const PHASES = { clear: "in clear", tls: "under TLS" } as const;
/** Features that decide how an ordinary message is sent. */
const FOR_A_MESSAGE: readonly Feature[] = [
  "ESMTP",
  "TLS",
  "AUTH",
  "PIPELINING",
  "CHUNKING",
  "SIZE",
  "8BITMIME",
  "SMTPUTF8",
];
const FIRST = 22;
const NEXT = 11;

/** Prints the report for people. */
export function printProbe(report: ProbeReport): void {
  const { server, greeting, verified, mechanism, offered, asked, notAsked } = report;
  const { contradicted, plan } = report;
  out.line(["bold", `${server.host}:${server.port}`], greeting ? `  ${formatReply(greeting)}` : "");
  if (verified !== undefined) {
    out.line(`TLS by STARTTLS; the certificate was ${verified ? "" : "not "}verified.`);
  }
  if (mechanism !== undefined) out.line(`Logged in by ${mechanism}.`);
  if (offered.length > 0) printOffered(offered);
  if (asked.length > 0) heading(out, "Asked");
  for (const { command, reply, error } of asked) {
    const answer = reply ? formatReply(reply) : `no answer${error ? `: ${error.message}` : ""}`;
    out.hanging("  ", ["cyan", command], `  ${answer}`);
  }
  if (notAsked.length > 0) heading(out, "Not asked");
  for (const { command, why } of notAsked) out.hanging("  ", ["cyan", command], `  ${why}`);
  if (contradicted.length > 0) heading(out, "Offered, and refused when asked for");
  for (const { feature, reply, method } of contradicted) {
    const answer = reply ? formatReply(reply) : "no answer";
    out.hanging(`  ${feature.padEnd(FIRST)}`, answer, ["dim", `, so: ${method}`]);
  }
  if (plan) printPlan(plan, contradicted);
}

function printOffered(offered: ProbeReport["offered"]): void {
  heading(out, "Offered");
  const cells = offered.map(({ phase }) => PHASES[phase].padEnd(NEXT)).join("");
  out.line(["dim", `  ${"".padEnd(FIRST)}${cells}`.trimEnd()]);
  const keywords = new Set(
    offered.flatMap(({ capabilities }) => Object.keys(capabilities.keywords)),
  );
  for (const keyword of keywords) {
    const lists = offered.map(({ capabilities }) => capabilities.keywords[keyword]);
    const marks = lists.map((list) => (list ? "yes" : "-").padEnd(NEXT)).join("");
    const last = lists.findLast((list) => list !== undefined) ?? [];
    out.line(`  ${keyword.padEnd(FIRST)}${marks}${last.join(" ")}`.trimEnd());
  }
  const masked = offered.flatMap(({ capabilities }) => capabilities.masked);
  if (masked.length > 0) {
    out.hanging("  ", `Something on the way has masked an offer: ${masked.join(", ")}.`);
  }
}

function printPlan(plan: Plan, contradicted: readonly Decision[]): void {
  heading(out, "Plan for a message");
  for (const feature of FOR_A_MESSAGE) {
    const { method, reason } = plan.choices[feature];
    const found = contradicted.find((decision) => decision.feature === feature);
    const why = (found?.reason ?? reason ?? "").replaceAll("-", " ");
    const taken = found?.method ?? method ?? "nothing";
    out.hanging(`  ${feature.padEnd(FIRST)}`, taken, ["dim", why === "" ? "" : `  (${why})`]);
  }
}
