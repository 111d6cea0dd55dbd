/**
 * The commands of a virtual server except those of mail transactions (`virtual-transaction.ts`), with their ordinary
 * replies.
 */
import { fromBase64, toBase64 } from "./octets.ts";
import type { AuthStep } from "./server-mechanism.ts";
import { listedMechanisms, mechanismOf, serverMechanisms } from "./virtual-auth.ts";
import { say } from "./virtual-replies.ts";
import {
  type CommandResult,
  channelBindingsOf,
  type Exchange,
  ifGood,
  type State,
  withoutTransaction,
} from "./virtual-state.ts";
import { runData, runMail, runRcpt } from "./virtual-transaction.ts";

/** One command. */
export interface VirtualCommandRow {
  readonly verb: string;
  /** Whether it is allowed before EHLO or HELO. */
  readonly ungreeted: boolean;
  /** Whether a server that requires TLS allows it in clear text (RFC 3207 4). */
  readonly inClear: boolean;
  readonly argument: "none" | "any" | "needed";
  readonly run: (state: State, argument: string) => CommandResult;
  readonly rfc: string;
}

/** Returns the current lines of the EHLO reply after the first. */
function capabilitiesNow(state: State): readonly string[] {
  const { capabilities, capabilitiesTls, capabilitiesAuth } = state.server.personality;
  if (state.user !== undefined && capabilitiesAuth) return capabilitiesAuth;
  if (!state.tls) return capabilities;
  return capabilitiesTls ?? capabilities.filter((line) => line.toUpperCase() !== "STARTTLS");
}

const lists = (state: State, keyword: string): boolean =>
  capabilitiesNow(state).some((line) => line.split(/[ =]/)[0]?.toUpperCase() === keyword);

const domainOrLiteral: RegExp = /^(?:\[[0-9A-Za-z:.-]+\]|[^\s.[\]]+(?:\.[^\s.[\]]+)+)$/u;

function createHelloCommand(verb: "EHLO" | "HELO", lmtp = false): VirtualCommandRow["run"] {
  return (state, name) => {
    const { personality } = state.server;
    if (lmtp !== (personality.lmtp ?? false)) {
      const speaks = lmtp ? "SMTP" : "LMTP";
      return { lines: [`500 5.5.1 This server speaks ${speaks}`] };
    }
    if (personality.strictEhloName && !domainOrLiteral.test(name)) {
      return { lines: say(state, "EHLO name", verb) };
    }
    const [first = ""] = say(state, verb, name);
    const all = [first.slice(4), ...(verb === "EHLO" ? capabilitiesNow(state) : [])];
    return {
      lines: all.map((line, at) => `250${at < all.length - 1 ? "-" : " "}${line}`),
      effect: (before, code, lines) =>
        code < 300
          ? {
              ...withoutTransaction(before),
              greeted: verb,
              offered: lines.slice(1).map((line) => line.slice(4)),
            }
          : before,
    };
  };
}

const runStartTls: VirtualCommandRow["run"] = (state) => {
  if (state.tls) return { lines: say(state, "STARTTLS twice") };
  if (state.server.personality.tls !== "starttls") {
    return { lines: say(state, "STARTTLS unserved") };
  }
  return {
    lines: say(state, "STARTTLS"),
    effect: ifGood((before) => ({ ...withoutTransaction(before), phase: "handshake" })),
  };
};

const runAuth: VirtualCommandRow["run"] = (state, argument) => {
  const { personality } = state.server;
  const [name = "", response, ...more] = argument.split(" ");
  if (state.user !== undefined) return { lines: say(state, "AUTH twice") };
  if (state.transaction) return { lines: say(state, "AUTH in transaction") };
  if (!personality.mechanisms && !lists(state, "AUTH")) {
    return { lines: say(state, "AUTH unserved") };
  }
  const mechanism = mechanismOf(name.toUpperCase(), personality, capabilitiesNow(state));
  if (!mechanism) return { lines: say(state, "AUTH mechanism", name) };
  if (response === undefined) return exchange(state, { mechanism: mechanism.name, given: [] });
  if (!mechanism.initialResponse || more.length > 0) {
    return { lines: say(state, "AUTH initial response") };
  }
  return answerChallenge(
    { ...state, exchange: { mechanism: mechanism.name, given: [] } },
    response === "=" ? "" : response,
  );
};

/** Handles a line that answers a challenge (RFC 4954 4). */
export function answerChallenge(state: State, line: string): CommandResult {
  const { mechanism = "", given = [] } = state.exchange ?? {};
  const response = fromBase64(line);
  if (line === "*") return failed(say(state, "AUTH cancelled"));
  if (response === undefined) return failed(say(state, "AUTH base64"));
  return exchange(state, { mechanism, given: [...given, response] });
}

const failed = (lines: readonly string[]): CommandResult => ({
  lines,
  effect: (state) => ({ ...state, exchange: undefined }),
});

function exchange(state: State, now: Exchange): CommandResult {
  const row = serverMechanisms.find(({ name }) => name === now.mechanism);
  const { personality, host } = state.server;
  const about = {
    unique: `<${state.connection}@${host}>`,
    channelBindings: channelBindingsOf(state),
    offered: listedMechanisms(capabilitiesNow(state)),
  };
  const step: AuthStep = row?.step(now.given, personality, about) ?? {
    refusal: "AUTH mechanism",
  };
  return {
    lines:
      "challenge" in step
        ? [`334 ${toBase64(step.challenge)}`]
        : say(state, "user" in step ? "AUTH" : step.refusal),
    effect: (before, code) => {
      if (code >= 300 && code < 400) {
        const given = "challenge" in step ? now.given : [];
        return { ...before, exchange: { mechanism: now.mechanism, given } };
      }
      const user = code < 300 ? ("user" in step ? step.user : "") : before.user;
      return { ...before, exchange: undefined, user };
    },
  };
}

const always = { ungreeted: true, inClear: true } as const;
const afterEhlo = { ungreeted: false, inClear: false } as const;

/** Every command. BDAT is missing, because its octets are read before it is decided. */
export const commands: readonly VirtualCommandRow[] = [
  {
    verb: "EHLO",
    ...always,
    argument: "needed",
    run: createHelloCommand("EHLO"),
    rfc: "RFC 5321 4.1.1.1",
  },
  {
    verb: "HELO",
    ...always,
    argument: "needed",
    run: createHelloCommand("HELO"),
    rfc: "RFC 5321 4.1.1.1",
  },
  {
    verb: "LHLO",
    ...always,
    argument: "needed",
    run: createHelloCommand("EHLO", true),
    rfc: "RFC 2033 4.1",
  },
  {
    verb: "STARTTLS",
    ...always,
    ungreeted: false,
    argument: "none",
    run: runStartTls,
    rfc: "RFC 3207 4",
  },
  { verb: "AUTH", ...afterEhlo, argument: "needed", run: runAuth, rfc: "RFC 4954 4" },
  { verb: "MAIL", ...afterEhlo, argument: "needed", run: runMail, rfc: "RFC 5321 4.1.1.2" },
  { verb: "RCPT", ...afterEhlo, argument: "needed", run: runRcpt, rfc: "RFC 5321 4.1.1.3" },
  { verb: "DATA", ...afterEhlo, argument: "none", run: runData, rfc: "RFC 5321 4.1.1.4" },
  {
    verb: "RSET",
    ...always,
    argument: "none",
    run: (state) => ({ lines: say(state, "RSET"), effect: ifGood(withoutTransaction) }),
    rfc: "RFC 5321 4.1.1.5",
  },
  {
    verb: "VRFY",
    ...afterEhlo,
    ungreeted: true,
    argument: "needed",
    run: (state, name) => ({ lines: say(state, "VRFY", name) }),
    rfc: "RFC 5321 4.1.1.6",
  },
  {
    verb: "EXPN",
    ...afterEhlo,
    ungreeted: true,
    argument: "needed",
    run: (state, name) => ({
      lines: say(state, lists(state, "EXPN") ? "EXPN" : "EXPN unserved", name),
    }),
    rfc: "RFC 5321 4.1.1.7",
  },
  {
    verb: "HELP",
    ...always,
    argument: "any",
    run: (state) => ({ lines: say(state, "HELP") }),
    rfc: "RFC 5321 4.1.1.8",
  },
  {
    verb: "NOOP",
    ...always,
    argument: "any",
    run: (state) => ({ lines: say(state, "NOOP") }),
    rfc: "RFC 5321 4.1.1.9",
  },
  {
    verb: "QUIT",
    ...always,
    argument: "none",
    run: (state) => ({
      lines: say(state, "QUIT"),
      effect: ifGood((before) => ({ ...before, phase: "closed" })),
    }),
    rfc: "RFC 5321 4.1.1.10",
  },
  {
    verb: "ETRN",
    ...afterEhlo,
    argument: "needed",
    run: (state, name) => ({
      lines: say(state, lists(state, "ETRN") ? "ETRN" : "ETRN unserved", name),
    }),
    rfc: "RFC 1985 5",
  },
];
