/** Runs all probes with a server and records its replies. */

import { type Address, Conversation, type Heard } from "./conversation.ts";
import { PARAMETERS, probesFor } from "./probes.ts";

/** What the session needs before MAIL is accepted. */
export interface Prelude {
  readonly tls: boolean;
  readonly auth: boolean;
}

/** A probe with its last reply. */
export interface Answered {
  readonly reply: string;
  readonly about?: string;
  readonly heard: Heard;
}

/** The recording of a server. */
export interface Recording {
  readonly greeting: Heard;
  readonly ehlo: Heard;
  /** The EHLO reply after STARTTLS; absent without STARTTLS, or if no handshake succeeds. */
  readonly ehloTls?: Heard;
  readonly ehloAuth?: Heard;
  readonly starttls?: Heard;
  /** The reply to AUTH in clear text, if it is offered there but only accepted under TLS. */
  readonly authInClear?: Heard;
  /** Whether a handshake was tried and failed. */
  readonly handshakeFails?: true;
  readonly prelude: Prelude;
  /** The reply to MAIL without the prelude. */
  readonly withoutPrelude: Partial<Record<"tls" | "auth", Heard>>;
  readonly unknownUser: Heard;
  readonly probes: readonly Answered[];
  /** Parameters that are offered but refused. */
  readonly parameters: readonly { verb: "MAIL" | "RCPT"; parameter: string; heard: Heard }[];
}

/** An account of the server. */
export interface Account {
  readonly user: string;
  readonly pass: string;
}

/** Probes at the same time: some servers make a client wait for a second. */
const AT_ONCE = 4;

const EHLO = "EHLO client.test";
const MAIL = "MAIL FROM:<ann@lab.test>";

/** Returns whether a reply is positive. */
export function isGood(heard: Heard): boolean {
  return typeof heard !== "string" && /^[23]/.test(heard[0] ?? "");
}

/** Returns the keywords of an EHLO reply. */
export function keywordsOf(ehlo: Heard): readonly string[] {
  if (typeof ehlo === "string" || !isGood(ehlo)) return [];
  return ehlo.slice(1).map((line) => line.slice(4).split(/[ =]/)[0]?.toUpperCase() ?? "");
}

/** Records a server. */
export async function record(address: Address, account: Account): Promise<Recording> {
  const first = await ask(address, CLEAR, account, []);
  const { greeting, ehlo } = first;
  const starttls = keywordsOf(ehlo).includes("STARTTLS")
    ? last(await ask(address, CLEAR, account, ["STARTTLS"]))
    : undefined;
  const tls =
    starttls && isGood(starttls)
      ? await attempt(address, { tls: true, auth: false }, account, [])
      : undefined;
  const prelude = await preludeOf(address, account, tls !== undefined);
  const [login = ""] = probesFor(account).find(({ reply }) => reply === "AUTH")?.say ?? [];
  const offered = keywordsOf(ehlo).includes("AUTH");
  const authInClear = offered ? last(await ask(address, CLEAR, account, [login])) : "silent";
  const recorder = new Recorder(address, account, prelude, {
    clear: first,
    tls,
    authUnderTls: !isGood(authInClear),
  });
  // Some servers do not accept a second EHLO.
  const again = await attempt(address, { ...prelude, auth: true }, account, [EHLO]);
  const auth = again && isGood(last(again)) ? last(again) : undefined;
  const without = async (less: Prelude): Promise<Heard> =>
    last(await ask(address, less, account, [MAIL]));
  return {
    greeting,
    ehlo,
    ...(starttls ? { starttls } : {}),
    ...(tls ? { ehloTls: tls.ehlo } : {}),
    ...(starttls && isGood(starttls) && !tls ? { handshakeFails: true } : {}),
    ...(auth ? { ehloAuth: auth } : {}),
    ...(offered && tls && !isGood(authInClear) ? { authInClear } : {}),
    prelude,
    withoutPrelude: {
      ...(prelude.tls ? { tls: await without(CLEAR) } : {}),
      ...(prelude.auth ? { auth: await without({ ...prelude, auth: false }) } : {}),
    },
    unknownUser: await recorder.last([MAIL, "RCPT TO:<no-such-user@lab.test>"]),
    probes: await recorder.probes(),
    parameters: await recorder.parameters(),
  };
}

/** Finds the shortest prelude after which MAIL is accepted. */
async function preludeOf(address: Address, account: Account, tls: boolean): Promise<Prelude> {
  const methods: Prelude[] = [
    { tls: false, auth: false },
    ...(tls ? [{ tls: true, auth: false }] : []),
    { tls: false, auth: true },
    ...(tls ? [{ tls: true, auth: true }] : []),
  ];
  for (const prelude of methods) {
    const session = await attempt(address, prelude, account, [MAIL]);
    if (session && isGood(last(session))) return prelude;
  }
  return { tls: false, auth: false };
}

/** The replies of one connection. */
interface Session {
  readonly greeting: Heard;
  /** The reply to the last EHLO before other commands. */
  readonly ehlo: Heard;
  /** The replies to the lines. */
  readonly heard: readonly Heard[];
}

const CLEAR: Prelude = { tls: false, auth: false };

const last = ({ heard }: Session): Heard => heard.at(-1) ?? "silent";

/** Like `ask`, if such a session is possible. */
async function attempt(...about: Parameters<typeof ask>): Promise<Session | undefined> {
  try {
    return await ask(...about);
  } catch {
    return undefined;
  }
}

/** Connects, runs the prelude, and sends each line. */
async function ask(
  address: Address,
  { tls, auth }: Prelude,
  account: Account,
  say: readonly string[],
  ungreeted = false,
): Promise<Session> {
  await using first = await Conversation.connect(address);
  const greeting = await first.hear();
  let ehlo: Heard = ungreeted ? "silent" : await first.say(EHLO);
  await using second = ehlo === "closed" ? await Conversation.connect(address) : undefined;
  await second?.hear();
  const conversation = second ?? first;
  if (!ungreeted) {
    if (!isGood(ehlo)) await conversation.say(EHLO.replace("EHLO", "HELO"));
    if (tls) {
      if (!isGood(await conversation.say("STARTTLS"))) throw new Error("STARTTLS was refused.");
      await conversation.secure();
      ehlo = await conversation.say(EHLO);
    }
    if (auth) {
      const login = probesFor(account).find(({ reply }) => reply === "AUTH")?.say[0] ?? "";
      if (!isGood(await conversation.say(login))) throw new Error("AUTH was refused.");
    }
  }
  const heard: Heard[] = [];
  for (const line of say) heard.push(await conversation.say(line));
  return { greeting, ehlo, heard };
}

class Recorder {
  readonly #address: Address;
  readonly #account: Account;
  readonly #prelude: Prelude;
  readonly #clear: Session;
  readonly #tls: Session | undefined;
  readonly #authUnderTls: boolean;

  constructor(
    address: Address,
    account: Account,
    prelude: Prelude,
    known: {
      readonly clear: Session;
      readonly tls: Session | undefined;
      readonly authUnderTls: boolean;
    },
  ) {
    this.#address = address;
    this.#account = account;
    this.#prelude = prelude;
    this.#clear = known.clear;
    this.#tls = known.tls;
    this.#authUnderTls = known.authUnderTls;
  }

  async last(say: readonly string[]): Promise<Heard> {
    return last(await ask(this.#address, this.#prelude, this.#account, say));
  }

  async probes(): Promise<Answered[]> {
    const clear = keywordsOf(this.#clear.ehlo);
    const secured = keywordsOf((this.#tls ?? this.#clear).ehlo);
    const own = this.#prelude.tls ? secured : clear;
    const asked = probesFor(this.#account).flatMap((probe) => {
      // AUTH is sent under TLS if it is only accepted there.
      const under = this.#tls !== undefined && this.#authUnderTls && secured.includes("AUTH");
      const tls = probe.needs === "AUTH" && under;
      const anonymous = { tls, auth: false };
      const prelude = probe.anonymous ? anonymous : this.#prelude;
      const keywords = probe.anonymous ? (tls ? secured : clear) : own;
      const { needs, lacks } = probe;
      const idle =
        (needs && !keywords.includes(needs)) ||
        (lacks && keywords.includes(lacks)) ||
        (probe.esmtp && !isGood(this.#clear.ehlo));
      return idle ? [] : [{ probe, prelude }];
    });
    const answered: Answered[] = [];
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const some = asked.slice(at, at + AT_ONCE).map(async ({ probe, prelude }) => {
        const { reply, about, say, ungreeted } = probe;
        const session = await ask(this.#address, prelude, this.#account, say, ungreeted);
        // An earlier command was refused, so the last one was not reached.
        if (!session.heard.slice(0, -1).every(isGood)) return [];
        return [{ reply, ...(about === undefined ? {} : { about }), heard: last(session) }];
      });
      answered.push(...(await Promise.all(some)).flat());
    }
    return answered;
  }

  async parameters(): Promise<Recording["parameters"]> {
    const keywords = keywordsOf(((this.#prelude.tls && this.#tls) || this.#clear).ehlo);
    const refused: { verb: "MAIL" | "RCPT"; parameter: string; heard: Heard }[] = [];
    for (const { verb, keyword, parameter, value } of PARAMETERS) {
      if (!keywords.includes(keyword)) continue;
      const say =
        verb === "MAIL"
          ? [`${MAIL} ${parameter}${value}`]
          : [MAIL, `RCPT TO:<test@lab.test> ${parameter}${value}`];
      const session = await ask(this.#address, this.#prelude, this.#account, say);
      const heard = last(session);
      const came = session.heard.slice(0, -1).every(isGood);
      if (came && !isGood(heard)) refused.push({ verb, parameter, heard });
    }
    return refused;
  }
}
