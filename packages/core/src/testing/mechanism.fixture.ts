/** Holds one side of a SASL exchange, for tests of mechanisms. */

import type {
  Mechanism,
  MutualExchange,
  SaslContext,
  Secrets,
} from "../protocol/auth/mechanism.ts";
import type { Computing } from "../protocol/session/compute.ts";
import { computeNow } from "./compute-now.ts";

const anywhere: SaslContext = {
  host: "mail.example.net",
  port: 587,
  offered: [],
  channelBindings: {},
};

/** An exchange of which the test says all that is chance. */
export interface Begun {
  /** The answer to a challenge, as text. */
  answer(challenge: Uint8Array | string): string;
  /** Whether the server's word counts now. */
  proven(): boolean;
}

/** Begins an exchange. `random` stands for random octets. */
export function begin(
  mechanism: Mechanism,
  secrets: Secrets,
  surroundings: Partial<SaslContext> = {},
  random: (octets: number) => Uint8Array = (octets) => new Uint8Array(octets),
): Begun {
  const begun = mechanism.start(secrets, { ...anywhere, ...surroundings });
  const { respond, proven }: MutualExchange =
    typeof begun === "function" ? { respond: begun, proven: () => true } : begun;
  const octets = (challenge: Uint8Array | string): Uint8Array =>
    typeof challenge === "string" ? new TextEncoder().encode(challenge) : challenge;
  const answer = (challenge: Uint8Array | string): string =>
    new TextDecoder().decode(finished(respond(octets(challenge)), random));
  return { answer, proven };
}

function finished(
  computing: Uint8Array | Computing<Uint8Array>,
  random: (octets: number) => Uint8Array,
): Uint8Array {
  if (computing instanceof Uint8Array) return computing;
  let step = computing.next();
  while (!step.done) step = computing.next(computeNow(step.value, random));
  return step.value;
}

/** The answers to challenges, as texts. */
export function answersOf(
  mechanism: Mechanism,
  secrets: Secrets,
  challenges: readonly (Uint8Array | string)[],
  surroundings: Partial<SaslContext> = {},
): readonly string[] {
  const { answer } = begin(mechanism, secrets, surroundings);
  return challenges.map(answer);
}
