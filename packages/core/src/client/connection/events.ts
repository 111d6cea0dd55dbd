/**
 * Adds number, time and session ID to events, passes them to the observer, and formats them as log lines. The types
 * of the events are in `protocol/session/events.ts`.
 */

import { escapeControls } from "../../protocol/errors/escape.ts";
import { formatReply } from "../../protocol/reply/reply.ts";
import type { ClientEvent } from "../../protocol/session/events.ts";
import type { Notice } from "../../protocol/session/outcome.ts";

/** An event with its number and time. */
export type SessionEvent = ClientEvent & {
  /** The same for all events of one session, over all its connections. */
  readonly sessionId: string;
  /** Counts from 1 within the session. */
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
};

/** Creates a function that numbers events and passes them to an observer, if there is one. */
export function createEventSender(
  onEvent: ((event: SessionEvent) => void) | undefined,
): ((event: ClientEvent) => void) | undefined {
  if (!onEvent) return undefined;
  const sessionId = crypto.randomUUID();
  let sequence = 0;
  return (event) => {
    sequence += 1;
    notifyObserver(onEvent, Object.freeze({ ...event, sessionId, sequence, time: Date.now() }));
  };
}

/** Calls an observer. An observer cannot break a delivery: its errors and rejections are ignored. */
export function notifyObserver<Told>(observer: (value: Told) => unknown, value: Told): void {
  try {
    const given = observer(value);
    if (given instanceof Object && "then" in given) void Promise.resolve(given).catch(() => {});
  } catch {
    // There is no observer.
  }
}

/** Any object with `log`, such as `console`. */
export interface Logger {
  /** Receives one line, without a line end. Errors and rejections are ignored. */
  log(line: string): void;
}

/**
 * Creates an observer that writes each event as one line in the style of a transcript. Control characters from the
 * server are written as `\x1b`, so that a reply cannot move a cursor or begin a line of the log.
 *
 * @param logger receives the lines, such as `console`
 * @returns a function for the option `onEvent`
 * @example
 * const options = { host: "smtp.example.com", onEvent: logEvents(console) };
 */
export function logEvents(logger: Logger): (event: SessionEvent) => void {
  return (event) => {
    for (const line of toDialogLines(event)) {
      notifyObserver((value: string) => logger.log(value), escapeControls(line));
    }
  };
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
