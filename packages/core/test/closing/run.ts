/** Plays what a transcript asks for against the server that it speaks of. */
import type { SmtpErrorCode } from "../../src/protocol/errors/errors.ts";
import { driveScript } from "../../src/testing/drive-script.ts";
import type { Network } from "../../src/testing/network.ts";
import type { Personality } from "../../src/testing/personality.ts";
import { playSession } from "../../src/testing/play-session.ts";
import { readLink, readToken } from "../../src/testing/replay.ts";
import type { TranscriptHead } from "../../src/testing/transcript.ts";
import type { AcceptedMessage } from "../../src/testing/virtual-state.ts";
import { createVirtualWorld } from "../../src/testing/virtual-world.ts";
import { type Behind, closing } from "./closing-network.ts";

/** A session, as the caller and the server know it. */
export interface Ran {
  /** What the caller learns about each message and question. */
  readonly results: readonly Result[];
  readonly mailbox: readonly AcceptedMessage[];
  readonly refusals: number;
  readonly connections: number;
  readonly closes: number;
  /** Features that were blamed for the end of a connection. */
  readonly blamed: readonly string[];
}

/** What the outcome of a message or a question comes to. */
export interface Result {
  readonly code: SmtpErrorCode | "answered" | "sent";
  readonly retry?: string;
  readonly reply?: string;
  readonly answer?: string;
  readonly recipients?: readonly string[];
}

/** Runs the session once, with a server that closes behind refusals. */
export function run(
  head: TranscriptHead,
  server: Personality,
  behind: Behind,
  chunk?: number,
): Ran {
  const world = createVirtualWorld(server);
  const network = closing(world, behind);
  const { results, blamed } = play(head, network, chunk);
  const { refusals, connections, closes } = network;
  const mailbox = world.mailbox.accepted;
  return { results, mailbox, refusals, connections, closes, blamed };
}

/** Plays the client of a transcript against any network. */
export function play(
  head: TranscriptHead,
  network: Network,
  chunk?: number,
): Pick<Ran, "results" | "blamed"> {
  const token = readToken(head);
  const link = readLink(head);
  const { outcome, events } = driveScript(playSession(head), network, {
    ...(token === undefined ? {} : { token }),
    ...(link === undefined ? {} : { link }),
    ...(chunk === undefined ? {} : { chunk }),
    maxEffects: 20_000,
  });
  if ("error" in outcome) throw outcome.error;
  const results = (JSON.parse(JSON.stringify(outcome.result)) as readonly Told[]).map(resultOf);
  const blamed = events.flatMap((event) => {
    if (event.type !== "decision" || event.decision.reason !== "disconnected") return [];
    // That the transaction was repeated blames nothing.
    return event.decision.feature === "TRANSACTION" ? [] : [event.decision.feature];
  });
  return { results, blamed };
}

interface ToldReply {
  readonly code: number;
  readonly lines: readonly string[];
}

interface Told {
  readonly error?: Told & { readonly code: SmtpErrorCode };
  readonly retry?: string;
  readonly reply?: ToldReply;
  readonly answer?: string;
  readonly recipients?: readonly {
    readonly address: string;
    readonly outcome: string;
    readonly temporary?: boolean;
    readonly reply?: ToldReply;
  }[];
}

function resultOf(told: Told): Result {
  const { retry, reply, answer, recipients } = told.error ?? told;
  return {
    code: told.error?.code ?? (answer === undefined ? "sent" : "answered"),
    ...(retry === undefined ? {} : { retry }),
    ...(reply === undefined ? {} : { reply: textOf(reply) }),
    ...(answer === undefined ? {} : { answer }),
    ...(recipients === undefined
      ? {}
      : {
          recipients: recipients.map(({ address, outcome, temporary, reply: own }) =>
            [
              address,
              outcome,
              ...(temporary === undefined ? [] : [temporary ? "temporary" : "permanent"]),
              ...(own === undefined ? [] : [textOf(own)]),
            ].join(" "),
          ),
        }),
  };
}

function textOf({ code, lines }: ToldReply): string {
  return `${code} ${lines.join(" / ")}`;
}
