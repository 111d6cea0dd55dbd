/**
 * An SMTP server over a real socket that misbehaves in one chosen way, and stores what it accepts.
 *
 * Written for the stress run alone: it shares no code with the client or its test servers, so that
 * a fault in one cannot hide a fault in the other.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A moment of a session at which the server answers. */
export type Stage =
  | "connect"
  | "EHLO"
  | "HELO"
  | "MAIL"
  | "RCPT"
  | "DATA"
  | "BDAT"
  | "END"
  | "RSET";

/** What the server does in place of its usual answer. */
export interface Misbehaviour {
  readonly stage: Stage;
  /** Counts the stage's occurrences over all connections, from 1; absent: at every one. */
  readonly nth?: number;
  /** Sent as it is; absent: nothing is said. */
  readonly says?: string;
  /** Milliseconds between the octets of what is said. */
  readonly drip?: number;
  /** What happens to the connection afterwards. Default: it goes on. */
  readonly ending?: "close" | "reset" | "silence";
  /** At `END`: the message is stored although the usual reply is not given. */
  readonly stores?: boolean;
}

/** What happens while content arrives. */
export interface ContentMisbehaviour {
  /** Octets of content after which it happens. */
  readonly after: number;
  readonly says?: string;
  readonly ending: "close" | "reset" | "stop-reading" | "discard";
}

/** How the server is to behave. */
export interface ServerPlan {
  readonly keywords: readonly string[];
  readonly misbehaviours?: readonly Misbehaviour[];
  readonly content?: ContentMisbehaviour;
  /** Connections that it serves at the same time; others are answered 421. */
  readonly connections?: number;
  /** Messages after which a connection neither answers nor closes. */
  readonly diesAfter?: number;
}

/** One stored copy. */
export interface Copy {
  readonly id: string;
  readonly recipient: string;
  readonly sha256: string;
}

/** A running server. */
export interface StressServer {
  readonly port: number;
  readonly stored: readonly Copy[];
  /** Connections that are open. */
  readonly open: number;
  readonly connections: number;
  /** How often a misbehaviour happened. */
  readonly misbehaved: number;
  close(): Promise<void>;
}

const REPLIES: Readonly<Record<Stage, string>> = {
  connect: "220 stress.test ESMTP\r\n",
  EHLO: "",
  HELO: "250 stress.test\r\n",
  MAIL: "250 2.1.0 OK\r\n",
  RCPT: "250 2.1.5 OK\r\n",
  DATA: "354 Go ahead\r\n",
  BDAT: "250 2.0.0 OK\r\n",
  END: "250 2.0.0 Stored\r\n",
  RSET: "250 2.0.0 OK\r\n",
};

/** Starts a server on a free port of 127.0.0.1. */
export async function startStressServer(plan: ServerPlan): Promise<StressServer> {
  const shared = new Shared(plan);
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    shared.take(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stored: shared.stored,
    get open() {
      return shared.sockets.size;
    },
    get connections() {
      return shared.connections;
    },
    get misbehaved() {
      return shared.misbehaved;
    },
    async close() {
      for (const socket of shared.sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** What all connections of a server have in common. */
class Shared {
  readonly plan: ServerPlan;
  readonly stored: Copy[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  misbehaved = 0;
  readonly #seen = new Map<Stage, number>();

  constructor(plan: ServerPlan) {
    this.plan = plan;
  }

  take(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.sockets.delete(socket));
    const { connections = Number.POSITIVE_INFINITY } = this.plan;
    if (this.sockets.size > connections) {
      this.misbehaved += 1;
      socket.end("421 4.3.2 Too many concurrent connections\r\n");
      return;
    }
    new Conversation(this, socket).begin();
  }

  /** The misbehaviour for this occurrence of a stage. */
  misbehaviour(stage: Stage): Misbehaviour | undefined {
    const nth = (this.#seen.get(stage) ?? 0) + 1;
    this.#seen.set(stage, nth);
    const found = this.plan.misbehaviours?.find(
      (each) => each.stage === stage && (each.nth === undefined || each.nth === nth),
    );
    if (found) this.misbehaved += 1;
    return found;
  }
}

/** One connection. */
class Conversation {
  readonly #shared: Shared;
  readonly #socket: Socket;
  #input = Buffer.alloc(0);
  #mode: "commands" | "data" | "dead" = "commands";
  /** Octets of the present chunk that are still to come. */
  #chunk = 0;
  #lastChunk = false;
  #content: Buffer[] = [];
  #octets = 0;
  #recipients: string[] = [];
  #mail = false;
  #messages = 0;
  #contentDone = false;
  #answering: Promise<void> = Promise.resolve();

  constructor(shared: Shared, socket: Socket) {
    this.#shared = shared;
    this.#socket = socket;
  }

  begin(): void {
    this.#answer("connect", () => {});
    this.#socket.on("data", (bytes) => {
      if (this.#mode === "dead") return;
      this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
      this.#work();
    });
    this.#socket.on("end", () => this.#socket.end());
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
        const line = this.#input.subarray(0, end).toString("latin1").trimEnd();
        this.#input = this.#input.subarray(end + 1);
        this.#command(line);
      }
    }
  }

  #command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") {
      this.#reset();
      this.#answer(verb, () => {});
    } else if (verb === "MAIL") {
      this.#answer("MAIL", () => {
        this.#reset();
        this.#mail = true;
      });
    } else if (verb === "RCPT" && this.#mail) {
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
      this.#say("221 2.0.0 Bye\r\n");
      void this.#answering.then(() => this.#socket.end());
      this.#mode = "dead";
    } else if (verb === "RCPT" || verb === "DATA") {
      this.#say("503 5.5.1 Bad sequence of commands\r\n");
    } else {
      this.#say("502 5.5.1 Command not implemented\r\n");
    }
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

  /** Content by DATA: ends at CRLF.CRLF, or a dot in the first line. */
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

  /** Notes content that came; false when the server misbehaves now. */
  #receive(bytes: Buffer): boolean {
    this.#octets += bytes.length;
    if (bytes.length > 0) this.#content.push(Buffer.from(bytes));
    const { content } = this.#shared.plan;
    if (!content || this.#contentDone || this.#octets < content.after) return true;
    this.#contentDone = true;
    this.#shared.misbehaved += 1;
    if (content.says) this.#say(content.says);
    this.#mode = "dead";
    if (content.ending === "close") this.#socket.end();
    if (content.ending === "reset") this.#socket.resetAndDestroy();
    if (content.ending === "stop-reading") this.#socket.pause();
    return false;
  }

  #end(content: Buffer): void {
    const recipients = [...this.#recipients];
    const store = (): void => {
      const [, id = "?"] = /^X-Stress-Id: (\S+)/m.exec(content.toString("latin1", 0, 400)) ?? [];
      const sha256 = createHash("sha256").update(content).digest("hex");
      for (const recipient of recipients) this.#shared.stored.push({ id, recipient, sha256 });
    };
    this.#reset();
    this.#answer("END", store);
    this.#messages += 1;
    if (this.#messages === this.#shared.plan.diesAfter) {
      this.#shared.misbehaved += 1;
      void this.#answering.then(() => {
        this.#mode = "dead";
      });
    }
  }

  #reset(): void {
    this.#content = [];
    this.#octets = 0;
    this.#recipients = [];
    this.#mail = false;
  }

  /** Answers as usual, which does what the stage is for, or misbehaves. */
  #answer(stage: Stage, effect: () => void): void {
    const wrong = this.#shared.misbehaviour(stage);
    if (!wrong) {
      effect();
      this.#say(stage === "EHLO" ? this.#ehlo() : REPLIES[stage]);
      return;
    }
    const usual = wrong.says ?? "";
    if (wrong.stores || /^[23]/.test(usual)) effect();
    if (wrong.ending) this.#mode = "dead";
    if (wrong.drip === undefined) this.#say(usual);
    else this.#drip(usual, wrong.drip);
    void this.#answering.then(() => {
      if (wrong.ending === "close") this.#socket.end();
      if (wrong.ending === "reset") this.#socket.resetAndDestroy();
    });
  }

  #ehlo(): string {
    const lines = ["stress.test", ...this.#shared.plan.keywords];
    return lines.map((line, at) => `250${at === lines.length - 1 ? " " : "-"}${line}\r\n`).join("");
  }

  #say(text: string): void {
    this.#answering = this.#answering.then(() => {
      if (text !== "" && this.#socket.writable) this.#socket.write(text, "latin1");
    });
  }

  #drip(text: string, pause: number): void {
    this.#answering = this.#answering.then(async () => {
      for (const octet of text) {
        if (!this.#socket.writable) return;
        this.#socket.write(octet, "latin1");
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    });
  }
}

/** Takes doubled dots out (RFC 5321 4.5.2). */
function unstuffed(content: Buffer): Buffer {
  const text = content.toString("latin1").replace(/^\.\./, ".").replaceAll("\r\n..", "\r\n.");
  return Buffer.from(text, "latin1");
}
