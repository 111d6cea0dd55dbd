/**
 * Enumerates every possible behaviour of a server at each step of a session, one sequence after the other. Nothing is
 * chosen at random. A session is played, the choices that it asked for are counted up like the digits of a
 * number, and it is played again until no sequence is left.
 */
import type { Answer, AnswerTo } from "../../src/testing/personality.ts";
import type { Choose } from "../../src/testing/virtual-state.ts";

/** The possible actions of a server at a place. The first one is the correct one. */
const BEHAVIOURS: readonly (readonly [name: string, answer: Omit<Answer, "to"> | undefined])[] = [
  ["2yz", undefined],
  ["4yz", { reply: "451 4.3.0 Not now" }],
  ["5yz", { reply: "550 5.7.1 Not you" }],
  ["502", { reply: "502 5.5.1 Command not implemented" }],
  ["421", { reply: "421 4.3.2 Closing" }],
  // The server executes the command, so it may have a message without the client knowing.
  ["close", { close: "before" }],
  ["silence", { silence: true }],
  // The way back is cut: it goes on doing what it is asked, and nothing of it is heard on this connection.
  ["silence from now on", { silence: true }],
  ["one reply too many", { inject: "250 2.0.0 One more\r\n" }],
];

const SILENCE = { silence: true } as const;

/** Moments at which no reply is due. */
const NO_PLACES: readonly AnswerTo[] = ["CONNECT", "TLS", "UPLOAD"];

/** The limits of the sequences. */
export interface Bounds {
  /** Number of places at which the server chooses; afterwards it behaves correctly. */
  readonly places: number;
  /** The most places at which it misbehaves. */
  readonly odd: number;
}

/** One session: what the server did at each place, in order, and what is wrong with the outcome. */
export interface Explored {
  readonly did: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Plays a session with every sequence within the bounds, for one set of bounds after the other.
 *
 * @param play plays it with a server that chooses so and reports through `did`, and returns its faults
 */
export function* explore(
  bounds: readonly Bounds[],
  play: (choose: Choose, did: readonly string[]) => readonly string[],
): Generator<Explored> {
  for (const each of bounds) yield* within(each, play);
}

function* within(
  { places, odd }: Bounds,
  play: (choose: Choose, did: readonly string[]) => readonly string[],
): Generator<Explored> {
  for (let next: readonly number[] | undefined = []; next; ) {
    const prefix: readonly number[] = next;
    const chosen: number[] = [];
    const did: string[] = [];
    let cut = false;
    const faults = play((as) => {
      const [place = ""] = as;
      if (as.some((one) => NO_PLACES.includes(one))) return undefined;
      if (place === "GREETING") cut = false;
      if (cut) return SILENCE;
      if (chosen.length === places) return undefined;
      const choice = prefix[chosen.length] ?? 0;
      chosen.push(choice);
      const [name, answer] = BEHAVIOURS[choice] as (typeof BEHAVIOURS)[number];
      did.push(`${place}: ${name}`);
      cut = name === "silence from now on";
      return answer;
    }, did);
    yield { did, faults };
    next = successor(chosen, odd);
  }
}

/** The next number with so many digits that are not zero at most, or nothing when this was the last. */
function successor(digits: readonly number[], odd: number): readonly number[] | undefined {
  const next = [...digits];
  while (next.length > 0) {
    const last = next.pop() as number;
    const others = next.filter((digit) => digit > 0).length;
    if (last + 1 < BEHAVIOURS.length && others < odd) return [...next, last + 1];
  }
  return undefined;
}
