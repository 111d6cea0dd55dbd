/**
 * The behaviour of a virtual server, as plain JSON data, so that a test, a transcript's head or a URL can contain it.
 *
 * The honest part (capabilities, TLS, users, limits) describes a correct server; `answers` lists deviations.
 * `virtual-server.ts` acts on it.
 */
import { checkNames } from "../client/options/check-names.ts";
import { toPrintableJson } from "../protocol/errors/escape.ts";
import type { TransportErrorKind } from "../protocol/errors/transport-error.ts";
import { ordinaryReplies, type ReplyName } from "./ordinary-replies.ts";
import { hasPieces } from "./wildcards.ts";

/**
 * What an answer replaces the reply to: a command, or a moment without a command.
 *
 * `CONNECT` is the connection attempt, `TLS` the handshake, `UPLOAD` content that is still arriving, `CONTENT` its
 * end, `OTHER` any command that the server does not know, `EHLO-AFTER-TLS` the EHLO after STARTTLS (which also counts
 * as `EHLO`).
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

/** A deviation from the ordinary reply. The first one that fits is used. */
export interface Answer {
  /** The command or moment. */
  readonly to: AnswerTo;
  /** Only at the n-th time (from 1) that `to` and `when` fit. */
  readonly nth?: number;
  /** From the n-th time on. */
  readonly from?: number;
  /** Whether the count starts again on each connection, instead of over the server's lifetime. */
  readonly perConnection?: boolean;
  /** Only if all of these conditions hold. */
  readonly when?: {
    /** An argument, or its name before `=`: `SMTPUTF8`, `BODY`, `LAST` of BDAT, a mechanism of AUTH. */
    readonly parameter?: string;
    /** The path of MAIL or RCPT; `*` matches anything. */
    readonly address?: string;
    readonly tls?: boolean;
    readonly authenticated?: boolean;
    /** Whether AUTH carries an initial response. */
    readonly initialResponse?: boolean;
  };
  /** For `UPLOAD`: after this many octets of content have arrived. */
  readonly octets?: number;
  /**
   * The reply, as one line or several, each with its code. The command only takes effect if the first digit is that
   * of a success.
   */
  readonly reply?: string | readonly string[];
  /** Close before or after the reply, or reset the connection instead of replying. */
  readonly close?: "before" | "after" | "reset";
  /** Execute the command without a reply. */
  readonly silence?: true;
  /** Raw data sent instead of a reply; each character is one octet. */
  readonly garbage?: string;
  /** Octets per packet: the reply arrives in pieces. */
  readonly split?: number;
  /** Data behind the reply in the same packet, such as what an attacker adds to the reply to STARTTLS. */
  readonly inject?: string;
}

/** Addresses that the server refuses; `*` in a pattern matches anything. */
export interface Refusal {
  /** The recipient of RCPT. */
  readonly recipient?: string;
  /** The sender of MAIL; the null reverse-path is the empty string. */
  readonly sender?: string;
  /** The reply line, with its code. */
  readonly reply: string;
  /** The recipient is refused only after the content, as LMTP allows (RFC 2033 4.2). */
  readonly afterContent?: true;
}

/** The properties of one server. */
export interface Personality {
  /** The server's host name. */
  readonly name?: string;
  /** The greeting, with its code, as one line or several. */
  readonly greeting?: string | readonly string[];
  /** Seconds after connecting until the greeting. A client that sends data earlier is refused with 554. */
  readonly greetsAfter?: number;
  /** The lines of the EHLO reply after the first, unchanged. */
  readonly capabilities: readonly string[];
  /** The same under TLS; absent: `capabilities` without STARTTLS. */
  readonly capabilitiesTls?: readonly string[];
  /** The same after AUTH; absent: unchanged. */
  readonly capabilitiesAuth?: readonly string[];
  /** Whether it speaks LMTP: LHLO, and a reply for each recipient after the content (RFC 2033). */
  readonly lmtp?: true;
  /** With `starttls`, STARTTLS works even if `capabilities` does not list it. */
  readonly tls: "none" | "starttls" | "implicit";
  /** The connection attempt fails in this way. */
  readonly connect?: Extract<TransportErrorKind, "refused" | "unresolved" | "unreachable">;
  /** Every TLS handshake fails, or presents a certificate that the client must refuse. */
  readonly tlsHandshake?: "fail" | "certificate";
  /** Whether all commands except EHLO and similar are refused before TLS. */
  readonly requireTls?: boolean;
  /** Whether MAIL is refused before AUTH. */
  readonly requireAuth?: boolean;
  /** Passwords by user; absent: every login succeeds, except with SCRAM, which needs passwords. */
  readonly users?: Readonly<Record<string, string>>;
  /** Bearer tokens by user; absent: every token is accepted. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** The user that the connection itself proves, like a client certificate, for EXTERNAL; absent: none. */
  readonly external?: string;
  /** Mechanisms that work; absent: those that the capabilities list. */
  readonly mechanisms?: readonly string[];
  /** Parameters that it accepts besides the registered ones, with any value; absent: none. */
  readonly parameters?: readonly {
    /** The command of the parameter. */
    readonly of: "MAIL" | "RCPT";
    /** The name before `=`. */
    readonly name: string;
    /** The EHLO keyword that allows it, which must also be in `capabilities`. */
    readonly keyword: string;
    /** Octets that it adds to the longest command line. */
    readonly octets: number;
  }[];
  /** Addresses that are refused; absent: none. */
  readonly refuse?: readonly Refusal[];
  /** Recipients per message; absent: the value of the LIMITS capability. */
  readonly maxRecipients?: number;
  /** Octets per message; absent: the value of the SIZE capability. */
  readonly size?: number;
  /** Whether EHLO and HELO require a domain with a dot or an address literal. */
  readonly strictEhloName?: boolean;
  /**
   * `aware` reads the octets after BDAT whatever it replies; `unaware` does not know BDAT and runs the octets as
   * commands. Absent: aware if CHUNKING is listed anywhere.
   */
  readonly bdat?: "aware" | "unaware";
  /**
   * How a server without pipelining fails: `discards` drops the data behind the command that it answers, `first-only`
   * executes that data and does not reply to it.
   */
  readonly pipelining?: "discards" | "first-only";
  /** Number of 5yz replies on one connection before the server replies 421. */
  readonly maxErrors?: number;
  /** Deviations from the honest part; the first one that fits is used. */
  readonly answers?: readonly Answer[];
  /**
   * The server's own replies instead of the default ones, by their names; `{}` is replaced by the subject of the
   * reply. If a refusal is replaced by a 2yz reply, the server continues.
   */
  readonly replies?: { readonly [Name in ReplyName]?: string | readonly string[] };
  /** Other ports of the same host, each with its differences. A port without an entry behaves as described above. */
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
 * Checks a personality that was written by hand.
 *
 * @throws {TypeError} that names the answer that can never be used
 */
export function checkPersonality(personality: Personality): void {
  if (!Array.isArray(personality.capabilities)) {
    throw new TypeError(
      "The behaviour of a test server needs `capabilities`: the lines of its EHLO reply.",
    );
  }
  if (!["none", "starttls", "implicit"].includes(personality.tls)) {
    throw new TypeError(
      `The behaviour of a test server needs \`tls\`: "none", "starttls" or "implicit", not ${toPrintableJson(personality.tls)}.`,
    );
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

/** Returns one line or several lines as a list. */
export function lines(reply: string | readonly string[] | undefined): readonly string[] {
  return reply === undefined ? [] : typeof reply === "string" ? [reply] : reply;
}

/** Returns whether the text matches the pattern, ignoring case; `*` matches anything. */
export function matches(pattern: string, text: string): boolean {
  return hasPieces(text.toLowerCase(), pattern.toLowerCase().split("*"));
}

/** A modern server that offers what most senders use, and accepts every login. */
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
