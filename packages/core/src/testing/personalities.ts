/** Looks up personalities of real servers by name, to test against offline. */
import { type ReportedName, reported } from "./personalities-reported.ts";
import type { Personality } from "./personality.ts";
import type { KnownPersonality } from "./personality-known.ts";
import { type RecordedName, recorded } from "./recorded.generated.ts";

/** The name of a server whose behaviour is known. */
export type PersonalityName = RecordedName | ReportedName;

const KNOWN_PERSONALITIES: Readonly<Record<PersonalityName, KnownPersonality>> = {
  ...recorded,
  ...reported,
};

/** An entry in the list of `personalities`. */
export interface PersonalityEntry extends Pick<KnownPersonality, "title" | "source"> {
  /** The name for `personality`. */
  readonly name: PersonalityName;
}

/**
 * All servers with known behaviour: first those recorded in this project's lab, then those described from public
 * reports.
 *
 * @example
 * ```ts run
 * const gmail = personalities.find(({ name }) => name === "gmail");
 * if (!gmail || !("reported" in gmail.source)) throw new Error("Gmail cannot be run here.");
 * ```
 */
export const personalities: readonly PersonalityEntry[] = Object.freeze(
  Object.entries(KNOWN_PERSONALITIES).map(([name, { title, source }]) =>
    Object.freeze({ name: name as PersonalityName, title, source }),
  ),
);

/**
 * Returns the personality of a real server: its greeting, capabilities, and replies.
 *
 * Servers that require authentication accept `test` with the password `secret`. On recorded servers, recipients with
 * the local part `no-such-user` do not exist.
 *
 * @param name one of `personalities`
 * @returns plain data; spread it to change something
 * @throws {RangeError} if no server has that name
 *
 * @example
 * ```ts run
 * const server = testServer(personality("microsoft-365"));
 * const auth = { user: "test", pass: "secret" };
 * await using mailer = createMailer({ host: "smtp.office365.com", auth, dial: server.dial });
 * const receipt = await mailer.send({ from: "a@example.org", to: "b@example.net", raw: "Subject: Hi\r\n\r\nHi.\r\n" });
 * if (receipt.accepted.length !== 1) throw new Error("It should have arrived.");
 * ```
 */
export function personality(name: PersonalityName): Personality {
  if (!Object.hasOwn(KNOWN_PERSONALITIES, name)) {
    throw new RangeError(
      `No server is known as "${name}"; \`personalities\` lists those that are, such as "gmail".`,
    );
  }
  return KNOWN_PERSONALITIES[name].personality;
}
