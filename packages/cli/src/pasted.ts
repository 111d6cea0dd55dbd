/** What `parley explain` makes of a text: groups of what was found in it, the worst first. */
import { readReport } from "@parley-smtp/mime/report";
import {
  type Catalogue,
  explain,
  formatReply,
  parseReplyText,
  type ReplyExplanation,
} from "@parley-smtp/node-socket";
import { type Found, findReplies, maskCredentials } from "@parley-smtp/node-socket/find-replies";
import { type FoundMeaning, meaningOf } from "./meaning.ts";

/** Finds that say the same. */
export interface Group {
  /** How often. */
  readonly count: number;
  /** The first of them. */
  readonly found: Found;
  /** The same in one line. */
  readonly title: string;
  /** Where, who and by whom, each once. */
  readonly lines: readonly number[];
  readonly recipients: readonly string[];
  readonly servers: readonly string[];
  readonly origins: readonly string[];
  /** What the server meant; absent where no server said anything. */
  readonly meaning?: FoundMeaning;
  /** Of a reply with its code. */
  readonly explanation?: ReplyExplanation;
  /** What Parley does is told of a bare reply with its command, not of what another program logged. */
  readonly showsReactions: boolean;
}

/** A message begins with header fields. */
const MESSAGE =
  /^(?:Return-Path|Received|From|To|Subject|Date|Message-ID|Delivered-To|MIME-Version|X-[\w-]{1,60}|Auto-Submitted|Content-Type|DKIM-Signature|ARC-[\w-]{1,40}|Authentication-Results): ?\S/i;

/** Recipients, servers, origins and lines that a group keeps. */
const MOST = 1_000;

/** Characters of a text that may be one reply. */
const MAX_REPLY = 10_000;

/** What is known beside the text. */
export interface GroupOptions {
  /** What was asked, where the text does not tell. */
  readonly command?: string | undefined;
  /** The language of the explanations; absent: English. */
  readonly catalogue?: Catalogue | undefined;
}

/**
 * Finds what a text says, and puts together what is the same.
 *
 * @param text a reply, a log, a bounce, or whatever was pasted
 * @param options the command, and the language
 */
export async function groupsIn(text: string, options: GroupOptions): Promise<readonly Group[]> {
  const found = (MESSAGE.test(text) ? await inReport(text) : undefined) ?? inText(text, options);
  const isBad = found.some((one) => one.kind !== "reply" || one.reply.code >= 400);
  const groups = new Map<string, { count: number; finds: Found[] }>();
  for (const one of found) {
    // Replies that refuse nothing are of interest where nothing was refused.
    if (isBad && one.kind === "reply" && one.reply.code < 400) continue;
    const key = `${one.kind} ${titleOf(one)} ${one.command ?? ""}`;
    const group = groups.get(key) ?? { count: 0, finds: [] };
    group.count += 1;
    if (group.finds.length < MOST) group.finds.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ count, finds }) => groupOf(count, finds, options));
}

/** Words that no pattern knows are a reply still if the whole text is one. */
function inText(text: string, { command }: GroupOptions): readonly Found[] {
  const found = findReplies(text);
  if (found.length > 0 || text.length > MAX_REPLY) return found;
  try {
    const reply = parseReplyText(maskCredentials(text.trim()));
    return reply.code >= 400 || command !== undefined ? [{ kind: "reply", reply, line: 1 }] : [];
  } catch {
    return [];
  }
}

/** What a bounce says of each recipient, in the form of what is found in a text. */
async function inReport(text: string): Promise<readonly Found[] | undefined> {
  const report = await readReport(text);
  if (!report.isReport) return undefined;
  const { origin } = report;
  return report.recipients.flatMap(
    ({ address, reply, reason, status, command, remoteServer }): Found[] => {
      const context = {
        line: 1,
        recipient: address,
        ...(origin !== undefined && { origin }),
        ...(command !== undefined && { command }),
        ...(remoteServer !== undefined && { server: remoteServer }),
      };
      if (reply !== undefined) return [{ kind: "reply", reply, ...context }];
      if (reason === undefined && status === undefined) return [];
      const lines = [reason ?? `The report gives no reason beside ${status}.`];
      return [
        { kind: "wording", lines, ...(status !== undefined && { enhanced: status }), ...context },
      ];
    },
  );
}

function groupOf(
  count: number,
  finds: readonly Found[],
  { command, catalogue }: GroupOptions,
): Group {
  const found = finds[0] as Found;
  const about = command ?? found.command;
  const each = (pick: (one: Found) => string | undefined): string[] => [
    ...new Set(finds.map(pick).filter((value) => value !== undefined)),
  ];
  const origins = each(({ origin }) => origin);
  const meaning = meaningOf(found, command);
  return {
    count,
    found,
    title: titleOf(found),
    lines: [...new Set(finds.map(({ line }) => line))],
    recipients: each(({ recipient }) => recipient),
    servers: each(({ server }) => server),
    origins,
    ...(meaning !== undefined && { meaning }),
    ...(found.kind === "reply" && {
      explanation: explain(found.reply, {
        ...(about !== undefined && { command: about }),
        ...(catalogue !== undefined && { locale: catalogue }),
      }),
    }),
    showsReactions: command !== undefined && origins.length === 0,
  };
}

/** What was found, in one line. */
function titleOf(found: Found): string {
  if (found.kind === "reply") return formatReply(found.reply);
  if (found.kind === "wording") return found.lines.join(" ");
  return found.kind === "failure" ? found.words : `HTTP ${found.status}`;
}
