/**
 * Finds out what happened from the octets alone: which transactions there
 * were, what the server said to each, and where the client broke a rule. It
 * shares nothing with the scripts but the parser of replies.
 */
import type { Reply } from "../src/protocol/reply/reply.ts";
import type { DotScan } from "../src/testing/dot-scanner.ts";
import { scanDots } from "../src/testing/dot-scanner.ts";
import { decodeUtf8, findCrlf, fromBase64, nothing } from "../src/testing/octets.ts";
import { good, type Observation, type ObservedTransaction, type Rules } from "./observation.ts";
import { RepliesDue } from "./replies-due.ts";
import type { Crossing } from "./witness.ts";

/** The extensions of MAIL's parameters that are called otherwise. */
const OF_MAIL: Readonly<Record<string, string>> = {
  BODY: "8BITMIME",
  RET: "DSN",
  ENVID: "DSN",
  BY: "DELIVERBY",
  HOLDFOR: "FUTURERELEASE",
  HOLDUNTIL: "FUTURERELEASE",
};

/** The address as the user gave it, in case its domain was written as A-labels. */
export function asGiven(address: string): string {
  return address.replace("@xn--tda.example", "@ü.example");
}

/** All that may stand on RCPT. */
const OF_RCPT: Readonly<Record<string, string>> = { NOTIFY: "DSN", ORCPT: "DSN", RRVS: "RRVS" };

/** Returns what happened. */
export function observeSession(crossings: readonly Crossing[], rules: Rules): Observation {
  const book: Book = { rules, transactions: [], faults: [], proven: rules.proven };
  let line: Conversation | undefined;
  crossings.forEach((crossing, at) => {
    if (crossing.what === "connected") line = new Conversation(book, crossing.tls);
    else if (crossing.what === "written") line?.written(crossing.bytes, at);
    else if (crossing.what === "read") line?.read(crossing.bytes);
    else if (crossing.what === "secured") line?.secured();
    else line?.end(crossing.by === "server");
  });
  return book;
}

interface Book {
  readonly rules: Rules;
  readonly transactions: ObservedTransaction[];
  readonly faults: string[];
  proven: boolean;
}

type Mode =
  | { readonly in: "commands" }
  | { readonly in: "lines"; readonly at: DotScan }
  | { readonly in: "chunk"; readonly left: number; readonly last: boolean };

/** One connection. */
class Conversation {
  readonly #book: Book;
  readonly #replies: RepliesDue;
  #tls: boolean;
  #mode: Mode = { in: "commands" };
  #greeted = "no";
  #offered = new Map<string, string>();
  /** `perhaps`: a 503 may have said that it had been done before (RFC 4954 4). */
  #authenticated: "no" | "perhaps" | "yes" = "no";
  #challenged = false;
  #transaction: ObservedTransaction | undefined;
  /** MAIL was accepted, and nothing ended the transaction. */
  #open = false;
  #ended = false;
  /** Why nothing may be written any more. */
  #over = "";
  /** Index of the present write among the crossings. */
  #at = 0;

  constructor(book: Book, tls: boolean) {
    this.#book = book;
    this.#tls = tls;
    this.#replies = new RepliesDue(
      ({ code }) => {
        if (code === 421) this.#over ||= "the server had said 421";
      },
      (what) => this.#fault(what),
    );
    this.#ask("GREETING", "");
  }

  end(byServer: boolean): undefined {
    if (byServer && !this.#ended) {
      this.#replies.end();
      if (this.#transaction) this.#transaction.closed = this.#replies.unsettled;
    }
    this.#ended = true;
    this.#over ||= "the connection had ended";
  }

  secured(): undefined {
    if (this.#replies.unsettled) this.#fault("something from before TLS was kept");
    this.#tls = true;
    this.#greeted = "no";
    this.#offered = new Map();
    this.#authenticated = "no";
    this.#forget();
  }

  read(bytes: Uint8Array): undefined {
    this.#replies.read(bytes);
    if (this.#replies.surplus && this.#transaction) this.#transaction.unasked = true;
  }

  written(bytes: Uint8Array, at: number): undefined {
    if (this.#over) this.#fault(`wrote although ${this.#over}`);
    this.#checkSecrets(bytes);
    this.#at = at;
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#mode.in === "commands") {
        const end = findCrlf(rest);
        if (end < 0) return this.#fault(`wrote what is no command: ${decodeUtf8(rest)}`);
        this.#command(decodeUtf8(rest.subarray(0, end)));
        rest = rest.subarray(end + 2);
      } else rest = this.#mode.in === "lines" ? this.#lines(rest) : this.#chunk(rest);
    }
  }

  #fault(what: string): undefined {
    this.#book.faults.push(what);
  }

  #checkSecrets(bytes: Uint8Array): undefined {
    const { allowCleartext, secrets } = this.#book.rules;
    if (this.#tls || allowCleartext || this.#mode.in !== "commands") return;
    const text = decodeUtf8(bytes);
    const decoded = text.split(/\s+/).map((word) => fromBase64(word) ?? "");
    for (const secret of secrets) {
      // A shorter one is found by chance.
      if (secret.length > 3 && [text, ...decoded].some((seen) => seen.includes(secret))) {
        this.#fault("wrote a secret in clear");
      }
    }
  }

  #ask(what: string, line: string, answered?: (reply: Reply) => void, whole?: boolean): undefined {
    this.#replies.ask(what, line.length + 2, this.#offered.has("PIPELINING"), answered, whole);
  }

  #forget(): undefined {
    this.#transaction = undefined;
    this.#open = false;
  }

  #command(line: string): undefined {
    if (this.#challenged) {
      this.#challenged = false;
      return this.#ask("RESPONSE", line, (reply) => this.#saslReply(reply));
    }
    const [verb = ""] = /^[A-Z]+/.exec(line) ?? [];
    const transaction = this.#transaction;
    switch (verb) {
      case "EHLO":
      case "HELO":
        return this.#ask(verb, line, (reply) => {
          if (good(reply)) this.#greet(verb, reply);
        });
      case "STARTTLS":
      case "VRFY":
        return this.#ask(verb, line);
      case "QUIT":
        this.#ask(verb, line);
        this.#over ||= "it had said QUIT";
        return;
      case "AUTH":
        return this.#auth(line);
      case "RSET":
        this.#forget();
        return this.#ask(verb, line);
      case "MAIL":
        return this.#mail(line);
      case "RCPT":
      case "DATA":
      case "BDAT":
        if (!transaction) return this.#fault(`${verb} without MAIL`);
        if (!transaction.by) transaction.envelope.add(this.#at);
        if (verb === "BDAT") return this.#bdat(line, transaction);
        return verb === "RCPT" ? this.#rcpt(line, transaction) : this.#data(line, transaction);
      default:
        return this.#fault(`wrote what is no command: ${line}`);
    }
  }

  #auth(line: string): undefined {
    const [, mechanism = ""] = line.split(" ");
    if (!this.#tls && !this.#book.rules.allowCleartext) this.#fault("AUTH in clear");
    if (this.#authenticated === "yes") this.#fault("AUTH twice");
    if (!` ${this.#offered.get("AUTH")} `.includes(` ${mechanism} `)) {
      this.#fault(`AUTH by ${mechanism}, which was not offered`);
    }
    this.#ask("AUTH", line, (reply) => this.#saslReply(reply));
  }

  #saslReply({ code }: Reply): undefined {
    if (code < 300) this.#authenticated = "yes";
    if (code === 503) this.#authenticated = "perhaps";
    this.#challenged = code >= 300 && code < 400;
  }

  #greet(verb: string, { lines }: Reply): undefined {
    this.#greeted = verb;
    this.#forget();
    this.#offered = new Map();
    for (const line of verb === "EHLO" ? lines.slice(1) : []) {
      const [keyword = "", ...parameters] = line
        .toUpperCase()
        .trim()
        .split(/[\s=]+/);
      const more = [this.#offered.get(keyword) ?? "", ...parameters];
      this.#offered.set(keyword, more.join(" "));
    }
  }

  #mail(line: string): undefined {
    if (this.#open) this.#fault("MAIL within a transaction");
    if (!this.#tls && !this.#book.rules.clearMail) this.#fault("MAIL in clear");
    if (this.#greeted === "no") this.#fault("MAIL before EHLO");
    const [, ...parameters] = line.replace(/^MAIL FROM:<.*?>/, "").split(" ");
    for (const parameter of parameters) {
      const [keyword = ""] = parameter.split("=");
      this.#needs(OF_MAIL[keyword] ?? keyword, parameter);
    }
    const transaction: ObservedTransaction = {
      envelope: new Set([this.#at]),
      mail: line,
      tls: this.#tls,
      authenticated: this.#authenticated !== "no",
      greeted: this.#greeted,
      recipients: [],
      content: [],
      spoiled: false,
      unasked: false,
      closed: false,
    };
    this.#book.transactions.push(transaction);
    this.#transaction = transaction;
    this.#ask("MAIL", line, (reply) => {
      transaction.mailReply = reply;
      if (good(reply) && this.#transaction === transaction) this.#open = true;
    });
  }

  #needs(keyword: string, what: string): undefined {
    if (!this.#offered.has(keyword)) this.#fault(`${what} without ${keyword}`);
  }

  #rcpt(line: string, { recipients }: ObservedTransaction): undefined {
    const [, written = "", rest = ""] = /^RCPT TO:<(.*?)>(.*)$/.exec(line) ?? [];
    const address = asGiven(written);
    for (const parameter of rest.split(" ").slice(1)) {
      const [keyword = ""] = parameter.split("=");
      this.#needs(OF_RCPT[keyword] ?? "nothing", parameter);
    }
    const recipient: ObservedTransaction["recipients"][number] = { address, line };
    recipients.push(recipient);
    this.#ask("RCPT", line, (reply) => {
      recipient.reply = reply;
    });
  }

  #data(line: string, transaction: ObservedTransaction): undefined {
    if (transaction.by) this.#fault("DATA after content");
    this.#ask("DATA", line, ({ code }) => {
      if (code < 300 || code > 399) return;
      this.#mode = { in: "lines", at: "line-start" };
      transaction.by = "DATA";
    });
  }

  #lines(octets: Uint8Array): Uint8Array {
    const transaction = this.#transaction;
    if (this.#mode.in !== "lines" || !transaction) return nothing;
    const { content, at, used, ended } = scanDots(this.#mode.at, octets);
    transaction.content.push(content);
    if (content.length > 0 && !transaction.recipients.some(({ reply }) => good(reply))) {
      this.#fault("content for nobody");
    }
    this.#mode = ended ? { in: "commands" } : { in: "lines", at };
    if (ended) {
      this.#open = false;
      transaction.handedOver = this.#at;
      const answered = (reply: Reply): void => {
        transaction.final = reply;
      };
      this.#ask("CONTENT", ".", answered, true);
    }
    return octets.subarray(used);
  }

  #bdat(line: string, transaction: ObservedTransaction): undefined {
    const [, size = "", last] = /^BDAT (\d+)( LAST)?$/.exec(line) ?? [];
    this.#needs("CHUNKING", "BDAT");
    if (size === "") this.#fault(`malformed: ${line}`);
    if (transaction.spoiled) this.#fault("BDAT after a chunk was refused");
    if (transaction.by === "DATA" || transaction.handedOver !== undefined)
      this.#fault("BDAT after content");
    transaction.by = "BDAT";
    this.#mode = { in: "chunk", left: Number(size), last: last !== undefined };
    const answered = (reply: Reply): void => {
      if (last) transaction.final = reply;
      if (good(reply)) this.#book.proven = true;
      else if (!last) transaction.spoiled = true;
      if (last && good(reply) && this.#transaction === transaction) this.#open = false;
    };
    this.#ask("BDAT", line, answered, last !== undefined);
    if (size === "0") this.#chunk(nothing);
  }

  #chunk(octets: Uint8Array): Uint8Array {
    const transaction = this.#transaction;
    if (this.#mode.in !== "chunk" || !transaction) return nothing;
    const { left, last } = this.#mode;
    const piece = octets.subarray(0, left);
    if (!this.#book.proven && (left > 4 || piece.includes(13) || piece.includes(10))) {
      this.#fault("a server that had not proved itself got a chunk that could be a command");
    }
    transaction.content.push(piece);
    const still = left - piece.length;
    this.#mode = still > 0 ? { in: "chunk", left: still, last } : { in: "commands" };
    if (still === 0 && last) transaction.handedOver = this.#at;
    return octets.subarray(left);
  }
}
