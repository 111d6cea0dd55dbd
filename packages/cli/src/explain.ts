/** `parley explain`: the meaning of a reply, why servers send it, and what can be done. */
import {
  type ExplainedFinding,
  type ExplainedLine,
  explain,
  parseReplyText,
  type TextExplanation,
} from "@parley-smtp/node-socket";
import { type Command, Option } from "commander";
import { EXIT, type ExitCode } from "./exit.ts";
import { readInput, toNothingFound } from "./explain-input.ts";
import { LANGUAGES, type Language, languageOf, loadCatalogue } from "./language.ts";
import { findInReport } from "./report.ts";
import { out, type Piece, printJson } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The flags of `explain`. */
interface ExplainFlags {
  readonly command?: string;
  readonly lang?: Language;
  readonly json?: true;
}

const EXPLAIN_EXAMPLES = `
Examples:
  parley explain "502 5.5.1 Command not implemented"
  parley explain "502 5.5.1 Command not implemented" --command "AUTH PLAIN"
  parley explain "SMTP Error 502: Command Not Implemented"
  parley explain bounce.eml
  grep "status=bounced" mail.log | parley explain
`;

/** Commands for which a reply can be explained; the two in brackets are moments without a command. */
const COMMANDS =
  "EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, BDAT, RSET, VRFY, EXPN, HELP, NOOP, ETRN, TURN, QUIT, (greeting) or (message content)";

/** Adds the command; `done` receives the exit code. */
export function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description(
      "Explain the SMTP replies in a text: what happened, who has to act, what to do, and what the codes say.",
    )
    .argument(
      "[text]",
      "a reply, a log, an exception or a bounce, or a file with one; default: read stdin",
    )
    .option("--command <line>", "what it answers, such as MAIL or AUTH PLAIN")
    .addOption(
      new Option("--lang <language>", "the language of the explanation")
        .choices(LANGUAGES)
        .default(undefined, "LC_ALL, LC_MESSAGES or LANG of the environment, else en"),
    )
    .option("--json", "print the explanations as JSON")
    .showHelpAfterError("See: parley explain --help")
    .addHelpText("after", EXPLAIN_EXAMPLES)
    .action(async (given: string | undefined, { command, lang, json }: ExplainFlags) => {
      checkCommand(command);
      const language = lang ?? languageOf(process.env);
      const locale = await loadCatalogue(language);
      const input = await readInput(given, language);
      const options = {
        ...(command !== undefined && { command }),
        ...(locale !== undefined && { locale }),
      };
      const report = await findInReport(input.text);
      const explanation =
        report === undefined ? explain(input.text, options) : explain(report, options);
      if (explanation.findings.length === 0) throw toNothingFound(input, language);
      if (json) printJson(toJson(explanation));
      else printExplanation(explanation);
      done(EXIT.accepted);
    });
}

/** Checks the command without repeating it: it may be a response to AUTH. */
function checkCommand(command: string | undefined): void {
  if (command === undefined || explain(parseReplyText("500 x"), { command }).command !== "OTHER")
    return;
  throw new UsageError(
    `--command does not begin with a command of SMTP that Parley knows. Give one of ${COMMANDS}.`,
  );
}

/** Returns a single reply as the API's explanation with its position, and everything else as a list. */
function toJson(explanation: TextExplanation): object {
  const [first, ...others] = explanation.findings;
  const isAlone = others.length === 0 && first?.count === 1 && first.explanation !== undefined;
  return isAlone ? { ...first.explanation, found: first.found } : explanation;
}

const LABEL_WIDTH = 15;

function printExplanation({ summary, findings }: TextExplanation): void {
  if (summary !== undefined) out.line(["bold", summary]);
  for (const finding of findings) {
    if (summary !== undefined) {
      out.line();
      out.hanging(lead(`${finding.count} x`), finding.title);
    }
    printLines(finding);
  }
}

/** Prints lines; a label is printed once before all its lines. */
function printLines({ lines }: ExplainedFinding): void {
  let last: ExplainedLine | undefined;
  for (const line of lines) {
    const isFurther = line.about === last?.about && line.label === last.label;
    const mark = line.about === "cause" || line.about === "related" ? "- " : "";
    out.hanging(lead(isFurther ? "" : line.label, mark), line.text);
    last = line;
  }
}

function lead(label: string, mark = ""): Piece {
  return ["bold", label.padEnd(LABEL_WIDTH) + mark];
}
