/** Reads the lines around a find for its program, command, recipient and server. */
import { SERVER_LOG } from "./dialogs.ts";
import type { Found } from "./found.ts";
import type { TextLine } from "./lines.ts";
import { commandIn, originIn, recipientIn, serverIn } from "./surroundings.ts";

/** Facts about a find. */
export interface Known {
  /** The program or service. */
  readonly origin?: string;
  /** The command. */
  readonly command?: string;
  /** The recipient. */
  readonly recipient?: string;
  /** The server. */
  readonly server?: string;
}

/** Number of lines before and after a find that are read. */
const LINES_BEFORE = 80;
const LINES_BEHIND = 12;

/** Number of characters of a line that are read for facts about other lines or a find. */
const MAX_CONTEXT_LINE_CHARACTERS = 700;
const CONTEXT_CHARACTERS = 500;
const RECIPIENT_HEAD_CHARACTERS = 200;

/** A field about one recipient of a report (RFC 3464 2.3), or of a report of Microsoft 365. */
const REPORT_FIELD =
  /^(Final-Recipient|Original-Recipient|Status|Remote-MTA|Remote server|Action|Diagnostic-Code):\s{0,4}(.{1,400})/i;

/** Keeps the facts of lines. Each line is read once, and only near a find, so that the work is linear in the text. */
export class Around {
  readonly #lines: readonly TextLine[];
  readonly #found: Found[];
  readonly #known: { -readonly [Key in keyof Known]: Known[Key] | undefined } = {};
  #status: string | undefined;
  #readTo = 0;
  #foundAt = Number.NEGATIVE_INFINITY;
  /** The last find is an event in a server's log, which does not belong to other lines. */
  #isEvent = false;
  /** Number of finds before this paragraph. */
  #before = 0;

  /**
   * @param lines the lines of the text
   * @param found receives the finds; fields after a find are added to it
   */
  constructor(lines: readonly TextLine[], found: Found[]) {
    this.#lines = lines;
    this.#found = found;
  }

  /** The Status field of the current recipient. */
  get status(): string | undefined {
    return this.#status;
  }

  /** The facts of the lines so far. */
  get known(): Known {
    return withoutUnknown(this.#known);
  }

  /** Sets a fact that a session shows. */
  set<Key extends keyof Known>(name: Key, value: Known[Key] | undefined): void {
    this.#known[name] = value;
  }

  /** Handles a blank line: later lines do not belong to earlier finds. */
  endParagraph(): void {
    this.#before = this.#found.length;
  }

  /** Reads the line at `at` if there is a find shortly before it. */
  readBehind(at: number): void {
    if (at - this.#foundAt <= LINES_BEHIND) this.readTo(at + 1);
  }

  /** Reads the lines before `end`. */
  readTo(end: number): void {
    for (let at = Math.max(this.#readTo, end - LINES_BEFORE); at < end; at += 1) {
      const text = this.#lines[at]?.text ?? "";
      if (text !== "" && !SERVER_LOG.test(text.slice(0, 400)))
        this.#read(text.slice(0, MAX_CONTEXT_LINE_CHARACTERS));
    }
    this.#readTo = Math.max(this.#readTo, end);
  }

  /**
   * Returns the facts about a find: first those in its line, then those of the lines before.
   *
   * @param at the index of its line
   * @param text the line
   * @param from where the find begins
   * @param behind the text after the find
   * @param isEvent the line is an event of a server's log, which does not belong to other lines
   * @param asked the command of the session
   */
  about(
    at: number,
    text: string,
    from: number,
    behind: string,
    isEvent: boolean,
    asked: string | undefined,
  ): Known {
    if (!isEvent) this.readTo(at + 1);
    this.#foundAt = at;
    this.#isEvent = isEvent;
    const left = text.slice(Math.max(0, from - CONTEXT_CHARACTERS), from);
    const near = `${left} ${behind}`;
    // The beginning of a log line names the program.
    const head = text.slice(0, RECIPIENT_HEAD_CHARACTERS);
    const before = isEvent ? {} : this.#known;
    const origin = isEvent
      ? (originIn(head) ?? originIn(near))
      : (originIn(near) ?? originIn(head));
    return withoutUnknown({
      origin: origin ?? before.origin,
      command: commandIn(behind) ?? commandIn(left) ?? asked ?? before.command,
      recipient: recipientIn(near) ?? before.recipient,
      server: serverIn(near) ?? before.server,
    });
  }

  /** Keeps the facts of a line. */
  #read(text: string): void {
    const [, field] = REPORT_FIELD.exec(text) ?? [];
    if (field !== undefined) {
      this.#readField(field.toLowerCase(), text);
      return;
    }
    const said = {
      origin: originIn(text),
      command: commandIn(text),
      recipient: recipientIn(text),
      server: serverIn(text),
    };
    Object.assign(this.#known, withoutUnknown(said));
    this.#complete(said);
  }

  #readField(name: string, text: string): void {
    if (name === "final-recipient") {
      this.#known.server = undefined;
      this.#status = undefined;
      this.#known.recipient = recipientIn(text) ?? this.#known.recipient;
    } else if (name === "original-recipient") {
      this.#known.recipient ??= recipientIn(text);
    } else if (name === "status") {
      this.#status = /[245]\.\d{1,3}\.\d{1,3}/.exec(text)?.[0];
    } else if (name === "remote-mta" || name === "remote server") {
      const server = serverIn(text.replace(/^Remote server:/i, "Remote-MTA:"));
      this.#known.server = server;
      // The field may come after the reply.
      const last = this.#found.at(-1);
      if (server && last?.server === undefined && last?.recipient === this.#known.recipient) {
        this.#replaceLast({ server });
      }
    }
  }

  /** Adds the facts after the only find of a paragraph: the stack of an exception, and its fields. */
  #complete({
    command,
    recipient,
  }: {
    command: string | undefined;
    recipient: string | undefined;
  }): void {
    const last = this.#found.at(-1);
    if (last === undefined || this.#isEvent || this.#found.length !== this.#before + 1) return;
    this.#replaceLast(
      withoutUnknown({
        // A failed connection answers no command.
        command: last.command === undefined && last.kind !== "failure" ? command : undefined,
        recipient: last.recipient === undefined ? recipient : undefined,
      }),
    );
  }

  #replaceLast(more: Known): void {
    const last = this.#found.at(-1);
    if (last === undefined || Object.keys(more).length === 0) return;
    this.#found[this.#found.length - 1] = Object.freeze({ ...last, ...more });
  }
}

/** Removes unknown facts. */
function withoutUnknown(from: { readonly [Key in keyof Known]: Known[Key] | undefined }): Known {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
}
