/** Servers of this world by their names, to test against offline. */
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

/** What is known of a server in the list of `personalities`. */
export interface PersonalityEntry extends Pick<KnownPersonality, "title" | "source"> {
  /** The name to ask for it by. */
  readonly name: PersonalityName;
}

/**
 * All servers whose behaviour is known: those that were recorded in this project's
 * laboratory, then those that were put together from public reports.
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
 * The behaviour of a real server: its greeting, what it offers, and its words.
 *
 * Servers that want to know who sends let in `test` with the password `secret`; recipients whose local part is
 * `no-such-user` do not exist on recorded servers.
 *
 * @param name one of `personalities`
 * @returns plain data; spread it to change something
 * @throws {RangeError} when no server of that name is known
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
