/**
 * What really happened, told from the octets alone: which transactions there
 * were, what the server said to each, and where the client broke a rule. It
 * shares nothing with the scripts but the parser of replies.
 */
import { type Reply, ReplyParser } from "../src/protocol/reply.ts";
import { scanDots } from "../src/testing/dot-scanner.ts";
import { findCrlf, fromBase64, nothing, textOf } from "../src/testing/octets.ts";
import type { DotScan } from "../src/testing/virtual-state.ts";
import type { Crossing } from "./witness.ts";

/** What the user allows, which the client must keep to. */
export interface Rules {
  /** Credentials may be sent without TLS. */
  readonly allowCleartext: boolean;
  /** Mail may be sent without TLS. */
  readonly clearMail: boolean;
  /** The server was known to understand BDAT before this session. */
  readonly proven: boolean;
  /** What the user wants kept secret. */
  readonly secrets: readonly string[];
}

/** One mail transaction. */
export interface Told {
  /** Index of the crossing with its MAIL. */
  readonly at: number;
  readonly mail: string;
  readonly tls: boolean;
  readonly authenticated: boolean;
  readonly greeted: string;
  readonly recipients: { readonly address: string; reply?: Reply }[];
  /** Its commands shared a write. */
  grouped: boolean;
  mailReply?: Reply;
  by?: "DATA" | "BDAT";
  /** Content with dots undoubled, as it came. */
  readonly content: Uint8Array[];
  /** A chunk was refused: only RSET may follow. */
  spoiled: boolean;
  /** The last octet of the content was handed to the connection. */
  handedOver: boolean;
  /** The reply to the whole content. */
  final?: Reply;
  /** More came than had been asked for. */
  unasked: boolean;
}

/** All transactions in order, and every rule that was broken. */
export interface Account {
  readonly transactions: readonly Told[];
  readonly faults: readonly string[];
}

/** Tells what happened. */
export function accountOf(crossings: readonly Crossing[], rules: Rules): Account {
  const book: Book = { rules, transactions: [], faults: [], proven: rules.proven };
  let line: Conversation | undefined;
  crossings.forEach((crossing, at) => {
    if (crossing.what === "connected") line = new Conversation(book, crossing.tls);
    else if (crossing.what === "written") line?.written(crossing.bytes, at);
    else if (crossing.what === "read") line?.read(crossing.bytes);
    else if (crossing.what === "secured") line?.secured();
    else line?.end();
  });
  return book;
}

interface Book {
  readonly rules: Rules;
  readonly transactions: Told[];
  readonly faults: string[];
  proven: boolean;
}

/** Something that a reply is due to. */
interface Due {
  readonly what: string;
  readonly octets: number;
  readonly answered: (reply: Reply) => void;
}

type Mode =
  | { readonly in: "commands" }
  | { readonly in: "lines"; readonly at: DotScan }
  | { readonly in: "chunk"; readonly left: number; readonly last: boolean };

/** Nothing may be written behind these before they are answered (RFC 2920 3.1). */
const LAST = /^(?:GREETING|EHLO|HELO|STARTTLS|AUTH|RESPONSE|DATA|QUIT|NOOP|VRFY|EXPN|HELP)$/;

class Conversation {
  readonly #book: Book;
  #tls: boolean;
  readonly #parser = new ReplyParser();
  #due: Due[] = [{ what: "GREETING", octets: 0, answered: () => {} }];
  #unasked: Reply[] = [];
  #mode: Mode = { in: "commands" };
  #greeted = "no";
  #offered = new Map<string, string>();
  #authenticated = false;
  #perhaps = false;
  #challenged = false;
  #transaction: Told | undefined;
  /** MAIL was accepted, and nothing ended the transaction. */
  #open = false;
  #over = "";

  constructor(book: Book, tls: boolean) {
    this.#book = book;
    this.#tls = tls;
  }

  end(): void {
    this.#over ||= "the connection had ended";
  }

  secured(): void {
    if (this.#due.length > 0 || this.#parser.unread > 0) this.#fault("TLS began in mid-reply");
    if (this.#unasked.length > 0) this.#fault("a reply from before TLS was kept");
    this.#tls = true;
    this.#greeted = "no";
    this.#offered = new Map();
    this.#authenticated = false;
    this.#transaction = undefined;
    this.#open = false;
  }

  read(bytes: Uint8Array): void {
    this.#parser.push(bytes);
    try {
      for (let reply = this.#parser.next(); reply; reply = this.#parser.next()) {
        const due = this.#due.shift();
        if (due) this.#answer(due, reply);
        else this.#unasked.push(reply);
      }
    } catch {
      // No reply: what follows answers nothing any more.
    }
    const left = this.#unasked.length > 0 || this.#parser.unread > 0;
    if (left && this.#due.length === 0 && this.#transaction) this.#transaction.unasked = true;
  }

  written(bytes: Uint8Array, at: number): void {
    if (this.#over) this.#fault(`wrote although ${this.#over}`);
    this.#leaks(bytes);
    let rest = bytes;
    let commands = 0;
    while (rest.length > 0) {
      if (this.#mode.in === "commands") {
        const end = findCrlf(rest);
        if (end < 0) return this.#fault(`wrote what is no command: ${textOf(rest)}`);
        this.#command(textOf(rest.subarray(0, end)), at, commands > 0);
        commands += 1;
        rest = rest.subarray(end + 2);
      } else rest = this.#mode.in === "lines" ? this.#lines(rest) : this.#chunk(rest);
    }
  }

  #fault(what: string): void {
    this.#book.faults.push(what);
  }

  #leaks(bytes: Uint8Array): void {
    const { allowCleartext, secrets } = this.#book.rules;
    if (this.#tls || allowCleartext || this.#mode.in !== "commands") return;
    const text = textOf(bytes);
    const decoded = text.split(/\s+/).map((word) => fromBase64(word) ?? "");
    for (const secret of secrets) {
      // A shorter one is found by chance.
      if (secret.length > 3 && [text, ...decoded].some((seen) => seen.includes(secret))) {
        this.#fault("wrote a secret in clear");
      }
    }
  }

  #answer(due: Due, reply: Reply): void {
    if (reply.code === 421) this.#over ||= "the server had said 421";
    due.answered(reply);
  }

  #ask(what: string, octets: number, answered: (reply: Reply) => void): void {
    const before = this.#due.at(-1);
    if (before && (LAST.test(before.what) || !this.#offered.has("PIPELINING"))) {
      this.#fault(`wrote ${what} before the reply to ${before.what}`);
    }
    const due = { what, octets, answered };
    const early = this.#unasked.shift();
    if (early) return this.#answer(due, early);
    this.#due.push(due);
    const unanswered = this.#due.reduce((sum, entry) => sum + entry.octets, 0);
    if (this.#due.length > 100 || (unanswered > 8192 && this.#due.length > 1)) {
      this.#fault("left too much unanswered");
    }
  }

  #needs(keyword: string, what: string): void {
    if (!this.#offered.has(keyword)) this.#fault(`${what} without ${keyword}`);
  }

  #command(line: string, at: number, grouped: boolean): void {
    const octets = line.length + 2;
    if (this.#challenged) {
      this.#challenged = false;
      return this.#ask("RESPONSE", octets, (reply) => this.#saslReply(reply));
    }
    const [verb = ""] = /^[A-Z]+/.exec(line) ?? [];
    const words = line.split(" ");
    const transaction = this.#transaction;
    switch (verb) {
      case "EHLO":
      case "HELO":
        return this.#ask(verb, octets, (reply) => {
          if (reply.code < 300) this.#greet(verb, reply);
        });
      case "STARTTLS":
      case "NOOP":
      case "VRFY":
      case "EXPN":
      case "HELP":
        return this.#ask(verb, octets, () => {});
      case "QUIT":
        this.#ask(verb, octets, () => {});
        this.#over ||= "it had said QUIT";
        return;
      case "AUTH":
        if (!this.#tls && !this.#book.rules.allowCleartext) this.#fault("AUTH in clear");
        if (this.#authenticated) this.#fault("AUTH twice");
        if (
          !this.#offered
            .get("AUTH")
            ?.split(" ")
            .includes(words[1] ?? "")
        ) {
          this.#fault(`AUTH by ${words[1]}, which was not offered`);
        }
        return this.#ask(verb, octets, (reply) => this.#saslReply(reply));
      case "RSET":
        this.#transaction = undefined;
        this.#open = false;
        return this.#ask(verb, octets, () => {});
      case "MAIL":
        return this.#mail(line, at, grouped);
      case "RCPT": {
        if (!transaction) return this.#fault("RCPT without MAIL");
        const recipient: Told["recipients"][number] = { address: line.slice(9, -1) };
        transaction.recipients.push(recipient);
        transaction.grouped &&= grouped;
        return this.#ask(verb, octets, (reply) => {
          recipient.reply = reply;
        });
      }
      case "DATA":
        if (!transaction) return this.#fault("DATA without MAIL");
        if (transaction.by) this.#fault("DATA after content");
        transaction.grouped &&= grouped;
        return this.#ask(verb, octets, (reply) => {
          if (reply.code < 300 || reply.code > 399) return;
          this.#mode = { in: "lines", at: "line-start" };
          transaction.by = "DATA";
        });
      case "BDAT":
        if (!transaction) return this.#fault("BDAT without MAIL");
        return this.#bdat(line, transaction);
      default:
        return this.#fault(`wrote what is no command: ${line}`);
    }
  }

  #saslReply({ code }: Reply): void {
    if (code < 300) this.#authenticated = true;
    // It may mean that it had authenticated already (RFC 4954 4).
    if (code === 503) this.#perhaps = true;
    this.#challenged = code >= 300 && code < 400;
  }

  #greet(verb: string, { lines }: Reply): void {
    this.#greeted = verb;
    this.#open = false;
    this.#transaction = undefined;
    this.#offered = new Map();
    for (const line of verb === "EHLO" ? lines.slice(1) : []) {
      const [keyword = "", ...parameters] = line.toUpperCase().trim().split(/[ =]+/);
      const more = [this.#offered.get(keyword) ?? "", ...parameters];
      this.#offered.set(keyword, more.join(" "));
    }
  }

  #mail(line: string, at: number, grouped: boolean): void {
    if (this.#open) this.#fault("MAIL within a transaction");
    if (!this.#tls && !this.#book.rules.clearMail) this.#fault("MAIL in clear");
    if (this.#greeted === "no") this.#fault("MAIL before EHLO");
    for (const parameter of line
      .replace(/^MAIL FROM:<.*?>/, "")
      .split(" ")
      .slice(1)) {
      const [keyword = ""] = parameter.split("=");
      this.#needs(keyword === "BODY" ? "8BITMIME" : keyword, parameter);
    }
    const transaction: Told = {
      at,
      mail: line,
      tls: this.#tls,
      authenticated: this.#authenticated || this.#perhaps,
      greeted: this.#greeted,
      recipients: [],
      grouped: true,
      content: [],
      spoiled: false,
      handedOver: false,
      unasked: false,
    };
    this.#book.transactions.push(transaction);
    this.#transaction = transaction;
    this.#ask("MAIL", line.length + 2, (reply) => {
      transaction.mailReply = reply;
      if (reply.code < 300 && this.#transaction === transaction) this.#open = true;
    });
    void grouped;
  }

  #bdat(line: string, transaction: Told): void {
    const [, size = "", last] = /^BDAT (\d+)( LAST)?$/.exec(line) ?? [];
    this.#needs("CHUNKING", "BDAT");
    if (size === "") this.#fault(`malformed: ${line}`);
    if (transaction.spoiled) this.#fault("BDAT after a chunk was refused");
    if (transaction.by === "DATA" || transaction.handedOver) this.#fault("BDAT after content");
    transaction.by = "BDAT";
    this.#mode = { in: "chunk", left: Number(size), last: last !== undefined };
    this.#ask("BDAT", line.length + 2, (reply) => {
      if (last) transaction.final = reply;
      if (reply.code < 300) this.#book.proven = true;
      else transaction.spoiled = true;
      if (last && reply.code < 300 && this.#transaction === transaction) this.#open = false;
    });
    if (size === "0") this.#chunk(nothing);
  }

  #chunk(octets: Uint8Array): Uint8Array {
    if (this.#mode.in !== "chunk" || !this.#transaction) return nothing;
    const { left, last } = this.#mode;
    const piece = octets.subarray(0, left);
    if (!this.#book.proven && (left > 4 || piece.includes(13) || piece.includes(10))) {
      this.#fault("a server that had not proved itself got a chunk that could be a command");
    }
    this.#transaction.content.push(piece);
    const still = left - piece.length;
    if (still === 0) this.#ended(last);
    else this.#mode = { in: "chunk", left: still, last };
    return octets.subarray(left);
  }

  #lines(octets: Uint8Array): Uint8Array {
    const transaction = this.#transaction;
    if (this.#mode.in !== "lines" || !transaction) return nothing;
    const { content, at, used, ended } = scanDots(this.#mode.at, octets);
    transaction.content.push(content);
    if (content.length > 0 && !transaction.recipients.some(({ reply }) => good(reply))) {
      this.#fault("content for nobody");
    }
    this.#mode = { in: "lines", at };
    if (ended) {
      this.#ended(true);
      this.#open = false;
      this.#ask("CONTENT", 3, (reply) => {
        transaction.final = reply;
      });
    }
    return octets.subarray(used);
  }

  #ended(last: boolean): void {
    this.#mode = { in: "commands" };
    if (last && this.#transaction) this.#transaction.handedOver = true;
  }
}

/** A positive reply. */
export function good(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code < 300;
}

/** A refusal. */
export function bad(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 400;
}
