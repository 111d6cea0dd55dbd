/**
 * A small coverage-guided fuzzer over V8's own counters: an input that runs code that no input ran before,
 * or runs it more often by an order of magnitude, is kept and changed further.
 *
 * jazzer.js would be the library for this; its native part is made for glibc 2.38 and later only.
 */
import { Session } from "node:inspector/promises";

/** What is fuzzed. */
export interface Target {
  readonly name: string;
  /** Where to begin. */
  readonly seeds: readonly Uint8Array[];
  /** Words of its language. */
  readonly words: readonly string[];
  /** Parts of the file names whose code is looked at. */
  readonly code: readonly string[];
  /** Throws when something is wrong. */
  run(octets: Uint8Array): void;
}

/** What came of it. */
export interface Found {
  readonly runs: number;
  /** Inputs that are kept. */
  readonly kept: number;
  /** Places of the code that were seen, each with the order of how often. */
  readonly places: number;
  /** The shortest input of each complaint, by the complaint. */
  readonly complaints: ReadonlyMap<string, Uint8Array>;
}

/** Inputs between two looks at the counters: looking costs more than running. */
const AT_ONCE = 24;
/** Octets of an input. */
const LONGEST = 4096;

/**
 * Fuzzes for a while.
 *
 * @param target what
 * @param seconds how long
 * @param random numbers from 0 up to 1
 */
export async function fuzz(target: Target, seconds: number, random: () => number): Promise<Found> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const seen = new Set<string>();
  const complaints = new Map<string, Uint8Array>();
  const corpus: Uint8Array[] = [];
  let runs = 0;

  function run(octets: Uint8Array): void {
    runs += 1;
    const complaint = complaintOf(target, octets);
    if (complaint !== undefined && !complaints.has(complaint)) complaints.set(complaint, octets);
  }
  /** The places that were run since the last look and never before so often. */
  async function fresh(): Promise<string[]> {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const places = result
      .filter(({ url }) => target.code.some((part) => url.includes(part)))
      .flatMap(({ url, functions }) =>
        functions.flatMap(({ ranges }) =>
          ranges.map(
            ({ startOffset, endOffset, count }) =>
              `${url}:${startOffset}-${endOffset}:${Math.ceil(Math.log2(count + 1))}`,
          ),
        ),
      );
    return places.filter((place) => !seen.has(place));
  }

  const change = changer(target.words, random);
  for (const seed of target.seeds) {
    run(seed);
    corpus.push(seed);
  }
  for (const place of await fresh()) seen.add(place);
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    const tried = Array.from({ length: AT_ONCE }, () => change(corpus));
    for (const octets of tried) run(octets);
    if ((await fresh()).length === 0) continue;
    // One of them did it: each is looked at alone.
    for (const octets of tried) {
      run(octets);
      const places = await fresh();
      for (const place of places) seen.add(place);
      if (places.length > 0) corpus.push(octets);
    }
  }
  session.disconnect();
  for (const [complaint, octets] of complaints) {
    complaints.set(complaint, shortened(target, octets, complaint));
  }
  return { runs, kept: corpus.length, places: seen.size, complaints };
}

/** What the target says of an input, without numbers. */
function complaintOf(target: Target, octets: Uint8Array): string | undefined {
  try {
    target.run(octets);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return said.replaceAll(/\d+/g, "N");
  }
}

/** Less and less of an input, as long as the complaint is the same. */
function shortened(target: Target, octets: Uint8Array, complaint: string): Uint8Array {
  let rest = octets;
  for (let length = rest.length >> 1; length > 0; length >>= 1) {
    for (let at = 0; at < rest.length; ) {
      const less = splice(rest, at, length, new Uint8Array());
      if (complaintOf(target, less) === complaint) rest = less;
      else at += length;
    }
  }
  return rest;
}

/** Makes an input of those that there are, changed in one or a few ways. */
function changer(
  words: readonly string[],
  random: () => number,
): (corpus: readonly Uint8Array[]) => Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const vocabulary = words.map((word) => Buffer.from(word, "latin1"));

  const methods: readonly ((octets: Uint8Array, other: Uint8Array) => Uint8Array)[] = [
    (octets) => splice(octets, below(octets.length + 1), 0, pick(vocabulary)),
    (octets) => splice(octets, below(octets.length + 1), below(8), pick(vocabulary)),
    (octets) => splice(octets, below(octets.length + 1), 0, Uint8Array.of(below(256))),
    (octets) => splice(octets, below(octets.length + 1), 1, Uint8Array.of(below(256))),
    (octets) => splice(octets, below(octets.length + 1), 1 + below(16), new Uint8Array()),
    (octets) => {
      const from = below(octets.length + 1);
      const piece = octets.slice(from, from + 1 + below(64));
      return splice(octets, below(octets.length + 1), 0, piece);
    },
    (octets, other) => {
      const from = below(other.length + 1);
      return splice(
        octets,
        below(octets.length + 1),
        below(32),
        other.slice(from, from + 1 + below(128)),
      );
    },
    (octets) =>
      splice(
        octets,
        below(octets.length + 1),
        0,
        new Uint8Array(1 + below(1200)).fill(pick([...octets, 0x78])),
      ),
  ];
  return (corpus) => {
    let octets = pick(corpus);
    for (let left = 1 + below(4); left > 0; left -= 1) octets = pick(methods)(octets, pick(corpus));
    return octets.slice(0, LONGEST);
  };
}

function splice(octets: Uint8Array, at: number, away: number, piece: Uint8Array): Uint8Array {
  return Buffer.concat([octets.subarray(0, at), piece, octets.subarray(at + away)]);
}
