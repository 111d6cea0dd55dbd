/** Asks a server all the probes and writes down what it answers. */

import { type Address, Conversation, type Heard } from "./conversation.ts";
import { PARAMETERS, probesFor } from "./probes.ts";

/** What stands in the way of mail: the session has to be like this before MAIL is taken. */
export interface Prelude {
  readonly tls: boolean;
  readonly auth: boolean;
}

/** One probe with what was heard last. */
export interface Answered {
  readonly reply: string;
  readonly about?: string;
  readonly heard: Heard;
}

/** Everything that was heard of a server. */
export interface Recording {
  readonly greeting: Heard;
  readonly ehlo: Heard;
  /** After STARTTLS; absent where there is none, or no handshake succeeds. */
  readonly ehloTls?: Heard;
  readonly ehloAuth?: Heard;
  readonly starttls?: Heard;
  /** A handshake was tried and failed. */
  readonly handshakeFails?: true;
  readonly prelude: Prelude;
  /** What MAIL is answered where the prelude was left out. */
  readonly withoutPrelude: Partial<Record<"tls" | "auth", Heard>>;
  readonly unknownUser: Heard;
  readonly probes: readonly Answered[];
  /** Parameters that are offered, and refused all the same. */
  readonly parameters: readonly { verb: "MAIL" | "RCPT"; parameter: string; heard: Heard }[];
}

/** An account of the server. */
export interface Account {
  readonly user: string;
  readonly pass: string;
}

/** Probes under way together: some servers let a client wait for a second. */
const AT_ONCE = 4;

const EHLO = "EHLO client.test";
const MAIL = "MAIL FROM:<ann@lab.test>";

/** Whether a reply says yes. */
export function isGood(heard: Heard): boolean {
  return typeof heard !== "string" && /^[23]/.test(heard[0] ?? "");
}

/** The keywords of an EHLO reply. */
export function keywordsOf(ehlo: Heard): readonly string[] {
  if (typeof ehlo === "string" || !isGood(ehlo)) return [];
  return ehlo.slice(1).map((line) => line.slice(4).split(/[ =]/)[0]?.toUpperCase() ?? "");
}

/** Records a server. */
export async function record(address: Address, account: Account): Promise<Recording> {
  const [greeting, ehlo] = await ask(address, { tls: false, auth: false }, account, [EHLO], true);
  const starttls = keywordsOf(ehlo ?? "silent").includes("STARTTLS")
    ? (await ask(address, { tls: false, auth: false }, account, ["STARTTLS"])).at(-1)
    : undefined;
  const tls = await inside(address, { tls: true, auth: false }, account, starttls);
  const prelude = await preludeOf(address, account, tls !== undefined);
  const recorder = new Recorder(address, account, prelude, {
    tls: tls !== undefined,
    esmtp: isGood(ehlo ?? "silent"),
  });
  const auth = await inside(address, { ...prelude, auth: true }, account, ehlo);
  return {
    greeting: greeting ?? "silent",
    ehlo: ehlo ?? "silent",
    ...(starttls ? { starttls } : {}),
    ...(tls ? { ehloTls: tls } : starttls && isGood(starttls) ? { handshakeFails: true } : {}),
    ...(auth ? { ehloAuth: auth } : {}),
    prelude,
    withoutPrelude: {
      ...(prelude.tls ? { tls: await recorder.last([MAIL], { tls: false, auth: false }) } : {}),
      ...(prelude.auth ? { auth: await recorder.last([MAIL], { ...prelude, auth: false }) } : {}),
    },
    unknownUser: await recorder.last([MAIL, "RCPT TO:<no-such-user@lab.test>"]),
    probes: await recorder.probes(),
    parameters: await recorder.parameters(),
  };
}

/** The EHLO reply in such a session, where there can be one. */
async function inside(
  address: Address,
  prelude: Prelude,
  account: Account,
  only: Heard | undefined,
): Promise<Heard | undefined> {
  if (only === undefined || !isGood(only)) return undefined;
  try {
    const heard = (await ask(address, prelude, account, [EHLO])).at(-1);
    return heard && isGood(heard) ? heard : undefined;
  } catch {
    return undefined;
  }
}

/** The least that has to be done before MAIL is taken. */
async function preludeOf(address: Address, account: Account, tls: boolean): Promise<Prelude> {
  const ways: Prelude[] = [
    { tls: false, auth: false },
    ...(tls ? [{ tls: true, auth: false }] : []),
    { tls: false, auth: true },
    ...(tls ? [{ tls: true, auth: true }] : []),
  ];
  for (const prelude of ways) {
    try {
      const heard = (await ask(address, prelude, account, [MAIL])).at(-1);
      if (heard && isGood(heard)) return prelude;
    } catch {
      // The session cannot be had: no such login, no such handshake.
    }
  }
  return { tls: false, auth: false };
}

/** What is heard to each line; with `greetings`, what was heard before as well. */
async function ask(
  address: Address,
  { tls, auth }: Prelude,
  account: Account,
  say: readonly string[],
  ungreeted = false,
): Promise<Heard[]> {
  await using conversation = await Conversation.connect(address);
  const heard = [await conversation.hear()];
  if (!ungreeted) {
    const ehlo = await conversation.say(EHLO);
    if (!isGood(ehlo)) await conversation.say(EHLO.replace("EHLO", "HELO"));
    if (tls) {
      if (!isGood(await conversation.say("STARTTLS"))) throw new Error("STARTTLS was refused.");
      await conversation.secure();
      await conversation.say(EHLO);
    }
    if (auth) {
      const [login] = probesFor(account).filter(({ reply }) => reply === "AUTH");
      if (!isGood(await conversation.say(login?.say[0] ?? "")))
        throw new Error("AUTH was refused.");
    }
  }
  for (const line of say) heard.push(await conversation.say(line));
  return heard;
}

class Recorder {
  readonly #address: Address;
  readonly #account: Account;
  readonly #prelude: Prelude;
  readonly #tls: boolean;
  readonly #esmtp: boolean;

  constructor(
    address: Address,
    account: Account,
    prelude: Prelude,
    knows: { readonly tls: boolean; readonly esmtp: boolean },
  ) {
    this.#address = address;
    this.#account = account;
    this.#prelude = prelude;
    this.#tls = knows.tls;
    this.#esmtp = knows.esmtp;
  }

  async last(say: readonly string[], prelude = this.#prelude, ungreeted = false): Promise<Heard> {
    const heard = await ask(this.#address, prelude, this.#account, say, ungreeted);
    return heard.at(-1) ?? "silent";
  }

  async probes(): Promise<Answered[]> {
    const clear = await this.#keywords({ tls: false, auth: false });
    const secured = this.#tls ? await this.#keywords({ tls: true, auth: false }) : clear;
    const own = await this.#keywords(this.#prelude);
    const asked = probesFor(this.#account).flatMap((probe) => {
      // AUTH is asked for under TLS where it is offered only there.
      const tls = probe.needs === "AUTH" && !clear.includes("AUTH") && secured.includes("AUTH");
      const anonymous = { tls, auth: false };
      const prelude = probe.anonymous ? anonymous : this.#prelude;
      const keywords = probe.anonymous ? (tls ? secured : clear) : own;
      const { needs, lacks } = probe;
      const idle =
        (needs && !keywords.includes(needs)) ||
        (lacks && keywords.includes(lacks)) ||
        (probe.esmtp && !this.#esmtp);
      return idle ? [] : [{ probe, prelude }];
    });
    const answered: Answered[] = [];
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const some = asked.slice(at, at + AT_ONCE).map(async ({ probe, prelude }) => {
        const { reply, about, say, ungreeted } = probe;
        const heard = await ask(this.#address, prelude, this.#account, say, ungreeted);
        const last = heard.pop() ?? "silent";
        // What comes before was refused, so the question did not come to be.
        if (!heard.slice(1).every(isGood)) return [];
        return [{ reply, ...(about === undefined ? {} : { about }), heard: last }];
      });
      answered.push(...(await Promise.all(some)).flat());
    }
    return answered;
  }

  async parameters(): Promise<Recording["parameters"]> {
    const keywords = await this.#keywords(this.#prelude);
    const refused: { verb: "MAIL" | "RCPT"; parameter: string; heard: Heard }[] = [];
    for (const { verb, keyword, parameter, value } of PARAMETERS) {
      if (!keywords.includes(keyword)) continue;
      const say =
        verb === "MAIL"
          ? [`${MAIL} ${parameter}${value}`]
          : [MAIL, `RCPT TO:<test@lab.test> ${parameter}${value}`];
      const heard = await this.last(say);
      if (!isGood(heard)) refused.push({ verb, parameter, heard });
    }
    return refused;
  }

  async #keywords(prelude: Prelude): Promise<readonly string[]> {
    return keywordsOf(await this.last([EHLO], prelude));
  }
}
