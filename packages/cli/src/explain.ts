/** `parley explain`: what a reply means, why servers send it, and what can be done about it. */
import { explain } from "@parley-smtp/node-socket";
import { type Command, Option } from "commander";
import { EXIT, type ExitCode } from "./exit.ts";
import { readInput, toNothingFound } from "./explain-input.ts";
import { linesInBrief, linesInFull } from "./explain-lines.ts";
import { type ExplainWords, LANGUAGES, wordsOf } from "./explain-words.ts";
import { type Group, groupsIn } from "./pasted.ts";
import { out, type Piece, printJson } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The flags of `explain`. */
interface ExplainFlags {
  readonly command?: string;
  readonly lang: (typeof LANGUAGES)[number];
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  parley explain "502 5.5.1 Command not implemented"
  parley explain "502 5.5.1 Command not implemented" --command "AUTH PLAIN"
  parley explain "SMTP Error 502: Command Not Implemented"
  parley explain bounce.eml
  grep "status=bounced" mail.log | parley explain
`;

/** Commands that a reply can be explained for; the two in brackets have no verb. */
const COMMANDS =
  "EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, BDAT, RSET, VRFY, EXPN, HELP, NOOP, ETRN, TURN, QUIT, (greeting) or (message content)";

/** Adds the command; `done` is told how it ended. */
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
        .default("en"),
    )
    .option("--json", "print the explanations as JSON")
    .showHelpAfterError("See: parley explain --help")
    .addHelpText("after", EXAMPLES)
    .action(async (given: string | undefined, { command, lang, json }: ExplainFlags) => {
      checkCommand(command);
      const words = await wordsOf(lang);
      const input = await readInput(given);
      const groups = await groupsIn(input.text, { command, catalogue: words.catalogue });
      const [first] = groups;
      if (first === undefined) throw toNothingFound(input);
      if (json) printJson(toJson(groups, first));
      else printGroups(groups, words);
      done(EXIT.accepted);
    });
}

/** The line itself is not repeated: it may be an answer to AUTH. */
function checkCommand(command: string | undefined): void {
  if (command === undefined || explain("500 x", { command }).asked !== "OTHER") return;
  throw new UsageError(
    `--command does not begin with a command of SMTP that Parley knows. Give one of ${COMMANDS}.`,
  );
}

/** One reply alone is the API's own explanation with its meaning; whatever else, a list. */
function toJson(groups: readonly Group[], first: Group): object {
  const isAlone = groups.length === 1 && first.count === 1 && first.explanation !== undefined;
  if (isAlone) return { ...first.explanation, meaning: first.meaning, found: first.found };
  return {
    kind: "pasted",
    groups: groups.map(({ showsReactions, ...group }) => group),
  };
}

const MARGIN = 15;
/** Groups that are explained in full; of the others the title and the meaning stand. */
const IN_FULL = 3;

function printGroups(groups: readonly Group[], words: ExplainWords): void {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total > 1) out.line(["bold", words.foundMany(total, groups.length)]);
  for (const [index, group] of groups.entries()) {
    if (total > 1) {
      out.line();
      out.hanging(["bold", `${group.count} x`.padEnd(MARGIN)], group.title);
    }
    const lines = index < IN_FULL ? linesInFull(group, words) : linesInBrief(group, words);
    for (const { about, text, mark } of lines) out.hanging(lead(about, mark), text);
  }
}

function lead(about: string, mark = ""): Piece {
  return ["bold", about.padEnd(MARGIN) + mark];
}
