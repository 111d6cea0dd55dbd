/**
 * The spans of one session: one for each message, with the opening of a connection as its child. The metrics are in
 * `instruments.ts`.
 */
import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { SessionEvent } from "../client/connection/events.ts";
import { meaningBy } from "../client/options/classifier.ts";
import { escapeControls } from "../protocol/errors/escape.ts";
import type { Decision } from "../protocol/plan/decision.ts";
import type { Endpoint } from "../protocol/plan/endpoint.ts";
import { formatReply } from "../protocol/reply/reply.ts";
import type {
  ConnectionLimited,
  MessageOutcome,
  NextAddress,
  Reconnect,
} from "../protocol/session/events.ts";
import type { Instruments } from "./instruments.ts";
import type { OpenTelemetryOptions } from "./options.ts";

/** The user's choices for the contents of spans. */
interface SpanContents {
  readonly addresses: boolean;
  readonly classify: OpenTelemetryOptions["classify"];
}

type ReplyEvent = Extract<SessionEvent, { type: "reply" }>;

/** Creates spans from the events of one session, in order. */
export class SessionSpans {
  readonly #tracer: Tracer;
  readonly #instruments: Instruments;
  readonly #reported: SpanContents;
  #server: Attributes = { "network.protocol.name": "smtp" };
  #message: Span | undefined;
  #begun = 0;
  #connecting: Span | undefined;
  #open = false;

  constructor(tracer: Tracer, instruments: Instruments, contents: SpanContents) {
    this.#tracer = tracer;
    this.#instruments = instruments;
    this.#reported = contents;
  }

  /** Whether no span or connection is open. */
  get over(): boolean {
    return !this.#open && !this.#message && !this.#connecting;
  }

  /** Handles the next event. */
  take(event: SessionEvent): void {
    const { time } = event;
    switch (event.type) {
      case "message":
        this.#begun = time;
        this.#message = this.#tracer.startSpan("smtp send", {
          kind: SpanKind.CLIENT,
          startTime: time,
          attributes: { ...this.#server, "smtp.recipient.count": event.recipients },
        });
        break;
      case "outcome":
        this.#ended(event, time);
        break;
      case "connecting":
        if (event.second) this.#span?.addEvent("smtp.second_connection", {}, time);
        else this.#dialled(event.to, time);
        break;
      case "connected":
        this.#connected(event.tls, time);
        break;
      case "secured":
        this.#span?.addEvent("smtp.secured", { "tls.verified": event.verified }, time);
        break;
      case "authenticated":
        this.#span?.addEvent(
          "smtp.authenticated",
          { "smtp.auth.mechanism": event.mechanism },
          time,
        );
        break;
      case "decision":
        this.#decided(event.decision, time);
        break;
      case "reply":
        this.#replied(event, time);
        break;
      case "connection-limit":
        this.#postponed(event, time);
        break;
      case "reconnect":
        this.#span?.addEvent("smtp.reconnect", reconnectOf(event), time);
        break;
      case "next-address":
        this.#span?.addEvent("smtp.next_address", nextAddressOf(event), time);
        break;
      case "closed":
        this.#notConnected(time);
        if (this.#open) this.#instruments.closed(this.#server);
        this.#open = false;
        break;
      default:
    }
  }

  /** The span that events belong to. */
  get #span(): Span | undefined {
    return this.#connecting ?? this.#message;
  }

  #dialled({ host, port }: Endpoint, time: number): void {
    this.#notConnected(time);
    this.#server = { "network.protocol.name": "smtp", "server.address": host, "server.port": port };
    this.#message?.setAttributes(this.#server);
    const within = this.#message
      ? trace.setSpan(context.active(), this.#message)
      : context.active();
    this.#connecting = this.#tracer.startSpan(
      "smtp connect",
      { kind: SpanKind.CLIENT, startTime: time, attributes: this.#server },
      within,
    );
  }

  #connected(tls: boolean, time: number): void {
    this.#connecting?.setAttribute("tls.established", tls).end(time);
    this.#connecting = undefined;
    this.#open = true;
    this.#instruments.connected(this.#server);
  }

  /** Ends the span of a failed connection attempt when the next event arrives. */
  #notConnected(time: number): void {
    this.#connecting?.setStatus({ code: SpanStatusCode.ERROR }).end(time);
    this.#connecting = undefined;
  }

  #decided(decision: Decision, time: number): void {
    const { feature, method, reason = "unknown", reply } = decision;
    this.#instruments.fallback(decision, this.#server);
    const attributes: Attributes = {
      "smtp.feature": feature,
      "smtp.fallback.method": method,
      "smtp.fallback.reason": reason,
    };
    if (reply) attributes["smtp.reply.code"] = reply.code;
    this.#span?.addEvent("smtp.fallback", attributes, time);
  }

  #replied(event: ReplyEvent, time: number): void {
    const { kind, responsible } =
      (event.reply.code >= 400 && meaningBy(this.#reported.classify, event)) || {};
    if (kind) {
      const of = { "smtp.command": toCommandAttribute(event.answers), "smtp.reply.kind": kind };
      const who: Attributes = responsible ? { "smtp.reply.responsible": responsible } : {};
      this.#instruments.refused({ ...this.#server, ...of, ...who });
    }
    const means: Attributes = kind ? { "smtp.reply.kind": kind } : {};
    this.#span?.addEvent("smtp.reply", { ...this.#replyOf(event), ...means }, time);
  }

  #replyOf({ answers, reply }: ReplyEvent): Attributes {
    const contents: Attributes = {
      "smtp.command": toCommandAttribute(answers),
      "smtp.reply.code": reply.code,
    };
    if (reply.enhanced) contents["smtp.reply.enhanced_code"] = reply.enhanced;
    if (!this.#reported.addresses) return contents;
    return {
      ...contents,
      "smtp.command.line": escapeControls(answers),
      "smtp.reply.text": formatReply(reply),
    };
  }

  /** Ends the span of a message that moves to the session of another connection. */
  #postponed({ connections, reply }: ConnectionLimited, time: number): void {
    this.#notConnected(time);
    const attributes: Attributes = { "smtp.connections.limit": connections };
    if (reply) attributes["smtp.reply.code"] = reply.code;
    this.#message?.addEvent("smtp.connection_limit", attributes, time).end(time);
    this.#message = undefined;
  }

  #ended(outcome: MessageOutcome, time: number): void {
    this.#notConnected(time);
    const { accepted, rejected, unknown, notSent, octets, roundTrips, code } = outcome;
    this.#message?.setAttributes({
      "smtp.recipients.accepted": accepted,
      "smtp.recipients.rejected": rejected,
      "smtp.recipients.unknown": unknown,
      "smtp.recipients.not_sent": notSent,
      "smtp.message.size": octets,
      "smtp.round_trips": roundTrips,
    });
    if (code !== undefined) {
      this.#message?.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#message?.end(time);
    this.#message = undefined;
    this.#instruments.outcome(outcome, time - this.#begun, this.#server);
  }
}

/** Returns the command for an attribute. A moment that is no command, such as the greeting, is in brackets. */
function toCommandAttribute(answers: string): string {
  return answers.startsWith("(") ? answers : (answers.split(" ", 1)[0] ?? "");
}

function nextAddressOf({ failed, address, reason, reply }: NextAddress): Attributes {
  const attributes: Attributes = {
    "smtp.next_address.failed": failed,
    "smtp.next_address.reason": reason,
    "network.peer.address": address,
  };
  if (reply) attributes["smtp.reply.code"] = reply.code;
  return attributes;
}

function reconnectOf({ reason, reply }: Reconnect): Attributes {
  const attributes: Attributes = { "smtp.reconnect.reason": reason };
  if (reply) attributes["smtp.reply.code"] = reply.code;
  return attributes;
}
