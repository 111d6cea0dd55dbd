/** The usual situation of each command, and others in which the same reply may mean something else. */
import type { CommandName, Situation } from "../protocol/reply/situation.ts";

/** Situations that differ from the usual one, by name; each language has its words for them. */
export type When =
  | "grouped"
  | "earlier-refused"
  | "in-clear"
  | "could-log-in"
  | "after-starttls"
  | "again"
  | "stronger-left"
  | "none-left"
  | "authenticated"
  | "droppable"
  | "others-accepted"
  | "nobody-accepted"
  | "content";

/** A situation that differs from the usual one. */
interface Otherwise extends Partial<Situation> {
  readonly when: When;
}

/** The facts that a command line shows. The line's secrets are not included. */
export type CommandFacts = Pick<Situation, "command" | "initialResponse" | "parameters"> & {
  readonly mechanism?: string;
};

const MECHANISMS: readonly string[] = ["PLAIN", "LOGIN"];
/** Mechanisms for which Parley sends an initial response. */
const CLIENT_FIRST = /^(?:PLAIN|XOAUTH2|OAUTHBEARER|EXTERNAL|SCRAM-.+)$/;
/** Parameters that most messages can do without. */
const DROPPABLE = /^(?:SIZE|BODY)=/i;

const GROUPED: Otherwise = { when: "grouped", grouped: true };
const CASCADE_OTHERWISE: Otherwise = {
  when: "earlier-refused",
  grouped: true,
  earlierRefused: true,
};
const CLEAR: Otherwise = { when: "in-clear", tls: false };
const CREDENTIALS_OTHERWISE: Otherwise = { when: "could-log-in", credentials: true };

/** Situations to explain in addition to the usual one, if the meaning differs. */
const OTHERWISE: Readonly<Partial<Record<CommandName, readonly Otherwise[]>>> = {
  EHLO: [{ when: "after-starttls", tls: true }],
  HELO: [{ when: "again", repeated: true }],
  AUTH: [
    { when: "stronger-left", mechanismsLeft: ["SCRAM-SHA-256"] },
    { when: "none-left", mechanismsLeft: [] },
    CLEAR,
    { when: "authenticated", authenticated: true },
  ],
  MAIL: [
    {
      when: "droppable",
      parameters: ["SIZE=1000"],
      droppable: ["SIZE=1000"],
    },
    GROUPED,
    CREDENTIALS_OTHERWISE,
    CLEAR,
  ],
  RCPT: [{ when: "others-accepted", recipientsAccepted: 1 }, CASCADE_OTHERWISE, GROUPED, CLEAR],
  DATA: [
    { when: "nobody-accepted", recipientsAccepted: 0 },
    GROUPED,
    { when: "content", command: "CONTENT", contentOctets: 1000 },
  ],
  BDAT: [{ when: "nobody-accepted", recipientsAccepted: 0 }],
};

const VERBS: readonly CommandName[] = [
  "EHLO",
  "HELO",
  "STARTTLS",
  "AUTH",
  "MAIL",
  "RCPT",
  "DATA",
  "BDAT",
  "RSET",
  "NOOP",
  "VRFY",
  "EXPN",
  "HELP",
  "ETRN",
  "TURN",
  "QUIT",
];

/**
 * Reads the facts from a command line.
 *
 * @param command such as `AUTH PLAIN` or `MAIL FROM:<a@example.org> SIZE=1000`; `(greeting)` and
 *   `(message content)` stand for what has no verb
 */
export function readCommand(command: string): CommandFacts {
  const [first = "", second = "", ...rest] = command.trim().split(/\s+/);
  const verb = first.toUpperCase();
  if (/^\(?GREETING/.test(verb)) return getCommandFacts("GREETING");
  if (/^\(?(?:MESSAGE|CONTENT)/.test(verb)) return getCommandFacts("CONTENT");
  const asked = VERBS.find((known) => known === verb) ?? "OTHER";
  if (asked === "AUTH") {
    const mechanism = second.toUpperCase();
    const initialResponse = rest.length > 0 || CLIENT_FIRST.test(mechanism);
    return { ...getCommandFacts(asked), mechanism, initialResponse };
  }
  if (asked !== "MAIL" && asked !== "RCPT") return getCommandFacts(asked);
  const address = /^[^>]*>/.exec(command)?.[0] ?? command;
  const parameters = command.slice(address.length).split(/\s+/).filter(Boolean);
  return { ...getCommandFacts(asked), parameters };
}

function getCommandFacts(asked: CommandName): CommandFacts {
  return { command: asked, initialResponse: false, parameters: [] };
}

/**
 * Returns the situations to compare a reply with.
 *
 * @param about the facts of the command
 * @returns the usual situation, and the others by their condition
 */
export function situationsOf(about: CommandFacts): {
  readonly usual: Situation;
  readonly others: readonly (readonly [when: When, situation: Situation])[];
} {
  const { command, mechanism, parameters } = about;
  const opening = command === "GREETING" || command === "EHLO" || command === "HELO";
  const usual: Situation = {
    ...about,
    droppable: parameters.filter((parameter) => DROPPABLE.test(parameter)),
    greeted: opening ? "no" : "EHLO",
    repeated: false,
    tls: !opening && command !== "STARTTLS",
    authenticated: false,
    credentials: command === "AUTH",
    advertised: [],
    grouped: false,
    earlierRefused: false,
    recipientsAccepted: ["DATA", "BDAT", "CONTENT"].includes(command) ? 1 : 0,
    contentOctets: command === "CONTENT" ? 1000 : 0,
    tokenRenewable: false,
    mechanismsLeft: command === "AUTH" ? MECHANISMS.filter((name) => name !== mechanism) : [],
  };
  const others = (OTHERWISE[command] ?? []).filter(
    (other) => other.parameters === undefined || parameters.length === 0,
  );
  return { usual, others: others.map(({ when, ...rest }) => [when, { ...usual, ...rest }]) };
}
