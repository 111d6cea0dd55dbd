/** Which reply answers which command: by count alone, as RFC 2920 3.1 has it. */
import type { Reply } from "../src/protocol/reply/reply.ts";
import { ReplyParser } from "../src/protocol/reply/reply-parser.ts";

/** Something that a reply is due to. */
interface Due {
  readonly what: string;
  readonly octets: number;
  readonly answered: (reply: Reply) => void;
  /** It is the answer to a whole message. */
  readonly whole: boolean;
}

/** Nothing may be written behind these before they are answered (RFC 2920 3.1). */
const LAST = /^(?:GREETING|EHLO|HELO|STARTTLS|AUTH|RESPONSE|DATA|QUIT|NOOP|VRFY|EXPN|HELP)$/;

/** The replies of one connection that are still to come, and those that came too early. */
export class RepliesDue {
  readonly #heard: (reply: Reply) => void;
  readonly #fault: (what: string) => void;
  readonly #parser = new ReplyParser({}, true);
  readonly #due: Due[] = [];
  readonly #unasked: Reply[] = [];

  /**
   * @param heard receives every reply that answers something, first
   * @param fault called when a command was written that had to wait
   */
  constructor(heard: (reply: Reply) => void, fault: (what: string) => void) {
    this.#heard = heard;
    this.#fault = fault;
  }

  /** More came than was asked for. */
  get surplus(): boolean {
    return this.#due.length === 0 && (this.#unasked.length > 0 || this.#parser.unread > 0);
  }

  /** Something is asked or was said that is not settled. */
  get unsettled(): boolean {
    return this.#due.length > 0 || this.surplus;
  }

  /** Takes in bytes of the server. */
  read(bytes: Uint8Array): undefined {
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
  }

  /**
   * The server ended the connection. A refusal counts from its code on, though its end never came; but not in
   * answer to a whole message.
   */
  end(): undefined {
    const rest = this.#parser.rest();
    const [due] = this.#due;
    if (!due || due.whole || !rest || !("reply" in rest)) return;
    this.#due.shift();
    this.#answer(due, rest.reply);
  }

  /** Something was written that a reply is due to; `octets` are those of the command. */
  ask(
    what: string,
    octets: number,
    pipelining: boolean,
    answered: (reply: Reply) => void = () => {},
    whole = false,
  ): undefined {
    const before = this.#due.at(-1);
    if (before && (LAST.test(before.what) || !pipelining)) {
      this.#fault(`wrote ${what} before the reply to ${before.what}`);
    }
    const due = { what, octets, answered, whole };
    const early = this.#unasked.shift();
    if (early) return this.#answer(due, early);
    this.#due.push(due);
    const unanswered = this.#due.reduce((sum, entry) => sum + entry.octets, 0);
    if (this.#due.length > 100 || (unanswered > 8192 && this.#due.length > 1)) {
      this.#fault("left too much unanswered");
    }
  }

  #answer(due: Due, reply: Reply): undefined {
    this.#heard(reply);
    due.answered(reply);
  }
}
