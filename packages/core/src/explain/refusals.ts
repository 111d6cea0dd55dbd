/** Explains why recipients were refused: recipients whose replies mean the same are explained once. */
import { classifyReply, type ReplyContext, type ReplyMeaning } from "../meaning/classify.ts";
import type { Kind } from "../meaning/kind.ts";
import type { Reply } from "../protocol/reply/reply.ts";
import type { RecipientOutcome } from "../protocol/session/outcome.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExplainedLine, ExplainedRefusal } from "./explanation.ts";
import { lineOf } from "./line.ts";
import { adviceLines, detailLines, meaningLines } from "./reply-lines.ts";

/** The most lines about one meaning: replies of one kind can name many lists, links and times. */
const MAX_DETAILS = 20;
/** The most different replies that are classified. Further ones only count by their codes, because classifying takes time. */
const MAX_CLASSIFIED = 2_000;

/** Explains the refused recipients. A page can load this function later than the rest. */
export type ExplainRefusals = (
  recipients: readonly RecipientOutcome[],
) => readonly ExplainedRefusal[];

interface RefusalGroup {
  readonly addresses: string[];
  readonly kind: Exclude<Kind, "accepted">;
  readonly meaning: ReplyMeaning;
  /** Lines by their text: replies of the same kind can name different lists, links and times. */
  readonly details: Map<string, ExplainedLine>;
  /** Meanings whose lines are in `details`. */
  readonly seen: Set<ReplyMeaning>;
}

/**
 * Explains the refused recipients.
 *
 * @param recipients recipients of a receipt or an error; those without a refusal are skipped
 * @param language the catalogue
 * @param contextOf returns what is known about the reply to a recipient
 * @returns one explanation for each meaning, in the order of the recipients
 */
export function explainRefusals(
  recipients: readonly RecipientOutcome[],
  language: Pick<Catalogue, "grammar" | "replies">,
  contextOf: (recipient: RecipientOutcome) => ReplyContext = () => ({}),
): readonly ExplainedRefusal[] {
  const groups = new Map<string, RefusalGroup>();
  const classify = createClassifier();
  for (const recipient of recipients) {
    const { reply } = recipient;
    if (recipient.outcome !== "rejected" || reply === undefined) continue;
    const meaning = classify(recipient, reply, contextOf(recipient));
    const { kind } = meaning;
    if (kind === "accepted") continue;
    const { responsible, retry } = meaning;
    const key = `${kind} ${responsible} ${retry}`;
    const group: RefusalGroup = groups.get(key) ?? {
      addresses: [],
      kind,
      meaning,
      details: new Map(),
      seen: new Set(),
    };
    groups.set(key, group);
    group.addresses.push(recipient.address);
    if (group.details.size >= MAX_DETAILS || group.seen.has(meaning)) continue;
    group.seen.add(meaning);
    for (const line of [...meaningLines(meaning, language), ...detailLines(meaning, language)])
      group.details.set(`${line.label} ${line.text}`, line);
  }
  return Object.freeze([...groups.values()].map((group) => toRefusal(group, language)));
}

/** Classifies each reply once, and those beyond `MAX_CLASSIFIED` by their codes. */
export function createClassifier(): (
  recipient: RecipientOutcome,
  reply: Reply,
  context: ReplyContext,
) => ReplyMeaning {
  const known = new Map<string, ReplyMeaning>();
  return (recipient, reply, context) => {
    const { code, enhanced } = reply;
    const whole = `${context.command} ${context.phase} ${code} ${enhanced} ${reply.lines.join("\n")}`;
    const key = known.size < MAX_CLASSIFIED || known.has(whole) ? whole : `${code}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const read = key === whole ? reply : { code, lines: [""] };
    const meaning = classifyReply({ ...recipient, reply: read }, context) as ReplyMeaning;
    known.set(key, meaning);
    return meaning;
  };
}

function toRefusal(
  { addresses, kind, meaning, details }: RefusalGroup,
  language: Pick<Catalogue, "grammar" | "replies">,
): ExplainedRefusal {
  const { grammar, replies } = language;
  const { advice } = replies.kinds[kind];
  return Object.freeze({
    addresses: Object.freeze(addresses),
    meaning,
    happened: replies.meanings.happened[kind],
    whoActs: replies.meanings.responsible[meaning.responsible],
    retry: replies.meanings.retry[meaning.retry],
    advice,
    lines: Object.freeze([
      lineOf("recipient", grammar.labels.recipient, grammar.list(addresses)),
      ...details.values(),
      ...adviceLines(advice, language, kind),
    ]),
  });
}
