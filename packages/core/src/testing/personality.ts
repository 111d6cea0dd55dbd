/**
 * How a virtual server behaves: plain data that JSON can hold, so that a test,
 * a transcript's head or the address of a web page can carry it.
 *
 * The honest part (capabilities, TLS, users, limits) says what the server is;
 * `answers` says where it does something else than such a server would.
 */
import { checkNames } from "../client/options/check-names.ts";
import type { TransportErrorKind } from "../protocol/errors/transport-error.ts";
import { ordinaryReplies, type ReplyName } from "./ordinary-replies.ts";
import { hasPieces } from "./wildcards.ts";

/**
 * What an answer is given to: a verb, or one of the moments that have none.
 *
 * `CONNECT` is the connection attempt, `TLS` the handshake, `UPLOAD` content that
 * is still coming in, `CONTENT` its end, `OTHER` any verb that the server does
 * not know, `EHLO-AFTER-TLS` the one that follows STARTTLS (also an `EHLO`).
 */
export type AnswerTo =
  | "CONNECT"
  | "TLS"
  | "GREETING"
  | "EHLO"
  | "EHLO-AFTER-TLS"
  | "HELO"
  | "STARTTLS"
  | "AUTH"
  | "AUTH-RESPONSE"
  | "MAIL"
  | "RCPT"
  | "DATA"
  | "UPLOAD"
  | "CONTENT"
  | "BDAT"
  | "RSET"
  | "NOOP"
  | "VRFY"
  | "EXPN"
  | "HELP"
  | "ETRN"
  | "QUIT"
  | "OTHER";

const moments: Readonly<Record<AnswerTo, true>> = {
  CONNECT: true,
  TLS: true,
  GREETING: true,
  EHLO: true,
  "EHLO-AFTER-TLS": true,
  HELO: true,
  STARTTLS: true,
  AUTH: true,
  "AUTH-RESPONSE": true,
  MAIL: true,
  RCPT: true,
  DATA: true,
  UPLOAD: true,
  CONTENT: true,
  BDAT: true,
  RSET: true,
  NOOP: true,
  VRFY: true,
  EXPN: true,
  HELP: true,
  ETRN: true,
  QUIT: true,
  OTHER: true,
};

/** Something that the server does instead of the ordinary reply. The first that fits is given. */
export interface Answer {
  /** What it is given to. */
  readonly to: AnswerTo;
  /** Only the n-th time (from 1) that `to` and `when` fit. */
  readonly nth?: number;
  /** From the n-th time on. */
  readonly from?: number;
  /** Count the times on each connection anew, instead of over the server's life. */
  readonly perConnection?: boolean;
  /** Only when all of these hold. */
  readonly when?: {
    /** An argument, or its name before `=`: `SMTPUTF8`, `BODY`, `LAST` of BDAT, a mechanism of AUTH. */
    readonly parameter?: string;
    /** The path of MAIL or RCPT; `*` stands for anything. */
    readonly address?: string;
    readonly tls?: boolean;
    readonly authenticated?: boolean;
    /** AUTH carries an initial response. */
    readonly initialResponse?: boolean;
  };
  /** For `UPLOAD`: as soon as so many octets of content have come. */
  readonly octets?: number;
  /**
   * The reply, as one line or several, each with its code. What the command is
   * for happens only if the first digit is the one that a success would have.
   */
  readonly reply?: string | readonly string[];
  /** Close before or after the reply, or break the connection instead of replying. */
  readonly close?: "before" | "after" | "reset";
  /** Do what was asked, and say nothing. */
  readonly silence?: true;
  /** Sent instead of a reply, as it is; each character is one octet. */
  readonly garbage?: string;
  /** Octets per packet: the reply comes in pieces. */
  readonly split?: number;
  /** Sent behind the reply in the same packet, such as what an attacker adds to the reply to STARTTLS. */
  readonly inject?: string;
}

/** Addresses that the server refuses; `*` in a pattern stands for anything. */
export interface Refusal {
  /** Of RCPT. */
  readonly recipient?: string;
  /** Of MAIL; the null reverse-path is the empty string. */
  readonly sender?: string;
  /** The reply line, with its code. */
  readonly reply: string;
  /** The recipient is refused only in answer to the content, as LMTP can (RFC 2033 4.2). */
  readonly afterContent?: true;
}

/** What makes one server differ from another. */
export interface Personality {
  /** The server's host name. */
  readonly name?: string;
  /** The greeting, with its code, as one line or several. */
  readonly greeting?: string | readonly string[];
  /** It greets so many seconds after the client has connected, and turns away with 554 who speaks before. */
  readonly greetsAfter?: number;
  /** The lines of the EHLO reply after the first, unchanged. */
  readonly capabilities: readonly string[];
  /** The same under TLS; absent: `capabilities` without STARTTLS. */
  readonly capabilitiesTls?: readonly string[];
  /** The same after AUTH; absent: as before it. */
  readonly capabilitiesAuth?: readonly string[];
  /** It speaks LMTP: LHLO, and a reply for each recipient after the content (RFC 2033). */
  readonly lmtp?: true;
  /** `starttls` serves STARTTLS also where `capabilities` hides it. */
  readonly tls: "none" | "starttls" | "implicit";
  /** No connection comes about. */
  readonly connect?: Extract<TransportErrorKind, "refused" | "unresolved" | "unreachable">;
  /** Every TLS handshake fails, or shows a certificate that the client must refuse. */
  readonly tlsHandshake?: "fail" | "certificate";
  /** Refuses all but greetings before TLS. */
  readonly requireTls?: boolean;
  /** Refuses MAIL before AUTH. */
  readonly requireAuth?: boolean;
  /** Passwords by user; absent: anyone is let in, but SCRAM, which needs them, lets nobody in. */
  readonly users?: Readonly<Record<string, string>>;
  /** Bearer tokens by user; absent: anyone is let in. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** The user whom the connection itself proves, as a client certificate does, for EXTERNAL; absent: nobody. */
  readonly external?: string;
  /** Mechanisms that work; absent: those that the capabilities list. */
  readonly mechanisms?: readonly string[];
  /** Parameters that it knows beside the registered ones, with any value; absent: none. */
  readonly parameters?: readonly {
    /** The command that carries it. */
    readonly of: "MAIL" | "RCPT";
    /** The name before `=`. */
    readonly name: string;
    /** The EHLO keyword that allows it; it has to stand in `capabilities` too. */
    readonly keyword: string;
    /** Octets that it adds to the longest command line. */
    readonly octets: number;
  }[];
  /** Addresses that are refused; absent: none. */
  readonly refuse?: readonly Refusal[];
  /** Recipients per message; absent: what the LIMITS capability says. */
  readonly maxRecipients?: number;
  /** Octets per message; absent: what the SIZE capability says. */
  readonly size?: number;
  /** EHLO and HELO want a domain with a dot or an address literal. */
  readonly strictEhloName?: boolean;
  /**
   * `aware` takes the octets behind BDAT whatever it replies; `unaware` has never
   * heard of it and runs them as commands. Absent: aware if CHUNKING is listed anywhere.
   */
  readonly bdat?: "aware" | "unaware";
  /**
   * How a server without pipelining chokes: `discards` throws away what came in
   * behind the command that it answers, `first-only` runs it and stays silent.
   */
  readonly pipelining?: "discards" | "first-only";
  /** Replies with 5yz that one connection may cause; the next is 421. */
  readonly maxErrors?: number;
  /** Where the server does something else than its honest part says; the first that fits is given. */
  readonly answers?: readonly Answer[];
  /**
   * The server's own words for what any server would say, by what they are said
   * for; `{}` stands for what the reply is about. Where the others object, this
   * server goes on if it has 2yz for it.
   */
  readonly replies?: { readonly [Name in ReplyName]?: string | readonly string[] };
  /** Other ports of the same host, each with what differs there. Any other port is as described above. */
  readonly ports?: Readonly<Record<string, Partial<Personality>>>;
}

const ANSWER_FIELDS: readonly string[] = Object.keys({
  to: true,
  nth: true,
  from: true,
  perConnection: true,
  when: true,
  octets: true,
  reply: true,
  close: true,
  silence: true,
  garbage: true,
  split: true,
  inject: true,
} satisfies Record<keyof Answer, true>);

const WHEN_FIELDS: readonly string[] = Object.keys({
  parameter: true,
  address: true,
  tls: true,
  authenticated: true,
  initialResponse: true,
} satisfies Record<keyof NonNullable<Answer["when"]>, true>);

/**
 * Says what is wrong with a personality, for those who wrote it by hand.
 *
 * @throws {TypeError} naming the answer that can never be given
 */
export function checkPersonality(personality: Personality): void {
  if (!Array.isArray(personality.capabilities)) {
    throw new TypeError("A personality needs `capabilities`: the lines of its EHLO reply.");
  }
  if (!["none", "starttls", "implicit"].includes(personality.tls)) {
    throw new TypeError('A personality needs `tls`: "none", "starttls" or "implicit".');
  }
  const { greetsAfter = 0 } = personality;
  if (typeof greetsAfter !== "number" || !(greetsAfter >= 0)) {
    throw new TypeError("`greetsAfter` must be a number of seconds that is not negative.");
  }
  for (const answer of personality.answers ?? []) {
    const { to, reply, octets, when = {} } = answer;
    checkNames(answer, ANSWER_FIELDS, (name) => `An answer has no \`${name}\``);
    checkNames(when, WHEN_FIELDS, (name) => `\`when\` of an answer has no \`${name}\``);
    if (!Object.hasOwn(moments, to)) {
      throw new TypeError(
        `No answer to "${to}" can be given; use one of ${Object.keys(moments).join(", ")}.`,
      );
    }
    for (const line of lines(reply)) {
      if (!/^[2-5]\d\d(?:[ -]|$)/.test(line)) {
        throw new TypeError(`The answer to ${to} must begin with a reply code; it is "${line}".`);
      }
    }
    if ((to === "UPLOAD") !== (octets !== undefined)) {
      throw new TypeError('`octets` goes with an answer to "UPLOAD", and only there.');
    }
  }
  checkReplies(personality.replies);
}

function checkReplies(replies: Personality["replies"] = {}): void {
  for (const [name, reply] of Object.entries(replies)) {
    if (!Object.hasOwn(ordinaryReplies, name)) {
      const names = Object.keys(ordinaryReplies).join(", ");
      throw new TypeError(`No reply is said for "${name}"; use one of ${names}.`);
    }
    for (const line of lines(reply)) {
      if (!/^[2-5]\d\d(?:[ -]|$)/.test(line)) {
        throw new TypeError(`The reply for ${name} must begin with a reply code; it is "${line}".`);
      }
    }
  }
}

/** One line or several, as several. */
export function lines(reply: string | readonly string[] | undefined): readonly string[] {
  return reply === undefined ? [] : typeof reply === "string" ? [reply] : reply;
}

/** Whether the text is what the pattern describes: case aside, `*` for anything. */
export function matches(pattern: string, text: string): boolean {
  return hasPieces(text.toLowerCase(), pattern.toLowerCase().split("*"));
}

/** A server of today that offers what most senders use, and lets anyone in. */
export const modernServer: Personality = {
  capabilities: [
    "PIPELINING",
    "SIZE 52428800",
    "STARTTLS",
    "8BITMIME",
    "ENHANCEDSTATUSCODES",
    "SMTPUTF8",
    "CHUNKING",
    "DSN",
  ],
  capabilitiesTls: [
    "PIPELINING",
    "SIZE 52428800",
    "AUTH PLAIN LOGIN XOAUTH2",
    "8BITMIME",
    "ENHANCEDSTATUSCODES",
    "SMTPUTF8",
    "CHUNKING",
    "DSN",
  ],
  tls: "starttls",
};
