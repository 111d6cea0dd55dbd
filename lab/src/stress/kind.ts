/** What makes a session of the stress run: what the servers, the source and the caller do wrong. */
import type { SourceFault } from "./content.ts";
import type { ContentMisbehaviour, Misbehaviour, ServerPlan, Stage } from "./plan.ts";

/** What the caller does while its messages are under way. */
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

/** How connections of a session are secured, and whether the client logs in. */
export type Security =
  | "clear"
  /** STARTTLS if the server offers it. */
  | "opportunistic"
  | "starttls"
  | "implicit"
  | "starttls and login"
  | "implicit and login";

/** What a server of the session does, beside what the session draws for it. */
export type PartialPlan = Partial<ServerPlan>;

/** The servers of a session, best first, and how connections to all of them are secured. */
export interface Drawn {
  readonly servers: readonly PartialPlan[];
  readonly security: Security;
}

/** One kind of session, drawn anew for each. */
export interface Kind {
  readonly name: string;
  /** Takes the place of `servers` and `security`. */
  readonly draws?: (random: () => number) => Drawn;
  readonly server?: (random: () => number) => readonly Misbehaviour[];
  readonly content?: (random: () => number) => ContentMisbehaviour;
  /** Several servers, best first; `server` and `content` are the first one's. */
  readonly servers?: (random: () => number) => readonly PartialPlan[];
  /** One of these is drawn. Default `clear`. */
  readonly security?: readonly Security[];
  readonly connections?: number;
  readonly diesAfter?: number;
  readonly source?: SourceFault;
  readonly caller?: CallerFault;
  /** The mailer also goes on after a temporary failure. */
  readonly temporary?: true;
  /** No wait has a deadline but the whole call. */
  readonly onlyTotal?: true;
  /** All messages must be accepted. */
  readonly harmless?: true;
  /** No message may be accepted anywhere, and no server may see a login. */
  readonly nothingArrives?: true;
}

/** Draws one of a list. */
export const pick = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;

/** Where a server without TLS and login has something to answer. */
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

/** Says something else at one stage, at its first or second occurrence. */
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

/** Says something else at one stage, each time. */
export function always(
  name: string,
  stages: readonly Stage[],
  wrong: Omit<Misbehaviour, "stage">,
  more: Partial<Kind>,
): Kind {
  return { name, server: (random) => [{ stage: pick(random, stages), ...wrong }], ...more };
}

/** Does something wrong behind some octets of content. */
export function duringContent(name: string, more: Omit<ContentMisbehaviour, "after">): Kind {
  return { name, content: (random) => ({ after: Math.floor(random() * 40_000), ...more }) };
}
