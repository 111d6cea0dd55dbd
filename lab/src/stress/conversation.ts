/** One connection of a server of the stress run. */
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { ACCOUNT, credentialsIn, isAccount, LONGEST_NEEDLE, latin1OfBase64 } from "./logins.ts";
import type { Doubt, Ending, Misbehaviour, Stage } from "./plan.ts";
import { replyNamed } from "./replies.ts";
import type { Mailbox } from "./server.ts";

const USUAL: Readonly<Partial<Record<Stage, string>>> = {
  connect: "220 stress.test ESMTP\r\n",
  HELO: "250 stress.test\r\n",
  STARTTLS: "220 2.0.0 Go ahead\r\n",
  MAIL: "250 2.1.0 OK\r\n",
  RCPT: "250 2.1.5 OK\r\n",
  DATA: "354 Go ahead\r\n",
  BDAT: "250 2.0.0 OK\r\n",
  END: "250 2.0.0 Stored\r\n",
  content: "250 2.0.0 Stored\r\n",
  RSET: "250 2.0.0 OK\r\n",
  QUIT: "221 2.0.0 Bye\r\n",
  idle: "421 4.4.2 Idle for too long\r\n",
};

const IDLE = 10;

/** The server's side of one connection, in clear text or under TLS. */
export class Conversation {
  readonly #mailbox: Mailbox;
  readonly #raw: Socket;
  #stream: Socket;
  #input = Buffer.alloc(0);
  #mode: "commands" | "data" | "dead" = "commands";
  #tls = false;
  #loggedIn = false;
  /** Handles the next line instead of the commands. */
  #login: ((line: string) => void) | undefined;
  #line = "";
  /** Octets of the current chunk that have not arrived. */
  #chunk = 0;
  #lastChunk = false;
  #content: Buffer[] = [];
  #octets = 0;
  #recipients: string[] = [];
  #id: string | undefined;
  #messages = 0;
  #contentDone = false;
  /** The reply to the message was sent before its end; whether the message was stored. */
  #early: boolean | undefined;
  #doubt: Doubt | undefined;
  #heard = "";
  #answering: Promise<void> = Promise.resolve();

  constructor(mailbox: Mailbox, socket: Socket) {
    this.#mailbox = mailbox;
    this.#raw = socket;
    this.#stream = socket;
  }

  begin(): void {
    if (this.#mailbox.plan.tls?.mode === "implicit") this.#secure(() => this.#greet());
    else {
      this.#listen(this.#raw);
      this.#greet();
    }
  }

  #greet(): void {
    this.#answer("connect", () => {});
  }

  #listen(stream: Socket): void {
    stream.on("data", (bytes) => {
      this.#mailbox.handshaking.delete(this.#raw);
      this.#search(bytes);
      if (this.#mode === "dead") return;
      this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
      this.#work();
    });
    stream.on("end", () => stream.end());
  }

  /** Records credentials that arrive in clear text. */
  #search(bytes: Buffer): void {
    const { tls, login } = this.#mailbox.plan;
    if (!login || (this.#tls && (tls?.shows ?? "good") === "good")) return;
    this.#heard = this.#heard.slice(-LONGEST_NEEDLE) + bytes.toString("latin1");
    const where = this.#tls ? "under a wrong certificate" : "in clear text";
    for (const what of credentialsIn(this.#heard)) this.#mailbox.exposed.add(`${what} ${where}`);
  }

  /** Answers the client's handshake, or breaks it. */
  #secure(then: () => void): void {
    const { tls } = this.#mailbox.plan;
    const fault = this.#mailbox.handshakeFault();
    const after = fault?.endsWith("after the handshake");
    this.#mailbox.handshaking.add(this.#raw);
    this.#raw.removeAllListeners("data");
    this.#raw.removeAllListeners("end");
    if (fault && !after) {
      this.#raw.on("data", (bytes) => this.#search(bytes));
      this.#raw.once("data", () => this.#break(fault));
      this.#raw.on("end", () => this.#raw.end());
      return;
    }
    const secureContext = this.#mailbox.contexts[tls?.shows ?? "good"];
    const stream = new TLSSocket(this.#raw, { isServer: true, secureContext });
    stream.on("error", () => this.#raw.destroy());
    stream.on("close", () => this.#raw.destroy());
    stream.on("secure", () => {
      this.#tls = true;
      if (fault) this.#mode = "dead";
      if (fault === "closes after the handshake") stream.end();
      else if (fault) this.#raw.resetAndDestroy();
      else then();
    });
    this.#stream = stream;
    this.#listen(stream);
  }

  #break(fault: string): void {
    this.#mode = "dead";
    if (fault === "closes") this.#raw.end();
    if (fault === "resets") this.#raw.resetAndDestroy();
    if (fault === "answers in clear text") this.#raw.end("500 5.5.1 Command unrecognized\r\n");
    if (fault === "sends an alert") this.#raw.end(Buffer.from([21, 3, 3, 0, 2, 2, 40]));
    if (fault === "sends octets that are no TLS") this.#raw.write(Buffer.alloc(300, 0xa5));
  }

  #work(): void {
    while (this.#mode !== "dead") {
      if (this.#chunk > 0 || this.#lastChunk) {
        if (!this.#takeChunk()) return;
      } else if (this.#mode === "data") {
        if (!this.#takeData()) return;
      } else {
        const end = this.#input.indexOf(10);
        if (end === -1) return;
        this.#line = this.#input.subarray(0, end).toString("latin1").trimEnd();
        this.#input = this.#input.subarray(end + 1);
        const login = this.#login;
        this.#login = undefined;
        if (login) login(this.#line);
        else this.#command(this.#line);
      }
    }
  }

  #command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const { tls, login } = this.#mailbox.plan;
    if (verb === "EHLO" || verb === "HELO") {
      this.#reset();
      this.#answer(verb, () => {});
    } else if (verb === "STAR" && tls?.mode === "starttls" && !this.#tls) {
      this.#startTls();
    } else if (verb === "AUTH" && login && !this.#loggedIn) {
      this.#authenticate(line);
    } else if (verb === "MAIL") {
      this.#mail(line, login === true && !this.#loggedIn);
    } else if (verb === "RCPT" && this.#id !== undefined) {
      const [, recipient = ""] = /<([^>]*)>/.exec(line) ?? [];
      this.#answer("RCPT", () => this.#recipients.push(recipient));
    } else if (verb === "DATA" && this.#recipients.length > 0) {
      this.#answer("DATA", () => {
        this.#mode = "data";
      });
    } else if (verb === "BDAT") {
      const [, octets = "0", last] = /^BDAT (\d+)( LAST)?$/i.exec(line) ?? [];
      this.#chunk = Number(octets);
      this.#lastChunk = last !== undefined;
      if (this.#chunk === 0 && !this.#lastChunk) this.#answerChunk();
    } else if (verb === "RSET") {
      this.#reset();
      this.#answer("RSET", () => {});
    } else if (verb === "QUIT") {
      this.#answer("QUIT", () => {});
      void this.#answering.then(() => this.#stream.end());
      this.#mode = "dead";
    } else if (verb === "RCPT" || verb === "DATA") {
      this.#say("503 5.5.1 Bad sequence of commands\r\n");
    } else {
      this.#say("502 5.5.1 Command not implemented\r\n");
    }
  }

  #mail(line: string, refused: boolean): void {
    const [, id = "?"] = /<from-([^@]*)@/.exec(line) ?? [];
    if (this.#doubt) this.#mailbox.doubt(id, this.#doubt);
    if (refused) {
      this.#say("530 5.7.0 Authentication required\r\n");
      return;
    }
    const effect = (): void => {
      this.#reset();
      this.#id = id;
    };
    this.#answer("MAIL", effect, USUAL.MAIL, id);
  }

  #startTls(): void {
    this.#answer("STARTTLS", () => {
      // Data behind the command must not be read as if it had come under TLS (RFC 3207 4.2).
      this.#input = Buffer.alloc(0);
      this.#mode = "dead";
      void this.#answering.then(() => {
        this.#loggedIn = false;
        this.#reset();
        this.#secure(() => {
          this.#mode = "commands";
          this.#work();
        });
      });
    });
  }

  #authenticate(line: string): void {
    const [, mechanism, initial] = line.toUpperCase().startsWith("AUTH PLAIN")
      ? [line, "PLAIN", line.slice(11)]
      : [line, "LOGIN", line.slice(11)];
    const finish = (good: boolean): void => {
      const usual = good ? "235 2.7.0 Welcome\r\n" : "535 5.7.8 Authentication failed\r\n";
      const effect = (): void => {
        this.#loggedIn = good;
        if (good) this.#mailbox.logins += 1;
      };
      this.#answer("AUTH", effect, usual);
    };
    const ask = (challenge: string, then: (line: string) => void): void => {
      const effect = (): void => {
        this.#login = then;
      };
      this.#answer("AUTH", effect, `334 ${challenge}\r\n`);
    };
    if (mechanism === "PLAIN") {
      if (initial) finish(isAccount(initial));
      else ask("", (response) => finish(isAccount(response)));
      return;
    }
    const askPassword = (user: string): void =>
      ask("UGFzc3dvcmQ6", (pass) =>
        finish(latin1OfBase64(user) === ACCOUNT.user && latin1OfBase64(pass) === ACCOUNT.pass),
      );
    if (initial) askPassword(initial);
    else ask("VXNlcm5hbWU6", askPassword);
  }

  #takeChunk(): boolean {
    const taken = this.#input.subarray(0, this.#chunk);
    this.#input = this.#input.subarray(taken.length);
    this.#chunk -= taken.length;
    if (!this.#receive(taken)) return false;
    if (this.#chunk > 0) return false;
    if (this.#lastChunk) {
      this.#lastChunk = false;
      if (this.#recipients.length === 0) this.#say("503 5.5.1 RCPT first\r\n");
      else this.#end(Buffer.concat(this.#content));
    } else this.#answerChunk();
    return true;
  }

  #answerChunk(): void {
    if (this.#recipients.length === 0) this.#say("503 5.5.1 RCPT first\r\n");
    else this.#answer("BDAT", () => {});
  }

  /** Reads content by DATA: it ends at CRLF.CRLF, or a dot in the first line. */
  #takeData(): boolean {
    // The last four octets stay in the input, so that the end is always found in one piece.
    const before = Buffer.from(this.#content.length === 0 ? "\r\n" : "");
    const seam = Buffer.concat([before, this.#input]);
    const at = seam.indexOf("\r\n.\r\n");
    if (at === -1) {
      const keep = Math.max(0, this.#input.length - 4);
      if (keep === 0) return false;
      const taken = this.#input.subarray(0, keep);
      this.#input = this.#input.subarray(keep);
      return this.#receive(taken) && false;
    }
    const ends = at + 2 - before.length;
    const whole = Buffer.concat([...this.#content, this.#input]);
    const length = whole.length - this.#input.length + ends;
    this.#input = this.#input.subarray(ends + 3);
    this.#mode = "commands";
    this.#end(unstuffed(whole.subarray(0, length)));
    return true;
  }

  /** Records received content; returns false if the server misbehaves now. */
  #receive(bytes: Buffer): boolean {
    if (this.#octets === 0 && bytes.length > 0 && !this.#speakEarly()) return false;
    this.#octets += bytes.length;
    if (bytes.length > 0) this.#content.push(Buffer.from(bytes));
    const { content } = this.#mailbox.plan;
    if (!content || this.#contentDone || this.#octets < content.after) return true;
    this.#contentDone = true;
    this.#mailbox.misbehaved += 1;
    if (content.says) this.#say(content.says);
    this.#mode = "dead";
    if (content.ending === "close") this.#stream.end();
    if (content.ending === "reset") this.#raw.resetAndDestroy();
    if (content.ending === "stop-reading") this.#raw.pause();
    return false;
  }

  /** Replies to a message that has only begun, if the plan says so. */
  #speakEarly(): boolean {
    const wrong = this.#mailbox.misbehaviour("content");
    if (!wrong) return true;
    this.#early = false;
    const store = (): void => {
      this.#early = true;
    };
    this.#misbehave("content", wrong, store, USUAL.content ?? "");
    // The end of the connection may break a promise, and a chunk before the last one has a reply as well.
    if (this.#id !== undefined && (this.#early || (this.#chunk > 0 && !this.#lastChunk))) {
      this.#mailbox.doubt(this.#id, "extra");
    }
    return this.#mode !== "dead";
  }

  #end(content: Buffer): void {
    const recipients = [...this.#recipients];
    const tls = this.#tls;
    const store = (): void => {
      const [, id = "?"] = /^X-Stress-Id: (\S+)/m.exec(content.toString("latin1", 0, 400)) ?? [];
      const sha256 = createHash("sha256").update(content).digest("hex");
      const octets = content.length;
      for (const recipient of recipients) {
        this.#mailbox.stored.push({ id, recipient, sha256, octets, tls });
      }
    };
    const early = this.#early;
    this.#reset();
    if (early === undefined) this.#answer("END", store);
    else if (early) store();
    this.#messages += 1;
    this.#mailbox.answered();
    if (this.#messages === this.#mailbox.plan.diesAfter) {
      this.#mailbox.misbehaved += 1;
      void this.#answering.then(() => {
        this.#mode = "dead";
      });
    }
    const wrong = this.#mailbox.misbehaviour("idle");
    if (wrong) void this.#interject(wrong);
  }

  /** Sends something unrequested. */
  async #interject(wrong: Misbehaviour): Promise<void> {
    await setTimeout(IDLE);
    this.#misbehave("idle", wrong, () => {}, USUAL.idle ?? "");
  }

  #reset(): void {
    this.#content = [];
    this.#octets = 0;
    this.#recipients = [];
    this.#id = undefined;
    this.#early = undefined;
  }

  /** Replies as usual, with the usual effect, or misbehaves. */
  #answer(
    stage: Stage,
    effect: () => void,
    usual: string = stage === "EHLO" ? this.#ehlo() : (USUAL[stage] ?? ""),
    id: string | undefined = this.#id,
  ): void {
    const wrong = this.#mailbox.misbehaviour(stage);
    if (wrong) this.#misbehave(stage, wrong, effect, usual, id);
    else {
      this.#say(usual);
      effect();
    }
  }

  #misbehave(
    stage: Stage,
    wrong: Misbehaviour,
    effect: () => void,
    usual: string,
    id: string | undefined = this.#id,
  ): void {
    if (wrong.reply !== undefined) {
      this.#sayAnything(stage, wrong.reply, effect, usual, id);
      return;
    }
    const says = wrong.says ?? "";
    if (wrong.drip === undefined) this.#say(says);
    else this.#sayInPieces([...says], wrong.drip);
    if (wrong.ending) this.#mode = "dead";
    if (wrong.stores || /^[23]/.test(says)) effect();
    this.#endBy(wrong.ending);
  }

  /** Sends one of the replies in replies.ts, with its effect. */
  #sayAnything(
    stage: Stage,
    name: string,
    effect: () => void,
    usual: string,
    id: string | undefined,
  ): void {
    const { random } = this.#mailbox;
    const reply = replyNamed(name);
    const { pieces, pause = 0, does, ending } = reply;
    // An unrequested reply is one too many, whatever it says.
    const doubt = stage === "idle" && reply.doubt !== "missing" ? "extra" : reply.doubt;
    if (doubt && this.#doubt !== "extra") this.#doubt = doubt;
    // The first reply to the end of a message belongs to it.
    if (doubt && id !== undefined && stage !== "END") this.#mailbox.doubt(id, doubt);
    this.#sayInPieces(pieces({ stage, usual, line: this.#line, random }), pause);
    const positive = /^[23]/.test(usual);
    const done =
      does === "yes" || (does === "as usual" && positive) || (does === "either" && random() < 0.5);
    // A connection that ends has no further command, so nothing begins.
    if (ending) this.#mode = "dead";
    if (done && (!ending || stage === "END" || stage === "content")) effect();
    this.#endBy(ending);
  }

  #endBy(ending: Ending | undefined): void {
    void this.#answering.then(() => {
      if (ending === "close") this.#stream.end();
      if (ending === "reset") this.#raw.resetAndDestroy();
      if (ending === "cut") this.#raw.destroy();
    });
  }

  #ehlo(): string {
    const { keywords, tls, login, hidesStartTls } = this.#mailbox.plan;
    const startTls = tls?.mode === "starttls" && !this.#tls && !hidesStartTls;
    const lines = [
      "stress.test",
      ...keywords,
      ...(startTls ? ["STARTTLS"] : []),
      ...(login ? ["AUTH PLAIN LOGIN"] : []),
    ];
    return lines.map((line, at) => `250${at === lines.length - 1 ? " " : "-"}${line}\r\n`).join("");
  }

  #say(text: string): void {
    this.#answering = this.#answering.then(() => {
      if (text !== "" && this.#stream.writable) this.#stream.write(text, "latin1");
    });
  }

  #sayInPieces(pieces: readonly string[], pause: number): void {
    this.#answering = this.#answering.then(async () => {
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) await passed(pause);
        if (!this.#stream.writable) return;
        if (piece !== "") this.#stream.write(piece, "latin1");
      }
    });
  }
}

/** Waits some milliseconds; 0 waits for the next turn of the event loop, which starts another packet. */
function passed(pause: number): Promise<unknown> {
  return pause === 0 ? setImmediate() : setTimeout(pause);
}

/** Removes doubled dots (RFC 5321 4.5.2). */
function unstuffed(content: Buffer): Buffer {
  const text = content.toString("latin1").replace(/^\.\./, ".").replaceAll("\r\n..", "\r\n.");
  return Buffer.from(text, "latin1");
}
