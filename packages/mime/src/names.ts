/** Refuses names that a draft does not have: what a misspelled option asks for would be left out silently. */
import { checkNames } from "@parley-smtp/core/mime";
import type { Alternative, Attachment, Calendar, Draft, GroupInput, List } from "./draft.ts";

type Names<T> = Readonly<Record<keyof T, true>>;

const PART: Names<Alternative> = {
  content: true,
  contentType: true,
  encoding: true,
  transferEncoding: true,
  headers: true,
};

const ATTACHMENT: Names<Attachment> = { ...PART, filename: true, cid: true, disposition: true };

const CALENDAR: Names<Calendar> = { content: true, method: true, filename: true };

const GROUP: Names<GroupInput> = { group: true, members: true };

const LIST: Names<List> = {
  id: true,
  unsubscribe: true,
  oneClick: true,
  subscribe: true,
  help: true,
  post: true,
  owner: true,
  archive: true,
};

const DRAFT: Names<Draft> = {
  from: true,
  sender: true,
  to: true,
  cc: true,
  bcc: true,
  keepBcc: true,
  replyTo: true,
  subject: true,
  text: true,
  html: true,
  calendar: true,
  alternatives: true,
  attachments: true,
  attachDataUrls: true,
  list: true,
  priority: true,
  headers: true,
  date: true,
  messageId: true,
  inReplyTo: true,
  references: true,
  envelope: true,
};

/** Message options, which the mailer reads. */
const MESSAGE_OPTIONS: readonly string[] = [
  "reencode",
  "localFields",
  "lateBinary",
  "partial",
  "dsn",
  "requireTls",
  "deliverBy",
  "holdFor",
  "holdUntil",
];

/** Option names of other composers, and what replaces each. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  amp: 'Write `alternatives: [{ contentType: "text/x-amp-html", content }]`.',
  body: "Write `text` or `html`.",
  contentDisposition: "Write `disposition`.",
  contentTransferEncoding: "Write `transferEncoding`.",
  encoding: "The encoding follows from what the server takes.",
  href: "Fetch the file and give its body as `content`.",
  icalEvent: "Write `calendar`.",
  inlineImages: "Write `attachments` with a `cid`.",
  path: "Write `attachments: [file(path)]`, with `file` of @parley-smtp/mime.",
  raw: "Give `raw` to `mailer.send()` without a draft.",
  textEncoding: "The encoding follows from what the server takes.",
  watchHtml: 'Write `alternatives: [{ contentType: "text/watch-html", content }]`.',
};

/**
 * Checks all names of a draft.
 *
 * @throws {TypeError} for the first that does not exist
 */
export function checkDraftNames(draft: Draft): void {
  check("A draft", draft, [...Object.keys(DRAFT), ...MESSAGE_OPTIONS]);
  for (const each of [draft.attachments].flat())
    check("An attachment", each, Object.keys(ATTACHMENT));
  for (const each of [draft.alternatives].flat()) check("An alternative", each, Object.keys(PART));
  check("`calendar`", draft.calendar, Object.keys(CALENDAR));
  check("`list`", draft.list, Object.keys(LIST));
  check("`envelope`", draft.envelope, ["from", "to"]);
  const { from, sender, to, cc, bcc, replyTo } = draft;
  for (const each of [from, sender, to, cc, bcc, replyTo].flat()) {
    const known = isObject(each) && "group" in each ? Object.keys(GROUP) : ["name", "address"];
    check("A mailbox", each, known);
  }
}

function check(what: string, given: unknown, known: readonly string[]): void {
  if (!isObject(given)) return;
  for (const name of Object.keys(given)) {
    const advice = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
    if (advice !== undefined && !known.includes(name))
      throw new TypeError(`${what} has no \`${name}\`. ${advice}`);
  }
  checkNames(given, known, (name) => `${what} has no \`${name}\``);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
