/** Follows the commands and replies of a pasted session, to assign each reply to its command. */
import { CONTENT_LABEL, findCommand, GREETING_LABEL } from "./dialogs.ts";

/** The most unanswered commands that are kept. */
const MAX_PENDING = 1_000;

/** The address in MAIL or RCPT. */
const ENVELOPE_ADDRESS = /<([^<>\s]{1,320})>|:\s{0,2}([^\s<>]{3,320}@[^\s<>]{1,255})/;

/** Follows commands and replies. */
export class PastedSession {
  /** Whether a session is shown, so that numbers at the beginning of lines are replies. */
  isShown = false;
  /** The recipient that was named last. */
  recipient: string | undefined;
  /** The server according to its greeting. */
  server: string | undefined;
  /** The program that shows the session. */
  origin: string | undefined;
  readonly #pending: string[] = [];
  #asked: string | undefined;

  /** The command that was answered last. */
  get asked(): string | undefined {
    return this.isShown ? this.#asked : undefined;
  }

  /** Whether a command has no reply yet. */
  get waits(): boolean {
    return this.#pending.length > 0;
  }

  /** Handles a line of the client. */
  send(text: string): void {
    const command = findCommand(text);
    if (command === undefined) return;
    this.isShown = true;
    if (command === "MAIL") this.recipient = undefined;
    if (command === "RCPT") {
      const [, inBrackets, bare] = ENVELOPE_ADDRESS.exec(text.slice(0, 1_000)) ?? [];
      this.recipient = inBrackets ?? bare;
    }
    if (command === CONTENT_LABEL && this.#pending.at(-1) === CONTENT_LABEL) return;
    if (this.#pending.length < MAX_PENDING) this.#pending.push(command);
  }

  /**
   * Handles a reply of the server.
   *
   * @param code its code
   * @param line its first line
   * @returns the answered command; `undefined` if the text begins in the middle of a session
   */
  answer(code: string, line: string): string | undefined {
    this.isShown = true;
    const command =
      this.#pending.shift() ?? this.#asked ?? (code === "220" ? GREETING_LABEL : undefined);
    if (code === "354") this.#pending.unshift(CONTENT_LABEL);
    else if (code === "334" && command?.startsWith("AUTH")) this.#pending.unshift(command);
    // Without 354, no content follows.
    else if (command === "DATA" && this.#pending[0] === CONTENT_LABEL) this.#pending.shift();
    if (code < "300" && (command === GREETING_LABEL || command === "EHLO")) {
      this.server = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/.exec(line)?.[0] ?? this.server;
    }
    this.#asked = command;
    return command;
  }
}
