/** `parley send`: sends one message, and reports its outcome. */

import { createMailer, explain, type NodeOptions, type Receipt } from "@parley-smtp/node-socket";
import { type Command, Option } from "commander";
import { type AskFlags, askedBy, withAskOptions } from "./asks.ts";
import { type Content, contentOf } from "./content.ts";
import { conversationOn } from "./conversation.ts";
import { printDecision } from "./decision.ts";
import { type ExitCode, exitCodeOfReceipt } from "./exit.ts";
import { fileStore } from "./file-store.ts";
import { interruptible } from "./interrupt.ts";
import { progressOn } from "./progress.ts";
import { printRefusals } from "./refusals.ts";
import { nodeOptions, type ServerFlags, withServerOptions } from "./server-options.ts";
import { err, out, printJson } from "./terminal.ts";
import { collect, UsageError } from "./usage.ts";

/** The flags of `send`. */
interface SendFlags extends ServerFlags, AskFlags {
  readonly from: string;
  readonly to: readonly string[];
  readonly partial?: "accept" | "refuse";
  readonly store?: string;
  readonly json?: true;
}

const SEND_EXAMPLES = `
Examples:
  parley send smtp://localhost:1025 mail.eml \\
      --from ann@example.com --to bob@example.net
  parley send smtps://ann@smtp.example.com mail.eml --password-file secret.txt \\
      --from ann@example.com --to bob@example.net --to eve@example.org
  parley send smtp://relay.example.com:25 - --require TLS --verbose < mail.eml \\
      --from "<>" --to bob@example.net`;

/** Adds the command; `done` receives the exit code. */
export function addSend(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command("send")
    .description("Send one message, and report the outcome for every recipient.")
    .argument("<url>", "smtp://host:port, or smtps://host for implicit TLS")
    .argument("<file>", "the message with its header, such as an .eml file; - for stdin")
    .showHelpAfterError("See: parley send --help")
    .addHelpText("after", SEND_EXAMPLES)
    .optionsGroup("Envelope:")
    .requiredOption("--from <address>", 'where bounces go; "<>" for nowhere')
    .requiredOption("--to <address>", "a recipient (repeatable)", collect)
    .addOption(
      new Option("--partial <how>", "refuse: send to all recipients or to none").choices([
        "accept",
        "refuse",
      ]),
    );
  withAskOptions(command);
  withServerOptions(command)
    .option("--store <folder>", "keep in this folder what is learned of servers")
    .option("--json", "print the receipt, or the error, as JSON")
    .action(async (url: string, file: string, flags: SendFlags) => {
      if (!url.includes("://") && /^(smtps?|lmtp):\/\//.test(file)) {
        throw new UsageError("Give the URL first, then the file. See: parley send --help");
      }
      const options = nodeOptions(url, flags);
      const content = await contentOf(file);
      done(await interruptible((signal) => send(options, content, flags, signal)));
    });
}

async function send(
  options: NodeOptions,
  { raw, size }: Content,
  flags: SendFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { from, to, partial, verbose, store, json } = flags;
  const withOptions = askedBy(flags);
  const progress = progressOn(err, size);
  const onEvent = verbose
    ? conversationOn(err, (decision) => printDecision(err, decision))
    : progress.onEvent;
  await using mailer = createMailer({
    ...options,
    onEvent,
    ...(store !== undefined && { store: await fileStore(store) }),
  });
  const message = {
    from: from === "<>" ? null : from,
    to,
    raw,
    ...(partial && { partial }),
    ...withOptions,
  };
  const receipt = await mailer.send(message, { signal }).finally(progress.clear);
  if (json) printJson(receipt);
  else printReceipt(receipt);
  return exitCodeOfReceipt(receipt);
}

function printReceipt(receipt: Receipt): void {
  const { outcome, recipients, refusals } = explain(receipt);
  for (const sentence of recipients) {
    const [word = "", ...rest] = sentence.split(" ");
    out.hanging("", [word === "Accepted" ? "green" : "red", word], ` ${rest.join(" ")}`);
  }
  printRefusals(out, refusals);
  for (const decision of receipt.fallbacks) printDecision(out, decision);
  out.hanging("", outcome);
  if (receipt.messageId !== undefined) out.hanging("", ["dim", `Message-ID: ${receipt.messageId}`]);
}
