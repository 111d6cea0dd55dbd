/** The types of a session of the stress run: what the servers, the source and the caller do wrong. */
import type { SourceFault } from "./content.ts";
import type { ContentMisbehaviour, Misbehaviour, ServerPlan, Stage } from "./plan.ts";

/** What the caller does while its messages are being sent. */
export type CallerFault =
  | "aborts"
  | "closes the mailer"
  | "uses a stream twice"
  | "gives a list that stalls"
  | "gives a list that throws"
  | "gives a listener that throws"
  | "gives a listener that rejects"
  | "gives a store that stalls"
  | "allows little time"
  | "tries again";

/** How connections of a session are secured, and whether the client authenticates. */
export type Security =
  | "clear"
  /** STARTTLS if the server offers it. */
  | "opportunistic"
  | "starttls"
  | "implicit"
  | "starttls and login"
  | "implicit and login";

/** What a server of the session does in addition to random behaviour. */
export type PartialPlan = Partial<ServerPlan>;

/** The servers of a session, best first, and how connections to all of them are secured. */
export interface Drawn {
  readonly servers: readonly PartialPlan[];
  readonly security: Security;
}

/** One kind of session, with new random choices for each. */
export interface Kind {
  readonly name: string;
  /** Replaces `servers` and `security`. */
  readonly draws?: (random: () => number) => Drawn;
  readonly server?: (random: () => number) => readonly Misbehaviour[];
  readonly content?: (random: () => number) => ContentMisbehaviour;
  /** Several servers, best first; `server` and `content` are the first one's. */
  readonly servers?: (random: () => number) => readonly PartialPlan[];
  /** The alternatives to choose from. Default `clear`. */
  readonly security?: readonly Security[];
  readonly connections?: number;
  readonly diesAfter?: number;
  readonly source?: SourceFault;
  readonly caller?: CallerFault;
  /** Whether the mailer also tries the next server after a temporary failure. */
  readonly temporary?: true;
  /** Whether only the whole call has a deadline. */
  readonly onlyTotal?: true;
  /** All messages must be accepted. */
  readonly harmless?: true;
  /** No message may be accepted anywhere, and no server may see a login. */
  readonly nothingArrives?: true;
}

/** Chooses one entry of a list at random. */
export const pick = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;

/** The stages at which a server without TLS and authentication replies. */
export const SPOKEN: readonly Stage[] = [
  "connect",
  "EHLO",
  "MAIL",
  "RCPT",
  "DATA",
  "BDAT",
  "END",
  "RSET",
];
export const ENVELOPE: readonly Stage[] = ["MAIL", "RCPT", "DATA", "BDAT", "RSET"];
export const COMMANDS: readonly Stage[] = ["EHLO", ...ENVELOPE];

/** Sends something else at one stage, at its first or second occurrence. */
export function says(
  name: string,
  stages: readonly Stage[],
  text: string,
  wrong: Partial<Misbehaviour> = {},
  more: Partial<Kind> = {},
): Kind {
  return {
    name,
    server: (random) => [
      { stage: pick(random, stages), nth: 1 + Math.floor(random() * 2), says: text, ...wrong },
    ],
    ...more,
  };
}

/** Sends something else at one stage, every time. */
export function always(
  name: string,
  stages: readonly Stage[],
  wrong: Omit<Misbehaviour, "stage">,
  more: Partial<Kind>,
): Kind {
  return { name, server: (random) => [{ stage: pick(random, stages), ...wrong }], ...more };
}

/** Misbehaves after some octets of content. */
export function duringContent(name: string, more: Omit<ContentMisbehaviour, "after">): Kind {
  return { name, content: (random) => ({ after: Math.floor(random() * 40_000), ...more }) };
}
