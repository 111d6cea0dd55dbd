/** `parley matrix`: the methods of several servers for every feature, side by side. */

import {
  createMailer,
  type Feature,
  formatReply,
  type NodeOptions,
  SmtpError,
} from "@parley-smtp/node-socket";
import type { Command } from "commander";
import { heading } from "./conversation.ts";
import { EXIT, type ExitCode, exitCodeOfError } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { type ProbeReport, probe } from "./probe-session.ts";
import { nodeOptions, type ServerFlags, withServerOptions } from "./server-options.ts";
import { out, printJson } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The flags of `matrix`. */
interface MatrixFlags extends ServerFlags {
  readonly sendTo?: string;
  readonly from?: string;
  readonly json?: true;
}

/** One server's method for one feature. */
interface Cell {
  readonly feature: Feature;
  /** The method that a message would use, or `-`. */
  readonly method: string;
  readonly reason?: string;
  /** The reply that contradicted an offer. */
  readonly reply?: string;
}

/** The outcome of the message that was sent on request. */
interface Sent {
  readonly outcome: "accepted" | "refused" | "failed" | "unknown";
  readonly roundTrips?: number;
  readonly reply?: string;
}

/** One server of the table. Plain data without secrets. */
interface Column {
  readonly server: ProbeReport["server"];
  readonly cells: readonly Cell[];
  readonly sent?: Sent;
  readonly error?: string;
}

/** The rows: features that show in a server's replies. */
const FEATURES: readonly Feature[] = [
  "ESMTP",
  "TLS",
  "AUTH",
  "PIPELINING",
  "CHUNKING",
  "SIZE",
  "8BITMIME",
  "SMTPUTF8",
  "DSN",
  "VRFY",
  "EXPN",
  "HELP",
];

const MATRIX_EXAMPLES = `
Examples:
  parley matrix smtp://localhost:1025 smtp://relay.example.com:25
  PARLEY_PASSWORD=... parley matrix smtp://ann@a.example.com smtp://ann@b.example.com --json
  parley matrix smtp://localhost:1025 --send-to test@example.net --from ann@example.com

Nothing is sent: of a transaction only MAIL is written, as with parley probe.
With --send-to each server gets one short message for that address.
`;

/** Adds the command; `done` receives the exit code. */
export function addMatrix(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command("matrix")
    .description(
      "Compare servers: which method each feature uses, and which reply causes a fallback.",
    )
    .argument("<url...>", "smtp://host:port, or smtps://host for implicit TLS")
    .showHelpAfterError("See: parley matrix --help")
    .addHelpText("after", MATRIX_EXAMPLES)
    .option("--send-to <address>", "send one short message to this address by every server")
    .option("--from <address>", "the sender of that message; default: none, as of a bounce");
  withServerOptions(command)
    .option("--json", "print the table as JSON")
    .action(async (urls: readonly string[], flags: MatrixFlags) => {
      if (flags.from !== undefined && flags.sendTo === undefined) {
        throw new UsageError(
          "--from names the sender of a message, and none is sent without --send-to.",
        );
      }
      const options = urls.map((url) => nodeOptions(url, flags));
      const columns: Column[] = [];
      let code: ExitCode = EXIT.accepted;
      for (const each of options) {
        const { column, error } = await interruptible((signal) => columnOf(each, flags, signal));
        columns.push(column);
        if (error) code = exitCodeOfError(error);
      }
      if (flags.json) printJson(columns);
      else printMatrix(columns);
      done(code);
    });
}

async function columnOf(
  options: NodeOptions,
  { sendTo, from }: MatrixFlags,
  signal: AbortSignal,
): Promise<{ readonly column: Column; readonly error?: SmtpError }> {
  const report = await probe(options, () => {}, signal);
  const { server, error } = report;
  const cells = FEATURES.flatMap((feature) => cellOf(report, feature));
  if (error) return { column: { server, cells, error: error.message }, error };
  if (sendTo === undefined) return { column: { server, cells } };
  const { sent, failure } = await sendFromCell(options, { from: from ?? null, to: sendTo }, signal);
  return { column: { server, cells, sent }, ...(failure && { error: failure }) };
}

function cellOf({ plan, contradicted }: ProbeReport, feature: Feature): Cell[] {
  const found = contradicted.find((decision) => decision.feature === feature);
  if (found) {
    const { method, reason, reply } = found;
    return [
      { feature, method, ...(reason && { reason }), ...(reply && { reply: formatReply(reply) }) },
    ];
  }
  const choice = plan?.choices[feature];
  if (!choice) return [];
  const { method = "-", reason } = choice;
  return [{ feature, method, ...(reason && { reason }) }];
}

async function sendFromCell(
  options: NodeOptions,
  envelope: { readonly from: string | null; readonly to: string },
  signal: AbortSignal,
): Promise<{ readonly sent: Sent; readonly failure?: SmtpError }> {
  await using mailer = createMailer(options);
  const raw = "Subject: A test of this mail server\r\n\r\nSent by parley matrix.\r\n";
  try {
    const { roundTrips } = await mailer.send({ ...envelope, raw }, { signal });
    return { sent: { outcome: "accepted", roundTrips } };
  } catch (error) {
    if (!SmtpError.is(error)) throw error;
    const { code, reply } = error;
    // Without a reply, nothing was refused.
    const outcome = code === "OUTCOME_UNKNOWN" ? "unknown" : reply ? "refused" : "failed";
    return { sent: { outcome, reply: reply ? formatReply(reply) : code }, failure: error };
  }
}

function printMatrix(columns: readonly Column[]): void {
  columns.forEach(({ server, error }, at) => {
    out.hanging(
      `${at + 1}  `,
      ["bold", `${server.host}:${server.port}`],
      error ? `  ${error}` : "",
    );
  });
  for (const feature of FEATURES) {
    heading(out, feature);
    columns.forEach(({ cells }, at) => {
      const cell = cells.find((one) => one.feature === feature);
      const why = [cell?.reason?.replaceAll("-", " "), cell?.reply].filter(Boolean).join(": ");
      out.hanging(`  ${at + 1}  `, cell?.method ?? "not known", ["dim", why && `  (${why})`]);
    });
  }
  if (!columns.some(({ sent }) => sent)) return;
  heading(out, "The message");
  columns.forEach(({ sent }, at) => {
    const trips = sent?.roundTrips === undefined ? "" : `, ${sent.roundTrips} round trips`;
    const reply = sent?.reply === undefined ? "" : `: ${sent.reply}`;
    out.hanging(`  ${at + 1}  `, `${sent?.outcome ?? "not sent"}${trips}${reply}`);
  });
}
