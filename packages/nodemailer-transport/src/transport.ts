/** The transport: a mailer sends the messages that nodemailer has composed. */
import { captureRejectionSymbol, EventEmitter } from "node:events";
import type { Readable } from "node:stream";
import {
  type ComposingMailer,
  createMailer,
  type MailerOptions,
  type Message,
  type NodeOptions,
  type OneServer,
  SmtpError,
  splitMailerOptions,
} from "@parley-smtp/node-socket";
import type { MailMessage, Transport } from "nodemailer";
import manifest from "../package.json" with { type: "json" };
import { asksOf } from "./asks.ts";
import { contentOf } from "./content.ts";
import { EhloLines } from "./ehlo.ts";
import { nodemailerError, type ParleyError } from "./errors.ts";
import { infoOf, type ParleyInfo } from "./info.ts";

/** nodemailer's pool is idle until it has this many messages, unless it has more connections. */
const ROOM = 5;

/** The default of `timeouts.content`, in milliseconds. */
const PATIENCE = 180_000;

/** A message whose content is read from nodemailer with the deadlines and the signal of the call. */
interface Draft {
  readonly from: string | null;
  readonly to: Message["to"];
  readonly stream: Readable;
}

type SendCallback = (error: Error | null, info?: ParleyInfo) => void;

/** The result of `parley()`: a transport with all functions of nodemailer's own SMTP transports. */
export interface ParleyTransport extends Transport<ParleyInfo> {
  /** Always true: the signal of a message stops its sending. */
  readonly supportsAbortSignal: true;
  /** Sends a composed message; called by nodemailer. */
  send(mail: MailMessage<ParleyInfo>, callback: SendCallback): void;
  /** Connects, secures and authenticates, and sends nothing. */
  verify(): Promise<true>;
  /** Like `verify()`, with a callback. */
  verify(callback: (error: ParleyError | null, success?: true) => void): void;
  /** Waits for running messages, sends QUIT and closes; then emits `clear`. */
  close(): Promise<void>;
  /** Returns whether there is room for another message; the event `idle` is emitted when there is again. */
  isIdle(): boolean;
  /** Returns the number of messages without a result. */
  pendingCount(): number;
}

/**
 * Creates a transport for nodemailer.
 *
 * If a message requests DSN, nodemailer sends it also to a server without DSN. This transport does the same, unless
 * `features` says otherwise, and reports it in `info.fallbacks`.
 *
 * @param server the options of a mailer, with one server or several, or a URL such as
 * `smtps://user:pass@smtp.example.com`
 * @param more options in addition to a URL
 * @throws {TypeError | RangeError} for invalid options, before anything is opened
 * @example
 * import nodemailer from "nodemailer";
 *
 * const transporter = nodemailer.createTransport(
 *   parley({ host: "smtp.example.com", auth: { user, pass } }),
 * );
 * const info = await transporter.sendMail({ from, to, subject: "Hello", text: "Hello, Bob." });
 * console.log(info.accepted, info.fallbacks);
 */
export function parley(
  server: MailerOptions<NodeOptions> | string | URL,
  more?: Partial<OneServer<NodeOptions>>,
): ParleyTransport {
  const { servers, ...settings } = splitMailerOptions<NodeOptions>(server, more);
  const ehlo = new EhloLines();
  const timeout = Math.max(...servers.map(({ timeouts }) => timeouts?.content ?? PATIENCE));
  const mailer = createMailer<Draft>({
    ...settings,
    compose: async ({ from, to, stream }) => {
      const addresses = [to].flat().map((one) => (typeof one === "string" ? one : one.address));
      return { from, to, raw: await contentOf(stream, { patience: timeout, to: addresses }) };
    },
    servers: servers.map((options) => ({
      ...options,
      features: { DSN: "prefer", ...options.features },
      onEvent: (event) => {
        ehlo.note(event);
        return options.onEvent?.(event);
      },
    })),
  });
  return new MailerTransport(mailer, ehlo, Math.max(ROOM, settings.pool?.size ?? 0));
}

class MailerTransport extends EventEmitter implements ParleyTransport {
  readonly name = "Parley";
  readonly version: string = manifest.version;
  readonly supportsAbortSignal = true;
  readonly #mailer: ComposingMailer<Draft>;
  readonly #ehlo: EhloLines;
  readonly #sending = new Set<Promise<ParleyInfo>>();
  readonly #room: number;
  #closing: Promise<void> | undefined;

  constructor(mailer: ComposingMailer<Draft>, ehlo: EhloLines, room: number) {
    super({ captureRejections: true });
    this.#mailer = mailer;
    this.#ehlo = ehlo;
    this.#room = room;
    setImmediate(() => this.isIdle() && this.emit("idle"));
  }

  /** A rejecting listener has no effect, like an observer of a mailer. */
  override [captureRejectionSymbol](): void {}

  send(mail: MailMessage<ParleyInfo>, callback: SendCallback): void {
    const sent = this.#sent(mail);
    this.#sending.add(sent);
    void this.#told(sent, callback);
  }

  verify(): Promise<true>;
  verify(callback: (error: ParleyError | null, success?: true) => void): void;
  verify(
    callback?: (error: ParleyError | null, success?: true) => void,
  ): Promise<true> | undefined {
    const verified = this.#mailer.verify().then(
      () => true as const,
      (error: unknown) => {
        throw nodemailerError(error);
      },
    );
    if (!callback) return verified;
    verified.then(
      (success) => callBack(() => callback(null, success)),
      (error: ParleyError) => callBack(() => callback(error)),
    );
    return undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#drained();
    return this.#closing;
  }

  isIdle(): boolean {
    return this.#sending.size < this.#room;
  }

  pendingCount(): number {
    return this.#sending.size;
  }

  async #told(sent: Promise<ParleyInfo>, callback: SendCallback): Promise<void> {
    const reported: Parameters<SendCallback> = await sent.then(
      (info) => [null, info],
      (error: unknown) => [nodemailerError(error)],
    );
    const full = !this.isIdle();
    this.#sending.delete(sent);
    callBack(() => callback(...reported));
    if (full || this.#sending.size === 0) callBack(() => this.emit("idle"));
  }

  async #drained(): Promise<void> {
    await Promise.allSettled(this.#sending);
    await this.#mailer.close();
    callBack(() => this.emit("clear"));
  }

  async #sent({ data, message }: MailMessage<ParleyInfo>): Promise<ParleyInfo> {
    const stream = message.createReadStream();
    // The stream's reader gets the error. While there is no reader, the error must not end the process.
    stream.on("error", () => {});
    try {
      if (this.#closing) throw closed();
      if (data.auth) {
        throw new TypeError(
          "`auth` of one message cannot be used: a session has one user. Make a transport for each.",
        );
      }
      const { from, to } = message.getEnvelope();
      const { orcpt, ...asks } = asksOf(data.dsn, data.requireTLSExtensionEnabled);
      const receipt = await this.#mailer.send(
        {
          ...asks,
          from: from || null,
          to: orcpt === undefined ? to : to.map((address) => ({ address, orcpt })),
          stream,
        },
        data.signal ? { signal: data.signal } : {},
      );
      const sent = { envelope: { from: from || "", to }, messageId: message.messageId() };
      return infoOf(receipt, sent, this.#ehlo.of(receipt.server));
    } finally {
      // Closes the files and sockets of attachments, also if they were never read.
      stream.destroy();
    }
  }
}

function closed(): SmtpError {
  return new SmtpError("The transport is closed. Create a new one with parley().", {
    code: "CLOSED",
    phase: "ready",
    retry: "never",
  });
}

/** Calls a caller's function. Its error becomes an uncaught exception, as with nodemailer's own transports. */
function callBack(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
