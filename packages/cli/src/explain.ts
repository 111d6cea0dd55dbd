/** `parley explain`: what a reply means, why servers send it, and what can be done about it. */
import { text } from "node:stream/consumers";
import { explain, type ReplyExplanation } from "@parley-smtp/node-socket";
import type { Command } from "commander";
import { EXIT, type ExitCode } from "./exit.ts";
import { out, type Piece, printJson } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The flags of `explain`. */
interface ExplainFlags {
  readonly command?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  parley explain "502 5.5.1 Command not implemented"
  parley explain "502 5.5.1 Command not implemented" --command "AUTH PLAIN"
  grep -m 1 "status=bounced" mail.log | grep -o "550 .*" | parley explain
`;

/** Adds the command; `done` is told how it ended. */
export function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description("Explain a reply: its codes, likely causes, and what can be done about it.")
    .argument("[reply]", "the reply with its code; default: read it from stdin")
    .option("--command <line>", "what it answers, such as MAIL or AUTH PLAIN")
    .option("--json", "print the explanation as JSON")
    .showHelpAfterError("See: parley explain --help")
    .addHelpText("after", EXAMPLES)
    .action(async (given: string | undefined, { command, json }: ExplainFlags) => {
      const reply = (given ?? (await fromInput())).trim();
      const explanation = explain(reply, command === undefined ? {} : { command });
      if (json) printJson(explanation);
      else tellReply(explanation);
      done(EXIT.accepted);
    });
}

async function fromInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError('Give a reply, such as: parley explain "550 5.1.1 No such user"');
  }
  return text(process.stdin);
}

const MARGIN = 15;

/** The explanation's own lines: what one is about goes to the margin, and each cause gets a line. */
function tellReply({ text: lines, causes }: ReplyExplanation): void {
  for (const line of lines.split("\n")) {
    const [, about = "", rest = line] = /^(Parley|[\w. ]{1,14}(?=:)):? (.*)$/s.exec(line) ?? [];
    if (!rest.startsWith(causes[0] ?? "")) out.hanging(lead(about), rest);
    else {
      for (const [index, cause] of causes.entries()) {
        out.hanging(lead(index === 0 ? about : "", "- "), cause);
      }
    }
  }
}

function lead(about: string, mark = ""): Piece {
  return ["bold", about.padEnd(MARGIN) + mark];
}
