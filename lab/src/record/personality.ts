/** Creates a personality of the virtual server from the recording of a real one. */

import type { Answer, AnswerTo, Personality, ReplyName } from "@parley-smtp/node-socket/testing";
import type { Heard } from "./conversation.ts";
import { type Account, isGood, keywordsOf, type Recording } from "./record.ts";

/** Moments at which a server may close the connection or send nothing, whatever was said before. */
const MOMENTS: readonly string[] = [
  "HELO",
  "MAIL",
  "RCPT",
  "DATA",
  "CONTENT",
  "RSET",
  "NOOP",
  "VRFY",
  "HELP",
  "QUIT",
] satisfies AnswerTo[];

/** Creates the personality. */
export function personalityOf(recording: Recording, { user, pass }: Account): Personality {
  const { ehlo, ehloTls, ehloAuth, greeting, starttls, handshakeFails, prelude } = recording;
  const capabilities = capabilitiesOf(ehlo);
  const auth = recording.probes.find(({ reply }) => reply === "AUTH refused")?.heard;
  const checks = auth !== undefined && !isGood(auth);
  const upgrades = (ehloTls || handshakeFails) && starttls && isGood(starttls);
  const before = (prelude.tls ? ehloTls : undefined) ?? ehlo;
  const differs = ehloAuth && String(keywordsOf(ehloAuth)) !== String(keywordsOf(before));
  const answers = answersOf(recording);
  const name = hostOf(isGood(ehlo) ? ehlo : greeting);
  return {
    ...(name === undefined ? {} : { name }),
    ...(typeof greeting === "string" ? {} : { greeting: oneOrMore(greeting) }),
    capabilities,
    ...(ehloTls ? { capabilitiesTls: capabilitiesOf(ehloTls) } : {}),
    ...(differs ? { capabilitiesAuth: capabilitiesOf(ehloAuth) } : {}),
    tls: upgrades ? "starttls" : "none",
    ...(handshakeFails ? { tlsHandshake: "fail" } : {}),
    ...(wantsTls(recording) ? { requireTls: true } : {}),
    ...(prelude.auth ? { requireAuth: true } : {}),
    ...(checks ? { users: { test: pass, [user]: pass } } : {}),
    ...(runsChunks(recording) ? { bdat: "unaware" } : {}),
    ...refusalOf(recording),
    ...(answers.length > 0 ? { answers } : {}),
    replies: repliesOf(recording),
  };
}

/** Returns whether the server requires TLS. If MAIL gets the same reply under TLS, the server requires AUTH. */
function wantsTls({ prelude, withoutPrelude: { tls, auth } }: Recording): boolean {
  return prelude.tls && String(tls) !== String(auth);
}

function capabilitiesOf(heard: Heard): readonly string[] {
  return typeof heard === "string" || !isGood(heard)
    ? []
    : heard.slice(1).map((line) => line.slice(4));
}

function hostOf(heard: Heard): string | undefined {
  if (typeof heard === "string") return undefined;
  const word = heard[0]?.slice(4).split(" ")[0];
  return word?.includes(".") ? word : undefined;
}

function answersOf({ ehlo, authInClear, probes, parameters }: Recording): Answer[] {
  const answers: Answer[] = [];
  const add = (to: AnswerTo, heard: Heard, when?: Answer["when"]): void => {
    answers.push({
      to,
      ...(when ? { when } : {}),
      ...(heard === "closed"
        ? { close: "before" }
        : heard === "silent"
          ? { silence: true }
          : { reply: oneOrMore(heard) }),
    });
  };
  if (!isGood(ehlo)) add("EHLO", ehlo);
  if (authInClear) add("AUTH", authInClear, { tls: false });
  for (const { reply, heard } of probes) {
    const unheard = typeof heard === "string" && MOMENTS.includes(reply);
    if (unheard || (reply === "HELO" && !isGood(heard))) add(reply as AnswerTo, heard);
    // The server accepts every login without a check, or none.
    if (reply === "AUTH refused" && isGood(heard)) add("AUTH", heard);
    if (reply === "AUTH" && !isGood(heard)) add("AUTH", heard);
  }
  for (const { verb, parameter, heard } of parameters) add(verb, heard, { parameter });
  return answers;
}

function refusalOf({ unknownUser, probes }: Recording): Pick<Personality, "refuse"> {
  const rcpt = probes.find(({ reply }) => reply === "RCPT")?.heard;
  if (typeof unknownUser === "string" || isGood(unknownUser) || !rcpt || !isGood(rcpt)) return {};
  const reply = (unknownUser.at(-1) ?? "").replaceAll("no-such-user@lab.test", "{}");
  return { refuse: [{ recipient: "no-such-user@*", reply }] };
}

/** Returns whether the server offers CHUNKING but does not know BDAT. */
function runsChunks({ probes }: Recording): boolean {
  const heard = probes.find(({ reply }) => reply === "BDAT before RCPT")?.heard;
  return heard !== undefined && typeof heard !== "string" && /^50[02]/.test(heard[0] ?? "");
}

function repliesOf(recording: Recording): NonNullable<Personality["replies"]> {
  const { ehlo, starttls, withoutPrelude, probes } = recording;
  const replies: { [Name in ReplyName]?: string | readonly string[] } = {};
  const say = (name: ReplyName, heard: Heard | undefined, about?: string): void => {
    if (heard === undefined || typeof heard === "string") return;
    const quoted = about === undefined ? heard : heard.map((line) => line.replaceAll(about, "{}"));
    replies[name] = oneOrMore(quoted);
  };
  if (isGood(ehlo) && typeof ehlo !== "string") {
    say("EHLO", [(ehlo[0] ?? "").replace(/^250-/, "250 ")], "client.test");
  }
  say(starttls && !isGood(starttls) ? "STARTTLS unserved" : "STARTTLS", starttls);
  if (wantsTls(recording)) say("before STARTTLS", withoutPrelude.tls);
  say("MAIL before AUTH", withoutPrelude.auth);
  const unaware = runsChunks(recording);
  for (const { reply, about, heard } of probes) {
    const name = unaware && reply === "BDAT before RCPT" ? "BDAT unserved" : (reply as ReplyName);
    if (reply === "HELO" && !isGood(heard)) continue;
    say(name, heard, about);
  }
  return replies;
}

function oneOrMore(lines: readonly string[]): string | readonly string[] {
  return lines.length === 1 ? (lines[0] ?? "") : lines;
}
