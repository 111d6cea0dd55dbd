/**
 * Plays the server's side of a transcript: sends the server's lines as long as the client sends its own lines, and
 * stops at the first difference.
 */
import { failure, type Network, type ServerConnection } from "./network.ts";
import { decodeUtf8, endsLine, equalBytes, findCrlf, join, nothing } from "./octets.ts";
import {
  getConnectAddress,
  octetsOfContent,
  printStep,
  type TranscriptFact,
  type TranscriptMark,
  type TranscriptStep,
} from "./transcript.ts";
import { splitByCrlf } from "./transcript-line.ts";
import type { Output } from "./virtual-state.ts";
import { hasPieces } from "./wildcards.ts";

/** The first difference between client and transcript. */
export interface Difference {
  /** The line of the transcript, from 1. */
  readonly line: number;
  /** The transcript's text, as it would be printed. */
  readonly expected: string;
  /** The client's action, in the same format. */
  readonly got: string;
}

/** Thrown through the driver to end a replay at the first difference. */
export class Differs extends Error {
  override readonly name = "Differs";
  readonly difference: Difference;

  constructor(difference: Difference) {
    const { line, expected, got } = difference;
    super(`Line ${line}: expected ${expected}, got ${got}.`);
    this.difference = difference;
  }
}

/** A network that plays a transcript. */
export interface ReplayNetwork extends Network {
  /** The client's actions so far, as lines of a transcript. */
  readonly client: readonly string[];
  /** @throws {Differs} if the session is over and the transcript is not */
  end(): void;
}

/** Marks that begin another connection. */
const elsewhere: readonly TranscriptMark[] = ["connect", "connect refused"];

/** Seconds until a late greeting: a second connection is tried by then, and the client still waits. */
const LATE_GREETING_SECONDS = 20;

/** Creates a network from the steps of a transcript. */
export function createReplayNetwork(steps: readonly TranscriptStep[]): ReplayNetwork {
  const client: string[] = [];
  let at = 0;
  let unread: Uint8Array = nothing;

  const next = (): TranscriptStep | undefined => steps[at];
  const marked = (...marks: readonly TranscriptMark[]): TranscriptMark | undefined => {
    const step = next();
    return step?.by === "mark" ? marks.find((mark) => mark === step.mark) : undefined;
  };
  function differs(got: string): Differs {
    const step = next();
    const line = step?.line ?? (steps.at(-1)?.line ?? 0) + 1;
    return new Differs({ line, expected: step ? printStep(step) : "the end", got });
  }
  /** Records the client's output. */
  function note(bytes: Uint8Array): void {
    for (const line of splitByCrlf(bytes)) client.push(printStep({ by: "C", octets: line }));
  }
  /** Moves on past one of these marks. */
  function pass(...marks: readonly [TranscriptMark, ...TranscriptMark[]]): TranscriptMark {
    const mark = marked(...marks);
    const did: TranscriptFact = { by: "mark", mark: mark ?? marks[0] };
    client.push(printStep(did));
    if (!mark) throw differs(printStep(did));
    at += 1;
    return mark;
  }
  /** Returns the server's output before it waits for the client. */
  function said(): readonly Output[] {
    const outputs: Output[] = [];
    let packet: Uint8Array[] = [];
    const flush = (): void => {
      if (packet.length > 0) outputs.push({ send: join(packet) });
      packet = [];
    };
    for (let step = next(); step; step = next()) {
      if (step.by === "S") {
        packet.push(step.octets);
        if (!endsLine(step.octets)) flush();
      } else if (marked("close", "reset")) {
        flush();
        outputs.push(marked("close") ? { close: true } : { reset: true });
        at += 1;
        // The output behind this mark belongs to another connection.
        return outputs;
      } else break;
      at += 1;
    }
    flush();
    return outputs;
  }

  const connection: Omit<ServerConnection, "greeting"> = {
    receive(bytes) {
      if (octetsOfContent(next()) === undefined) note(bytes);
      if (marked("stuck")) {
        at += 1;
        throw failure("timeout");
      }
      unread = join([unread, bytes]);
      while (unread.length > 0) {
        const step = next();
        const content = octetsOfContent(step);
        if (content !== undefined) {
          if (unread.length < content) return [];
          pass(`${content} octets of content`);
          unread = unread.slice(content);
          note(unread);
          continue;
        }
        if (step?.by !== "C") throw differs(printStep({ by: "C", octets: firstLine(unread) }));
        const crlf = findCrlf(unread);
        const length = endsLine(step.octets) ? crlf + 2 : step.octets.length;
        // A line is compared after all of it has arrived.
        if ((endsLine(step.octets) && crlf < 0) || unread.length < length) return [];
        const got = unread.slice(0, length);
        if (!matchesExpected(step.octets, got)) throw differs(printStep({ by: "C", octets: got }));
        unread = unread.slice(length);
        at += 1;
      }
      return said();
    },
    handshake() {
      const mark = pass("TLS", "TLS fails", "certificate refused");
      if (mark === "TLS fails") throw failure("handshake");
      if (mark === "certificate refused") throw failure("certificate");
    },
    secured: said,
    later: { after: LATE_GREETING_SECONDS, say: said },
    close(lost) {
      if (lost) return void pass("client closes the other");
      if (at >= steps.length || marked(...elsewhere) || getConnectAddress(next())) return;
      pass("client closes");
    },
    starve() {
      const rest = unread.length > 0 ? `${printStep({ by: "C", octets: unread })} and no more` : "";
      if (rest !== "" || !marked("silence")) throw differs(rest || "a client that waits");
      at += 1;
      return failure("timeout");
    },
  };

  return {
    client,
    connect(_, { avoid = [], second } = {}) {
      unread = nothing;
      if (second) {
        pass("connect beside");
        if (marked("connect refused")) {
          pass("connect refused");
          throw failure("refused");
        }
        return { ...connection, greeting: said() };
      }
      const address = getConnectAddress(next());
      if (address !== undefined) {
        if (avoid.includes(address)) throw differs(`a connection that avoids ${address}`);
        client.push(`--- connect to ${address} ---`);
        at += 1;
        return { ...connection, remoteAddress: address, greeting: said() };
      }
      // The first connection needs no mark.
      if (at > 0 || marked(...elsewhere)) {
        if (pass("connect", "connect refused") === "connect refused") throw failure("refused");
      }
      return { ...connection, greeting: said() };
    },
    end() {
      if (unread.length > 0) throw differs(printStep({ by: "C", octets: unread }));
      if (next()) throw differs("the end of the session");
    },
  };
}

function firstLine(octets: Uint8Array): Uint8Array {
  return splitByCrlf(octets)[0] ?? octets;
}

/** Returns whether the client sent the expected octets; `***` matches a secret that was not recorded. */
function matchesExpected(expected: Uint8Array, got: Uint8Array): boolean {
  if (equalBytes(expected, got)) return true;
  const parts = decodeUtf8(expected).split("***");
  if (parts.length === 1) return false;
  return hasPieces(decodeUtf8(got), parts, (between) => /^[!-~]*$/.test(between), 1);
}
