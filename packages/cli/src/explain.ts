/** `parley explain`: what a reply means, why servers send it, and what can be done about it. */
import { readFile, stat } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import type { ReplyExplanation } from "@parley-smtp/node-socket";
import type { Command } from "commander";
import { EXIT, type ExitCode } from "./exit.ts";
import { type Group, groupsIn } from "./pasted.ts";
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
  parley explain "SMTP Error 502: Command Not Implemented"
  parley explain bounce.eml
  grep "status=bounced" mail.log | parley explain
`;

/** A longer argument is no path, and a larger file no log that a person looks at. */
const MAX_PATH = 1_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** Adds the command; `done` is told how it ended. */
export function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description(
      "Explain the SMTP replies in a text: codes, likely causes, and what can be done about them.",
    )
    .argument(
      "[text]",
      "a reply, a log, an exception or a bounce, or a file with one; default: read stdin",
    )
    .option("--command <line>", "what it answers, such as MAIL or AUTH PLAIN")
    .option("--json", "print the explanations as JSON")
    .showHelpAfterError("See: parley explain --help")
    .addHelpText("after", EXAMPLES)
    .action(async (given: string | undefined, { command, json }: ExplainFlags) => {
      const groups = await groupsIn(await input(given), command);
      const [first] = groups;
      if (first === undefined) {
        throw new UsageError(
          'No SMTP reply was found in this text, nor an error of a connection. A reply has a code and words, such as "550 5.1.1 No such user"; a number alone is taken for a code only where the text says so.',
        );
      }
      const isAlone = groups.length === 1 && first.count === 1 && first.explanation !== undefined;
      if (json)
        printJson(
          isAlone ? { ...first.explanation, found: first.found } : { kind: "pasted", groups },
        );
      else printGroups(groups);
      done(EXIT.accepted);
    });
}

/** The text: an argument, the file that it names, or standard input. */
async function input(given: string | undefined): Promise<string> {
  if (given === undefined || given === "-") return fromInput();
  const file = given.length > MAX_PATH || given.includes("\n") ? undefined : await fileAt(given);
  if (file === undefined) return given;
  if (file.size > MAX_BYTES) {
    throw new UsageError(
      `${given} has ${file.size} bytes; at most ${MAX_BYTES} are read. Give the lines that matter: grep status=bounced ${given} | parley explain`,
    );
  }
  return readFile(given, "utf8");
}

async function fileAt(path: string): Promise<{ readonly size: number } | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found : undefined;
  } catch {
    return undefined;
  }
}

async function fromInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError('Give a reply, such as: parley explain "550 5.1.1 No such user"');
  }
  return textOf(process.stdin);
}

const MARGIN = 15;
/** Recipients, servers and lines that are named; the rest is counted. */
const NAMED = 5;
/** Groups that are explained in full; of the others the title and the first cause stand. */
const IN_FULL = 3;

function printGroups(groups: readonly Group[]): void {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total > 1) {
    const kinds =
      groups.length === 1 ? "all the same" : `${groups.length} different, the worst first`;
    out.line(["bold", `Found ${total}: ${kinds}.`]);
  }
  for (const [index, group] of groups.entries()) {
    if (total > 1) {
      out.line();
      out.hanging(["bold", `${group.count} x`.padEnd(MARGIN)], group.title);
    }
    printContext(group);
    if (index >= IN_FULL) printBriefly(group);
    else printFully(group);
  }
}

function printContext({ origins, recipients, servers, lines, found }: Group): void {
  const rows: readonly (readonly [string, readonly (string | number)[]])[] = [
    ["Origin", origins],
    ["Command", found.command === undefined ? [] : [found.command]],
    ["Recipient", recipients],
    ["Server", servers],
    ["Line", lines.length === 1 && lines[0] === 1 ? [] : lines],
  ];
  for (const [name, values] of rows) {
    if (values.length === 0) continue;
    const more = values.length > NAMED ? ` and ${values.length - NAMED} more` : "";
    out.hanging(lead(name), `${values.slice(0, NAMED).join(", ")}${more}`);
  }
}

function printFully({ explanation, found }: Group): void {
  if (explanation !== undefined) {
    printReply(explanation);
    return;
  }
  if (found.kind === "wording") {
    out.hanging(lead("Reply"), found.lines.join(" "));
    out.hanging(lead("Code"), "There is no reply code here, so only the words say what it means.");
  } else if (found.kind === "failure") {
    out.hanging(lead("Means"), found.means);
    out.hanging(lead("Advice"), found.advice);
  } else if (found.kind === "http") {
    out.hanging(lead("Means"), found.means);
  }
}

function printBriefly({ explanation, found }: Group): void {
  const cause = explanation?.causes[0] ?? ("means" in found ? found.means : undefined);
  if (cause !== undefined) out.hanging(lead("Likely cause"), cause);
}

/** The explanation's own lines: what one is about goes to the margin, and each cause gets a line. */
function printReply({ text: lines, causes }: ReplyExplanation): void {
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
