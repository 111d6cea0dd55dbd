/**
 * Reads lines one after another and collects the finds. Numbers are judged in `evidence.ts`, texts are read in
 * `taking.ts`.
 */
import { Around, type Known } from "./around.ts";
import { CONTENT_LABEL, findCommand, SERVER_LOG, type Undecorated, undecorate } from "./dialogs.ts";
import {
  ENHANCED_BEHIND,
  EVIDENCE_CHARACTERS,
  isAboutFtp,
  isAboutMail,
  judge,
  RIGHT,
} from "./evidence.ts";
import { type FailureKind, failureIn } from "./failures.ts";
import type { Found, FoundContext, FoundHttpStatus } from "./found.ts";
import type { TextLine } from "./lines.ts";
import { cutTail, decodeEscapes, replyOf, splitReplyLines } from "./reply-text.ts";
import { PastedSession } from "./session.ts";
import { commandIn, recipientInReply } from "./surroundings.ts";
import { joinLines, takeReply } from "./taking.ts";
import {
  hasCodeBehind,
  isWithoutCode,
  readWithoutCode,
  reasonIn,
  typedReason,
  wordsFollow,
  wordsOfServer,
} from "./without-code.ts";

/** A number of three digits that could be the code of a reply. */
const NUMBER =
  /(?<![\w.,/+@$€£%\\-]|\d[:'’]|\d\d (?![2-5]\d\d[ -][245]\.\d{1,3}\.\d))#?([2-5]\d\d)(?=$|[\s\-:;,"'`)\]}_|>]|\.(?:\s|$)|\d\.\d{1,3}\.\d|[A-Z][a-z]|\\[rn])/g;

/** A port after a host: `mx.example.org:587`, `[192.0.2.1]:25`. */
const PORT = /(?:[\w-]\.[\w-]{1,63}|\]):$/;

/** The id of a process after its name: `postfix/smtp[551]: text`. A code follows a name such as `error`. */
const PROCESS = /[\w.-](?<!error|code|status|reply|response|fehler)\[$/i;
const PROCESS_BEHIND = /^\]:?\s/;

/** Only marks between the beginning of the line and a code. */
const ONLY_MARKS = /^[\s"'`([{<*•>-]{0,8}$/;

/** A line that announces the next one. */
const ANNOUNCING_LINE_END = /[:：]["']?$/;

/** Number of lines at the beginning that are searched for whether the text is about mail. */
const ABOUT = 400;

/** A number in a line. */
interface NumberInLine {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly left: string;
  readonly right: string;
  /** An enhanced status code of the same class follows. */
  readonly isSure: boolean;
}

/** A prepared line. */
interface ProseLine {
  readonly at: number;
  /** The text without the beginning that a log put before it. */
  readonly text: string;
  /** Whether the line is a separate event in a server's log. */
  readonly isEvent: boolean;
}

/** Reads the lines of one text. */
export class Reader {
  readonly found: Found[] = [];
  readonly #lines: readonly TextLine[];
  readonly #given: Known;
  readonly #mail: boolean;
  /** A session of FTP, whose replies use the same codes (RFC 959 4.2). */
  readonly #isFtp: boolean;
  readonly #around: Around;
  readonly #session = new PastedSession();
  /** The previous line announces this one. */
  #announced = false;
  /** The text before a server's words that begin in the next line. */
  #left: string | undefined;

  /**
   * @param lines the lines
   * @param given facts from outside, such as the fields of an event
   */
  constructor(lines: readonly TextLine[], given: Known) {
    this.#lines = lines;
    this.#given = given;
    this.#around = new Around(lines, this.found);
    this.#isFtp = isAboutFtp(lines.slice(0, ABOUT).map(({ text }) => text.slice(0, ABOUT)));
    this.#mail =
      Object.keys(given).length > 0 ||
      lines.slice(0, ABOUT).some(({ text }) => isAboutMail(text.slice(0, ABOUT)));
  }

  /** Reads all lines. */
  read(): void {
    for (let at = 0; at < this.#lines.length; ) at = this.#line(at);
  }

  /** Reads the line at `at` and those that belong to it; returns the next position. */
  #line(at: number): number {
    const { text } = this.#lines[at] as TextLine;
    if (text === "") {
      this.#around.endParagraph();
      return at + 1;
    }
    const shown = undecorate(text);
    if (this.#isFtp) return this.#prose(at, shown);
    const next = shown.side === undefined ? this.#bare(at, shown) : this.#marked(at, shown);
    return next > at ? next : this.#prose(at, shown);
  }

  /** Reads a line that is marked as the client's or the server's. */
  #marked(at: number, { side, rest, origin }: Undecorated): number {
    if (side === "client") {
      this.#session.send(rest);
      return at + 1;
    }
    const found = /^\s{0,8}([2-5][0-57]\d)(?=$|[ -]|\d\.\d)/.exec(rest);
    if (!found) return at;
    this.#session.origin = origin ?? this.#session.origin;
    return this.#answer(at, found[1] as string, rest.slice(found[0].length));
  }

  /** Reads a line of a dialogue without marks, as telnet shows it. */
  #bare(at: number, { rest }: Undecorated): number {
    if (findCommand(rest) !== undefined && (this.#session.isShown || /[ :]/.test(rest))) {
      this.#session.send(rest);
      return at + 1;
    }
    const found = /^([2-5][0-57]\d)(?=$|[ -])/.exec(rest);
    const isGreeting = /^220[ -].{0,300}SMTP/i.test(rest);
    if (!found || !(isGreeting || (this.#session.isShown && this.#session.waits))) return at;
    return this.#answer(at, found[1] as string, rest.slice(found[0].length));
  }

  /** Reads a reply in a dialogue, with all its lines. */
  #answer(at: number, code: string, text: string): number {
    // A server library may write the code once more.
    const own = text.startsWith(` ${code} `) ? text.slice(4) : text;
    const { text: whole, next } = joinLines(this.#lines, at, code, own);
    const { lines } = splitReplyLines(code, decodeEscapes(whole));
    if (lines.length > 0) lines[lines.length - 1] = cutTail(lines.at(-1) as string);
    const session = this.#session;
    const answered = session.answer(code, lines[0] ?? "");
    if (answered === undefined) this.#around.readTo(at);
    const command = answered ?? this.#around.known.command;
    const isAboutRecipient = command === "RCPT" || command === CONTENT_LABEL;
    const recipient = isAboutRecipient ? session.recipient : undefined;
    const { server = this.#around.known.server, origin } = session;
    this.#add(at, code, lines, {
      ...(command && { command }),
      ...(server && { server }),
      ...(origin && { origin }),
      ...(recipient && { recipient }),
    });
    return next;
  }

  /** Reads a line that is no dialogue: its numbers are judged. */
  #prose(at: number, { head }: Undecorated): number {
    const whole = (this.#lines[at] as TextLine).text;
    const isEvent = SERVER_LOG.test(whole.slice(0, 400));
    if (!isEvent) this.#around.readBehind(at);
    const line = { at, text: decodeQmailText(whole, head), isEvent };
    const said = wordsOfServer(line.text);
    let next = at + 1;
    const isFirst = (said !== undefined && isWithoutCode(said)) || hasCodeBehind(line.text);
    const isFound =
      (isFirst && this.#withoutCode(line)) ||
      this.#codes(line, (behind) => {
        next = behind;
      }) ||
      this.#withoutCode(line);
    if (!isFound && !this.#failure(line)) this.#reason(line);
    this.#left = wordsFollow(line.text);
    this.#announced = ANNOUNCING_LINE_END.test(whole);
    return next;
  }

  /** Yields the numbers in a line. */
  *#numbers(text: string, skip: () => number): Generator<NumberInLine> {
    // A separate RegExp, because it keeps its position.
    const number = new RegExp(NUMBER);
    for (let match = number.exec(text); match; match = number.exec(text)) {
      const code = match[1] as string;
      const from = match.index;
      const to = from + match[0].length;
      if (from < skip()) continue;
      const left = text.slice(Math.max(skip(), from - EVIDENCE_CHARACTERS), from);
      const right = text.slice(to, to + RIGHT);
      const isSure = ENHANCED_BEHIND.exec(right)?.[1] === code[0];
      // A ticket, a port, or a reply of FTP.
      if (!isSure && (match[0].startsWith("#") || PORT.test(left) || this.#isFtp)) continue;
      if (PROCESS.test(left) && PROCESS_BEHIND.test(right)) continue;
      yield { code, from, to, left, right, isSure };
      number.lastIndex = Math.max(to, skip());
    }
  }

  /** Finds the codes in a line that are replies or HTTP statuses, and passes on which line comes next. */
  #codes({ at, text, isEvent }: ProseLine, goOn: (next: number) => void): boolean {
    let done = 0;
    let isFound = false;
    let alone: string | undefined;
    for (const { code, from, to, left, right, isSure } of this.#numbers(text, () => done)) {
      const leads = this.#announced || (from <= 8 && ONLY_MARKS.test(text.slice(0, from)));
      // A literal continues in the next line.
      const isOpen = right.trim() === "" && /["'`]$/.test(left);
      const behind = isOpen ? ` ${this.#lines[at + 1]?.text.slice(0, RIGHT) ?? ""}` : right;
      const what = judge({ code, left, right: behind, leads, mail: this.#mail });
      if (what === "http") {
        this.#addHttp(at, Number(code));
        isFound = true;
      }
      if (what !== "reply" && what !== "code") continue;
      const place = { lines: this.#lines, at, text, from, to, code, announced: this.#announced };
      const taken = what === "code" ? undefined : takeReply(place);
      // Words alone are not enough to treat a number below 400 as a reply.
      if (Number(code) < 400 && !isEvent && !isSure && !this.#session.isShown) continue;
      if (taken === undefined) {
        alone ??= code;
        continue;
      }
      isFound = true;
      done = Math.max(taken.end, to);
      this.#add(at, code, taken.lines, this.#about({ at, text, isEvent }, from, taken.tail));
      if (taken.next > at + 1) {
        goOn(taken.next);
        break;
      }
    }
    if (!isFound && alone !== undefined && Number(alone) >= 400) {
      this.#add(at, alone, [""], this.#about({ at, text, isEvent }));
      isFound = true;
    }
    return isFound;
  }

  /** Reads a reply whose code is written as words, comes after the text, or is missing. */
  #withoutCode(line: ProseLine): boolean {
    const { at, text, isEvent } = line;
    if (!isEvent && this.#left !== undefined) this.#around.readTo(at + 1);
    const { known, status } = this.#around;
    const said = readWithoutCode(this.#lines, at, text, {
      left: this.#left,
      status,
      origin: known.origin,
    });
    if (said === undefined) return false;
    const { code, lines, enhanced } = said;
    if (code !== undefined) this.#add(at, `${code}`, lines, this.#about(line));
    else this.#addWording(line, lines, enhanced);
    return true;
  }

  /** Reads why a message was not delivered, in the words of a mail program. */
  #reason(line: ProseLine): void {
    const reason = reasonIn(line.text);
    if (reason !== undefined) {
      this.#addWording(line, [reason]);
      return;
    }
    const typed = typedReason(line.text, this.#lines.length);
    if (typed !== undefined) this.#addWording(line, typed.lines, typed.enhanced);
  }

  #addWording(line: ProseLine, lines: readonly string[], enhanced?: string): void {
    this.found.push(
      Object.freeze({
        kind: "wording",
        lines: Object.freeze([...lines]),
        ...(enhanced && { enhanced }),
        ...this.#place(line.at, this.#about(line)),
      }),
    );
  }

  /** Reads an error without a reply. */
  #failure(line: ProseLine): boolean {
    const named = failureIn(line.text);
    if (named === undefined) return false;
    const { row, from, to } = named;
    const { failure, means, advice } = row;
    const last = this.found.at(-1);
    // The reply to the login was already found.
    if (failure === "login-refused" && last?.kind === "reply" && last.command?.startsWith("AUTH"))
      return true;
    const behind = line.text.slice(to, to + 300);
    const { command: _, ...known } = this.#about(line, to, behind);
    // A failed connection answers no command, unless its own line names one.
    const command = isBeforeCommands(failure) ? undefined : commandIn(line.text.slice(0, 2_000));
    this.found.push(
      Object.freeze({
        kind: "failure",
        failure,
        words: line.text.slice(from, to).replace(/^["']|["']$/g, ""),
        means,
        advice,
        ...this.#place(line.at, { ...known, ...(command && { command }) }),
      }),
    );
    return true;
  }

  #about({ at, text, isEvent }: ProseLine, from = text.length, behind = ""): Known {
    return this.#around.about(at, text, from, behind, isEvent, this.#session.asked);
  }

  #place(at: number, known: Known): FoundContext {
    return { line: this.#lines[at]?.number ?? 1, ...known, ...this.#given };
  }

  #add(at: number, code: string, lines: readonly string[], known: Known): void {
    const reply = replyOf(code, lines);
    const place = this.#place(at, known);
    const told = recipientInReply(reply.lines.join(" "));
    const recipient = place.recipient ?? told;
    this.found.push(
      Object.freeze({ kind: "reply", reply, ...place, ...(recipient && { recipient }) }),
    );
  }

  #addHttp(at: number, status: number): void {
    if (status < 400) return;
    this.found.push(httpStatus(status, this.#place(at, {})));
  }
}

/** Creates the find of an HTTP status. */
export function httpStatus(status: number, place: FoundContext): FoundHttpStatus {
  const means = `${status} is an HTTP status here, from a web server or a proxy, not a reply of a mail server.`;
  return Object.freeze({ kind: "http", status, means, ...place });
}

/** Returns whether this failure happens before any command can be sent. */
function isBeforeCommands(failure: FailureKind): boolean {
  return /^(?:connection-refused|host-|greeting)/.test(failure);
}

/** Decodes qmail's text, which has underscores for spaces and slashes for line ends. */
function decodeQmailText(line: string, head: number): string {
  if (!/\bdelivery \d{1,9}: (?:failure|deferral|success): /.test(line.slice(0, 200)))
    return line.slice(head);
  return line.replace(/_/g, " ").replace(/\/(?=[A-Z\d#]|$)/g, " \u000b ");
}
