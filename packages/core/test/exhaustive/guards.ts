/** Guards of the scripts. Without each of them, some session must fail. */
export interface Guard {
  readonly name: string;
  /** In src/protocol. */
  readonly file: string;
  /** A text that occurs once, and its replacement. */
  readonly was: string;
  readonly is: string;
  /** How the name of the plan begins that is played without it; absent: all are, one after the other. */
  readonly plan?: string;
}

/** The guards that are taken out. */
export const GUARDS: readonly Guard[] = [
  {
    name: "a whole message without an answer is of unknown outcome",
    file: "scripts/deliver.ts",
    was: "if (delivery.handover.isComplete) {\n    session.connection.unusable = true;",
    is: "if (false) {\n    session.connection.unusable = true;",
  },
  {
    name: "a whole message that was lost in its flight is not sent again",
    file: "scripts/lost-flight.ts",
    was: "if (delivery.handover.isComplete) {\n    if (reason",
    is: "if (false) {\n    if (reason",
    plan: "two messages by BDAT, one after the other",
  },
  {
    name: "a refusal behind which a reply is missing is not taken for the message's own",
    file: "scripts/deliver-many.ts",
    was: "if (present?.whole && this.#session.flightsOutOfSync > flightsOutOfSync)\n      throw this.#unknownOutcome(present);",
    is: "",
    plan: "two messages in one flight",
  },
  {
    name: "a reply too many ends the session",
    file: "session/wire.ts",
    was: "parser.isDrained ||",
    is: "true ||",
  },
  {
    name: "421 ends the connection",
    file: "session/wire.ts",
    was: "if (announcesClose(reply)) connection.unusable = true;",
    is: "",
  },
  {
    name: "dots are doubled",
    file: "content/line-ends.ts",
    was: "if (dots.length === 0) return piece;",
    is: "return piece;",
  },
];
