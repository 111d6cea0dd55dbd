/** Plays a transcript and writes down which cells it shows, by what the client did and what it was answered. */

import { TransportError } from "../../src/protocol/errors/transport-error.ts";
import type { Feature } from "../../src/protocol/plan/feature.ts";
import type { ExcludedMethod, Plan } from "../../src/protocol/plan/plan.ts";
import { planOf } from "../../src/protocol/plan/session-plan.ts";
import type { Reply } from "../../src/protocol/reply/reply.ts";
import type { Reason } from "../../src/protocol/reply/situation.ts";
import { SECOND_CONNECTION } from "../../src/protocol/scripts/second-connection.ts";
import type { Effect, Script, WriteEffect } from "../../src/protocol/session/effects.ts";
import type { ClientEvent } from "../../src/protocol/session/events.ts";
import type { Session } from "../../src/protocol/session/session.ts";
import { playIn, sessionOf } from "../../src/testing/play-session.ts";
import { type Replay, replayTranscript } from "../../src/testing/replay.ts";
import type { Transcript } from "../../src/testing/transcript.ts";
import { breakCell, type Kind, PLACES, type Place, wayCell } from "./cells.ts";

/** The feature whose method a place belongs to; MAIL and RCPT belong to no single feature. */
const FEATURE_OF: Partial<Record<Place, Feature>> = {
  connect: "TLS",
  EHLO: "ESMTP",
  HELO: "ESMTP",
  "EHLO under TLS": "ESMTP",
  STARTTLS: "TLS",
  handshake: "TLS",
  AUTH: "AUTH",
  "AUTH response": "AUTH",
  DATA: "CHUNKING",
  "BDAT probe": "CHUNKING",
  BDAT: "CHUNKING",
  "BDAT last": "CHUNKING",
  RSET: "RSET",
  VRFY: "VRFY",
  EXPN: "EXPN",
  HELP: "HELP",
  ETRN: "ETRN",
  QUIT: "QUIT",
};

/** The features of the parameters of MAIL and RCPT. */
const PARAMETERS: Readonly<Record<string, Feature>> = {
  SIZE: "SIZE",
  BODY: "8BITMIME",
  SMTPUTF8: "SMTPUTF8",
  RET: "DSN",
  ENVID: "DSN",
  NOTIFY: "DSN",
  ORCPT: "DSN",
  REQUIRETLS: "REQUIRETLS",
  BY: "DELIVERBY",
  HOLDFOR: "FUTURERELEASE",
  HOLDUNTIL: "FUTURERELEASE",
  "MT-PRIORITY": "MT-PRIORITY",
  RRVS: "RRVS",
};

/** Reasons against a way that are known without asking for it. */
const KNOWN_BEFORE: readonly Reason[] = [
  "not-offered",
  "masked",
  "withdrawn",
  "not-possible-here",
  "no-other-server",
  "unproven",
  "out-of-limits",
  "unverified",
  "tls-required",
  "avoided",
  "hint",
  "hint-unanswered",
];

/** Those of them that hold for one message alone. */
const CLOSED_TO_A_MESSAGE: readonly Reason[] = ["out-of-limits", "unverified", "tls-required"];

/** Features that no command shows: only the plan says which method they use. */
const UNTOLD: readonly Feature[] = ["ENHANCEDSTATUSCODES", "TRANSACTION", "KEEPALIVE", "FAILOVER"];

/** Something that the server owes an answer to. */
interface Due {
  readonly place: Place;
  readonly line: string;
}

/** The result of a transcript's session. */
export interface Observation extends Replay {
  readonly cells: ReadonlySet<string>;
}

/** Replays a transcript in its packets, and returns what it shows. */
export function observe(transcript: Transcript): Observation {
  const head = { ...transcript.head, play: "whole" } as const;
  const session = sessionOf(head);
  const observer = new Observer(session);
  const play = () => observer.watch(playIn(session, head));
  const replay = replayTranscript({ ...transcript, head }, play);
  observer.told(replay.results as readonly Result[]);
  return { ...replay, cells: observer.cells };
}

/** What of a result is looked at here. */
interface Result {
  readonly decisions?: Decisions;
  readonly error?: { readonly decisions: Decisions };
}
type Decisions = readonly {
  feature: Feature;
  outcome: string;
  method: string;
  reason?: Reason;
}[];

class Observer {
  /** AUTH was answered by a challenge or by success, and nothing was asked since. */
  #exchanging = false;
  readonly cells = new Set<string>();
  readonly #session: Session;
  /** The plan as of the last effect, so that it is known which way was left. */
  #choices: Plan["choices"];
  /** The ways that features had taken by then. */
  #took: Session["methodsInUse"] = {};
  /** The methods that were excluded by then. */
  #known: readonly ExcludedMethod[] = [];
  #due: Due[] = [];
  #answered: Due | undefined;
  /** Chunks of the present message. */
  #chunks = 0;
  readonly #places = new WeakMap<Reply, Place>();

  constructor(session: Session) {
    this.#session = session;
    this.#choices = planOf(session).choices;
    this.#known = session.serverKnowledge.allExcludedMethods;
  }

  /** Passes a script's effects on, and looks at them and at what came of them. */
  *watch<T>(script: Script<T>): Script<T> {
    let step = script.next();
    while (!step.done) {
      this.#before(step.value);
      let resume: () => IteratorResult<Effect, T>;
      try {
        const result: unknown = yield step.value;
        if (step.value.do === "read" && result === null) this.#broken("disconnect");
        resume = () => script.next(result);
      } catch (error) {
        this.#failed(step.value, error);
        resume = () => script.throw(error);
      }
      this.#plan();
      step = resume();
    }
    return step.value;
  }

  /** Records the methods that the results report, and the requirements that were not met. */
  told(results: readonly Result[]): void {
    for (const { decisions, error } of results) {
      for (const decision of decisions ?? error?.decisions ?? []) {
        const { feature, outcome, method, reason } = decision;
        this.#closed(feature, reason);
        if (outcome === "unmet") this.#passedOver(feature);
        else this.cells.add(wayCell(feature, method, "taken"));
      }
    }
  }

  /** What was closed to one message alone is no longer so in the plan. */
  #closed(feature: Feature, reason: Reason | undefined): void {
    const { skipped, method = "" } = this.#choices[feature];
    if (reason === undefined || !CLOSED_TO_A_MESSAGE.includes(reason)) return;
    this.cells.add(wayCell(feature, skipped[0]?.method ?? method, reason));
  }

  #before(effect: Effect): void {
    if (effect.do === "connect") this.#due = [{ place: "connect", line: "" }];
    else if (effect.do === "starttls") this.#due = [{ place: "handshake", line: "" }];
    else if (effect.do === "emit") this.#event(effect.event);
    else if (effect.do === "write") this.#write(effect);
    else if (effect.do === "close") this.#givenUp();
  }

  #event(event: ClientEvent): void {
    if (event.type === "connected") this.#due = [{ place: "greeting", line: "" }];
    else if (event.type === "secured") this.#due = [];
    else if (event.type === "command") this.#command(event.line);
    else if (event.type === "reply") this.#reply(event.reply);
    else if (event.type === "decision") this.#left(event.decision.feature);
  }

  /** Content is no command, and is answered all the same. */
  #write({ bytes, wait, watch }: WriteEffect): void {
    const chunk = this.#due.some(({ place }) => place.startsWith("BDAT"));
    if (wait === "final" && bytes.length === 3) this.#due = [{ place: "lone dot", line: "" }];
    else if (wait === "content" && !chunk) {
      // What follows the end of the content in the same flight is answered after it.
      const behind = this.#due.filter(({ place }) => place !== "content");
      this.#due = [{ place: watch ? "content" : "final reply", line: "" }, ...behind];
    }
  }

  #command(line: string): void {
    const [verb = "", , last] = line.split(" ");
    if (verb === "MAIL") this.#chunks = 0;
    if (verb === "BDAT") this.#chunks += 1;
    this.#due.push({
      place: placeOf(verb, last, this.#chunks, this.#session.connection.tls),
      line,
    });
  }

  #reply(reply: Reply): void {
    const due = this.#due.shift();
    this.#answered = due ?? this.#answered;
    if (!due) return;
    this.#exchanging = FEATURE_OF[due.place] === "AUTH" && reply.code < 400;
    this.#places.set(reply, due.place);
    if (reply.code === 421) this.cells.add(breakCell("421", due.place));
    if (reply.code >= 400) {
      this.#refused(due, `${reply.code}`);
      return;
    }
    const feature = FEATURE_OF[due.place];
    const method = feature && this.#way(feature);
    if (feature === due.place && method) this.cells.add(wayCell(feature, method, "taken"));
    const { KEEPALIVE } = this.#choices;
    const rides = due.place === "RSET" && this.#due[0]?.place === "MAIL";
    if (rides && KEEPALIVE.method) this.cells.add(wayCell("KEEPALIVE", KEEPALIVE.method, "taken"));
  }

  /** A refusal of what was asked, or no answer to it. */
  #refused({ place, line }: Due, kind: Kind): void {
    const feature = FEATURE_OF[place];
    const features = feature ? [feature] : featuresOf(line);
    for (const each of features) {
      const method = this.#way(each);
      if (method !== undefined) this.cells.add(wayCell(each, method, kind, place));
    }
  }

  /** The client closes: because of what is no reply, or of more replies than there should be. */
  #givenUp(): void {
    const { parser } = this.#session.connection;
    if (this.#choices.QUIT.method === "closed") this.cells.add(wayCell("QUIT", "closed", "taken"));
    const [due] = this.#due;
    if (due && isGarbled(parser)) {
      this.cells.add(breakCell("garbage", due.place));
      this.#refused(due, "garbage");
    } else if (!due && this.#answered) {
      if (parser.unread > 0) this.#refused(this.#answered, "too many replies");
      // A server that does not prove itself is left in the middle of its exchange.
      else if (this.#exchanging) this.#refused(this.#answered, "given up");
    }
  }

  #broken(how: "disconnect" | "silence"): void {
    const due = this.#due.shift();
    if (!due) return;
    this.#answered = due;
    this.cells.add(breakCell(how, due.place));
    this.#refused(due, how === "silence" ? "silence" : "disconnected");
  }

  #failed(effect: Effect, error: unknown): void {
    if (!(error instanceof TransportError)) return;
    if (effect.do === "connect" || effect.do === "starttls") {
      this.#answered = this.#due.shift();
      const kind = error.kind === "handshake" ? "handshake-failed" : error.kind;
      if (this.#answered) this.#refused(this.#answered, kind);
    } else if (effect.do === "connect-second" && error.kind !== "timeout") {
      this.cells.add(wayCell("TLS", SECOND_CONNECTION, error.kind, "connect"));
    } else if (error.kind === "timeout") this.#broken("silence");
    else if (error.kind === "reset") this.#broken("disconnect");
  }

  /** The session left the way that the plan had until now. */
  #left(feature: Feature): void {
    const fresh = this.#session.serverKnowledge.allExcludedMethods.filter(
      (left) => left.feature === feature && !this.#known.includes(left),
    );
    const left = fresh.find(({ method }) => method === this.#way(feature)) ?? fresh[0];
    if (!left) return;
    const { method: way, reply, reason } = left;
    const garbled = reason === "garbage" ? this.#due[0] : undefined;
    const place = (reply && this.#places.get(reply)) ?? garbled?.place ?? this.#answered?.place;
    const many = reason === "garbage" && !garbled;
    const kind = many ? "too many replies" : reply ? (`${reply.code}` as const) : reason;
    this.cells.add(wayCell(feature, way, kind, place));
    if (garbled) this.cells.add(breakCell("garbage", garbled.place));
    if (!reply) this.#due = [];
    const { method: next } = planOf(this.#session).choices[feature];
    if (next !== undefined) this.cells.add(wayCell(feature, next, "taken"));
  }

  /** The way in use: the one that was taken, else the one that would be. */
  #way(feature: Feature): string | undefined {
    return this.#took[feature] ?? this.#choices[feature].method;
  }

  #plan(): void {
    const { connection, methodsInUse } = this.#session;
    this.#choices = planOf(this.#session).choices;
    this.#took = methodsInUse;
    this.#known = this.#session.serverKnowledge.allExcludedMethods;
    if (connection.greeted === "no") return;
    const wished = Object.keys(this.#session.config.wishes ?? {}) as Feature[];
    for (const feature of [...(Object.keys(methodsInUse) as Feature[]), ...wished]) {
      this.#passedOver(feature);
    }
    for (const feature of UNTOLD.filter((untold) => wished.includes(untold))) {
      const { method, outcome } = this.#choices[feature];
      if (method && outcome !== "unmet") this.cells.add(wayCell(feature, method, "taken"));
    }
  }

  #passedOver(feature: Feature): void {
    for (const { method, reason } of this.#choices[feature].skipped) {
      if (KNOWN_BEFORE.includes(reason)) this.cells.add(wayCell(feature, method, reason));
    }
  }
}

/** The parser got what is no reply; asked again it says so again. */
function isGarbled(parser: Session["connection"]["parser"]): boolean {
  try {
    parser.next();
    return false;
  } catch {
    return true;
  }
}

function featuresOf(line: string): readonly Feature[] {
  const [, ...parameters] = line.split(" ");
  return parameters.flatMap((parameter) => PARAMETERS[parameter.split("=")[0] ?? ""] ?? []);
}

function placeOf(said: string, last: string | undefined, chunks: number, tls: boolean): Place {
  const verb = said === "LHLO" ? "EHLO" : said;
  if (verb === "EHLO" && tls) return "EHLO under TLS";
  if (verb === "BDAT" && last) return "BDAT last";
  if (verb === "BDAT") return chunks === 1 ? "BDAT probe" : "BDAT";
  return PLACES.find((place) => place === verb) ?? "AUTH response";
}
