/** Writes events to loggers, as lines in the style of a transcript. */

import { escapeControls } from "../../protocol/errors/escape.ts";
import { formatReply } from "../../protocol/reply/reply.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Notice } from "../../protocol/session/outcome.ts";
import { notifyObserver, type SessionEvent } from "./events.ts";

/** Any object with `log`. It receives bare lines. */
export interface Logger {
  /** Receives one line, without a line end. */
  log(line: string): void;
}

/** The levels that `logEvents` uses. */
export type LogLevel = "debug" | "info" | "warn";

/** A method of a logger, whatever its arguments are. */
export type LogMethod = (...given: never[]) => unknown;

/** A logger with levels: `console`, pino, bunyan, winston, consola, and others with the same methods. */
export interface LeveledLogger {
  /** Receives what is worth knowing: notices, further addresses, reconnections. */
  readonly info: LogMethod;
  /** Receives the dialogue. Absent: `info` does. */
  readonly debug?: LogMethod;
  /** Receives fallbacks and refusals. Absent: `info` does. */
  readonly warn?: LogMethod;
  /** Where it is present, the text comes before the fields, as winston and consola expect; otherwise after them, as pino does. */
  readonly log?: LogMethod;
}

/** Options of `logEvents`. */
export interface LogOptions {
  /**
   * Receives the first error that the logger throws, or rejects with. Absent: the error is written to `console.error`.
   * An error never affects a delivery.
   */
  readonly onError?: (error: unknown) => void;
}

/** The fields beside the text of a line, for loggers that take fields. */
interface LogFields {
  readonly sessionId: string;
  readonly sequence: number;
  readonly eventTime: number;
  readonly event: ClientEvent["type"];
}

/**
 * Creates an observer that writes each event as one line in the style of a transcript. Control characters from the
 * server are written as `\x1b`, so that a reply cannot move a cursor or begin a line of the log.
 *
 * The dialogue has the level `debug`, notices and reconnections `info`, fallbacks and refusals `warn`. A logger with
 * fields receives `sessionId`, `sequence`, `eventTime` (milliseconds since 1970) and `event` beside the text. `console`
 * receives time and session in the text. An object that has only `log` receives bare lines.
 *
 * @param logger `console`, a logger of pino, winston, consola or the like, or an object with `log`
 * @param options `onError`
 * @returns a function for the option `onEvent`
 * @throws {TypeError} if `logger` has neither `log` nor `info`
 * @example
 * const options = { host: "smtp.example.com", onEvent: logEvents(console) };
 */
export function logEvents(logger: Logger, options?: LogOptions): (event: SessionEvent) => void;
/**
 * Creates a function for `onEvent` that writes to a logger with levels, such as pino or winston.
 *
 * @param logger the logger
 * @param options where an error of the logger goes
 * @example
 * const options = { host: "smtp.example.com", onEvent: logEvents(console) };
 */
export function logEvents(
  logger: Logger | LeveledLogger,
  options?: LogOptions,
): (event: SessionEvent) => void;
export function logEvents(
  logger: Logger | LeveledLogger,
  { onError = reportOnConsole }: LogOptions = {},
): (event: SessionEvent) => void {
  const write = writerFor(logger);
  let hasFailed = false;
  const fail = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    notifyObserver(onError, error);
  };
  return (event) => {
    const { type, sessionId, sequence, time } = event;
    const level = levelOf(event);
    for (const line of toDialogLines(event)) {
      try {
        const given = write(level, escapeControls(line), {
          sessionId,
          sequence,
          eventTime: time,
          event: type,
        });
        if (given instanceof Object && "then" in given) Promise.resolve(given).catch(fail);
      } catch (error) {
        fail(error);
      }
    }
  };
}

type WriteLine = (level: LogLevel, line: string, fields: LogFields) => unknown;

/** Enough characters of a session ID to distinguish the sessions of one log. */
const SHORT_ID = 8;

function writerFor(logger: Logger | LeveledLogger): WriteLine {
  const methods = logger as Partial<
    Readonly<Record<LogLevel | "log", (...given: readonly unknown[]) => unknown>>
  > | null;
  if (typeof methods?.info !== "function") {
    if (typeof methods?.log !== "function") {
      throw new TypeError(
        "logEvents needs a logger such as console: an object with `log` or `info`.",
      );
    }
    return (_level, line) => methods.log?.(line);
  }
  const at = (level: LogLevel): LogLevel => (typeof methods[level] === "function" ? level : "info");
  if (logger === console) {
    return (level, line, { sessionId, eventTime }) =>
      methods[at(level)]?.(
        `${new Date(eventTime).toISOString()} ${sessionId.slice(0, SHORT_ID)} ${line}`,
      );
  }
  if (typeof methods.log === "function") {
    return (level, line, fields) => methods[at(level)]?.(line, fields);
  }
  return (level, line, fields) => methods[at(level)]?.(fields, line);
}

function levelOf(event: ClientEvent): LogLevel {
  switch (event.type) {
    case "decision":
      return event.decision.reply ? "warn" : "debug";
    case "reply":
      return event.reply.code >= 400 ? "warn" : "debug";
    case "notice":
    case "connection-limit":
    case "reconnect":
    case "next-address":
      return "info";
    default:
      return "debug";
  }
}

function reportOnConsole(error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: without `onError`, the console is the only place left for this error.
  console.error(
    "The logger of logEvents failed. Deliveries are not affected; further errors of this logger are not reported.",
    error,
  );
}

const NOTICE_LINES: Readonly<Record<Exclude<Notice["about"], "binary-sent">, string>> = {
  "field-sent": "goes along",
  "field-stripped": "taken out",
  "field-not-utf8": "sent as it is, though its bytes over 127 are not UTF-8",
  "field-unknown-8bit": "encoded without a character set (unknown-8bit)",
  "field-folded": "folded, for a line over 998 bytes",
};

function toDialogLines(event: ClientEvent): string[] {
  switch (event.type) {
    case "connecting": {
      const { to, second } = event;
      const also = second ? " as well, under TLS, since it is silent" : "";
      return [`--- connecting to ${to.host}:${to.port}${also} ---`];
    }
    case "connected":
      return [`--- connected${event.tls ? " under TLS" : ""} ---`];
    case "command":
      return [`C: ${event.line}`];
    case "reply":
      return event.reply.lines.map((text, index) => {
        const more = index < event.reply.lines.length - 1;
        return `S: ${event.reply.code}${more ? "-" : " "}${text}`.trimEnd();
      });
    case "secured":
      return [`--- TLS${event.verified ? "" : ", certificate not verified"} ---`];
    case "decision": {
      const { feature, method, reason, reply } = event.decision;
      return [`--- ${feature}: ${method} (${reason}${reply ? `: ${formatReply(reply)}` : ""}) ---`];
    }
    case "notice": {
      const { notice } = event;
      if (notice.about === "binary-sent") {
        return ["--- NUL or a line over 998 bytes came late and goes along, as wished ---"];
      }
      return [`--- ${notice.field}: ${NOTICE_LINES[notice.about]} ---`];
    }
    case "content":
      return [`C: (${event.octets} octets of content so far)`];
    case "connection-limit": {
      const { connections, reply } = event;
      const said = reply ? ` (${formatReply(reply)})` : "";
      return [`--- no further connection${said}; the mailer currently uses ${connections} ---`];
    }
    case "reconnect": {
      const { reason, reply } = event;
      return [`--- reconnecting (${reason}${reply ? `: ${formatReply(reply)}` : ""}) ---`];
    }
    case "next-address": {
      const { failed, address, reason, reply } = event;
      const why = reply ? formatReply(reply) : reason;
      return [`--- connected to ${address}: ${failed} did not serve (${why}) ---`];
    }
    case "closed":
      return [`--- closed: ${event.why} ---`];
    default:
      return [];
  }
}
