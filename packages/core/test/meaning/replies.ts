/** The recorded replies and what they mean. */
import { readFileSync } from "node:fs";
import { classifyReply } from "../../src/meaning/classify.ts";
import type { ReplyMeaning } from "../../src/meaning/mod.ts";
import type { MEANING_ROWS } from "../../src/meaning/rows.ts";

/** One reply: what it answers, as one of the stages, and what it means. */
export interface FurtherReply {
  readonly at: string;
  readonly reply: string;
  readonly kind: string;
  /** Other kinds that are a right answer too. */
  readonly accept?: readonly string[];
  readonly advertised?: readonly string[];
  /** The rows give it a wrong kind, which is known. A new reply must not be missed. */
  readonly missed?: true;
}

/** A reply whose meaning was judged in full, by hand and twice. */
export interface LabelledReply extends FurtherReply {
  readonly id: string;
  /** Kinds that would send the reader the wrong way. */
  readonly never?: readonly string[];
  readonly responsible: string;
  readonly retry: string;
  readonly wait?: number;
  readonly list?: string;
  readonly link?: string;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/** Literal replies of about 100 providers and products. */
export const LABELLED = read("./replies.json") as readonly LabelledReply[];

/**
 * More replies with their kind only, from lists that others keep (ZoneMTA, KumoMTA,
 * Sisimai, Mimecast), from public logs, from products, invented ones, and codes without their usual words.
 */
const FURTHER_LISTED = read("./further-replies.json") as readonly FurtherReply[];

/** A reply whose meaning was judged before the rows had seen it, with the address where it was published. */
export interface GatheredReply extends FurtherReply {
  /** Left out where the text leaves open who has to act. */
  readonly responsible?: string;
  /** Left out where the text leaves open what helps. */
  readonly retry?: string;
  readonly wait?: number;
  readonly list?: string;
  readonly link?: string;
  readonly from: string;
}

/** Replies from public issue threads, help pages and lists. */
export const GATHERED = read("./gathered-replies.json") as readonly GatheredReply[];

/** Every reply of which the kind is recorded. */
export const FURTHER: readonly FurtherReply[] = [...FURTHER_LISTED, ...GATHERED];

const COMMANDS: Readonly<Record<string, string>> = {
  greeting: "(greeting)",
  ehlo: "EHLO",
  starttls: "STARTTLS",
  auth: "AUTH PLAIN",
  mail: "MAIL",
  rcpt: "RCPT",
  data: "DATA",
  content: "(message content)",
  other: "VRFY",
};

type Rows = typeof MEANING_ROWS;
const classify = classifyReply as (reply: string, context: object, rows?: Rows) => ReplyMeaning;

/** Classifies a recorded reply, with other rows if they are given. */
export function meaningOf({ at, reply, advertised }: FurtherReply, rows?: Rows): ReplyMeaning {
  const command = COMMANDS[at];
  return classify(
    reply,
    { ...(command === undefined ? {} : { command }), ...(advertised ? { advertised } : {}) },
    rows,
  );
}

/** Whether a kind is a right answer. */
export function isRight({ kind, accept = [] }: FurtherReply, told: string): boolean {
  return told === kind || accept.includes(told);
}
