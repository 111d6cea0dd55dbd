/** Reads a message and says whether it is a report about a delivery, and what it says. */
import type { Reply } from "@parley-smtp/core";
import { type Found, findReplies, maskCredentials } from "@parley-smtp/core/find-replies";
import PostalMime, { type Attachment, type Email } from "postal-mime";
import {
  addressesAlone,
  addressesIn,
  MAX_TEXT,
  mentionedAddress,
  placesOf,
  reasonBeside,
} from "./addresses.ts";
import { boundMessage, endOfParts } from "./bounded.ts";
import { addressOf, type Fields, nameOf, originalOf, readGroups } from "./fields.ts";
import { messageIdIn, quotedMessageId, splitCopy } from "./original.ts";
import type {
  Classify,
  DeliveryReport,
  NoReport,
  ReadReportOptions,
  ReportAction,
  ReportedRecipient,
} from "./report.ts";
import { header, isWarning, whyNoBounce } from "./signs.ts";

const MAX_BYTES = 2_097_152;
/** Lines of the text of a bounce that are read. */
const MAX_TEXT_LINES = 10_000;
/** Reports nest a message in a message; no mail program nests deeper than this. */
const MAX_DEPTH = 20;
const MAX_RECIPIENTS = 10_000;

const ACTIONS: ReadonlySet<string> = new Set([
  "failed",
  "delayed",
  "delivered",
  "relayed",
  "expanded",
]);

type Known = Omit<ReportedRecipient<never>, "meaning" | "address">;

/**
 * Reads a bounce, or another report about the delivery of a message.
 *
 * The fields of RFC 3464 and RFC 6533 come first; a report without them is read by its text, as qmail, Exim, Exchange,
 * Gmail, Yahoo and GMX write it. A report is mail from anybody: nothing in it proves that a delivery failed. Compare
 * `originalMessageId` or `envid` with what you sent, and escape what you show.
 *
 * @param message the message as it came; a string has one character for each character of the message
 * @param options a function that classifies replies, and how many bytes are read
 * @returns the report, or why the message is none
 * @throws {TypeError} for what is neither a string nor bytes
 * @throws {RangeError} where `maxBytes` is not a positive integer
 * @example
 * import { classifyReply } from "@parley-smtp/core/meaning";
 * const report = await readReport(raw, { classify: classifyReply });
 * if (report.isReport) {
 *   for (const { address, action, reply, meaning } of report.recipients) console.log(address, action, meaning?.kind);
 * }
 */
export async function readReport<Meaning = never>(
  message: string | Uint8Array,
  { classify, maxBytes = MAX_BYTES }: ReadReportOptions<Meaning> = {},
): Promise<DeliveryReport<Meaning> | NoReport> {
  const { email, truncated } = await parse(message, maxBytes);
  const cut = truncated === undefined ? {} : { truncated };
  const text = maskCredentials(textOf(email));
  const status = email.attachments.find(({ mimeType }) =>
    /^message\/(?:global-)?delivery-status$/i.test(mimeType),
  );
  const groups = status === undefined ? [] : readGroups(contentOf(status));
  const recipients = groups.filter(isRecipient).slice(0, MAX_RECIPIENTS);
  const why = recipients.length > 0 ? undefined : whyNoBounce(email, text);
  if (why !== undefined) return Object.freeze({ isReport: false, why, ...cut });
  const { said, copy } = splitCopy(text);
  const found = findReplies(said.slice(0, MAX_TEXT));
  const inText = byRecipient(found, recipients.length === 1);
  const read =
    recipients.length > 0
      ? recipients.map((fields) => ofFields(fields, inText, classify))
      : ofText(email, found, said, classify);
  if (read.length === 0) {
    return Object.freeze({
      isReport: false,
      why: "It names no recipient that a message was not delivered to.",
      ...cut,
    });
  }
  const about = groups.find((fields) => !isRecipient(fields));
  const envid = originalOf(about?.get("original-envelope-id"));
  const reportingServer = nameOf(about?.get("reporting-mta"));
  const originalMessageId = originalIdOf(email, about, copy);
  const origin = found.find((one) => one.origin !== undefined)?.origin;
  return Object.freeze({
    isReport: true,
    form: recipients.length > 0 ? "delivery-status" : "text",
    ...(origin !== undefined && { origin }),
    ...(reportingServer !== undefined && { reportingServer }),
    ...(envid !== undefined && { envid }),
    ...(originalMessageId !== undefined && { originalMessageId }),
    recipients: Object.freeze(read),
    ...cut,
  });
}

async function parse(
  message: string | Uint8Array,
  maxBytes: number,
): Promise<{ email: Email; truncated?: string }> {
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    throw new RangeError(`maxBytes is ${maxBytes}; it must be a whole number from 1 on.`);
  }
  if (typeof message !== "string" && !(message instanceof Uint8Array)) {
    throw new TypeError(
      "readReport() takes a message: give it the message as a string or a Uint8Array.",
    );
  }
  const { bytes, truncated } = boundMessage(message, maxBytes);
  const options = {
    maxNestingDepth: MAX_DEPTH,
    maxHeadersSize: bytes.length + 1,
    rfc822Attachments: true,
    forceRfc822Attachments: true,
  };
  try {
    const email = await PostalMime.parse(bytes, options);
    return { email, ...(truncated !== undefined && { truncated }) };
  } catch {
    // Its parts lie too deep: what stands before the deep ones is read.
    const begin = bytes.subarray(0, endOfParts(bytes, MAX_DEPTH));
    const email = await PostalMime.parse(begin, options);
    return { email, truncated: `Parts that lie deeper than ${MAX_DEPTH} were not read.` };
  }
}

/** The text that people read: of HTML where there is nothing else, for `findReplies` reads that too. */
function textOf(email: Email): string {
  const text = email.text?.trim() ?? "";
  const said = text === "" ? (email.html ?? "") : text;
  // Each line costs memory.
  return said
    .slice(0, MAX_TEXT * 2)
    .split("\n", MAX_TEXT_LINES)
    .join("\n");
}

function contentOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

function isRecipient(fields: Fields): boolean {
  return fields.has("final-recipient") || fields.has("original-recipient") || fields.has("action");
}

/** What is found in the text of a report with fields. */
interface FoundInText {
  /** By the recipient that it is about, in lower case. */
  readonly about: ReadonlyMap<string, readonly Found[]>;
  /** The only find, for the only recipient. */
  readonly only: Found | undefined;
}

function byRecipient(found: readonly Found[], isOnly: boolean): FoundInText {
  const about = new Map<string, Found[]>();
  for (const one of found) {
    const name = one.recipient?.toLowerCase();
    if (name === undefined) continue;
    const same = about.get(name);
    if (same === undefined) about.set(name, [one]);
    else same.push(one);
  }
  return { about, only: isOnly && found.length === 1 ? found[0] : undefined };
}

/** Reads the fields of one recipient; what they leave out is taken from the text. */
function ofFields<Meaning>(
  fields: Fields,
  found: FoundInText,
  classify: Classify<Meaning> | undefined,
): ReportedRecipient<Meaning> {
  const finalRecipient = addressOf(fields.get("final-recipient"));
  const originalRecipient = originalOf(fields.get("original-recipient"));
  const address = originalRecipient ?? finalRecipient ?? "";
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0];
  const diagnostic = maskCredentials(fields.get("diagnostic-code") ?? "");
  const own = findReplies(`Diagnostic-Code: ${diagnostic}`)[0];
  const about = [finalRecipient, originalRecipient].flatMap(
    (name) => (name === undefined ? undefined : found.about.get(name.toLowerCase())) ?? [],
  );
  const inText =
    about.find(({ kind }) => kind === "reply") ??
    about[0] ??
    // What is said without a name is about the only recipient.
    found.only;
  const one = own?.kind === "reply" ? own : inText?.kind === "reply" ? inText : (own ?? inText);
  const reply = one?.kind === "reply" ? one.reply : undefined;
  const reason = reply === undefined ? reasonOf(diagnostic, one) : undefined;
  const said =
    fields
      .get("action")
      ?.trim()
      .toLowerCase()
      .split(/[\s;(]/)[0] ?? "";
  const command = one?.command ?? (reply === undefined ? undefined : inText?.command);
  const remoteServer = nameOf(fields.get("remote-mta")) ?? one?.server ?? inText?.server;
  return withMeaning<Meaning>(
    {
      address,
      ...(finalRecipient !== undefined && { finalRecipient }),
      ...(originalRecipient !== undefined && { originalRecipient }),
      action: ACTIONS.has(said) ? (said as ReportAction) : actionOf(status, reply),
      ...(status !== undefined && { status }),
      ...(reply !== undefined && { reply }),
      ...(reason !== undefined && { reason }),
      ...(command !== undefined && { command }),
      ...(remoteServer !== undefined && { remoteServer }),
    },
    classify,
  );
}

/** Reads a bounce that has no fields, by the recipients and replies in its text. */
function ofText<Meaning>(
  email: Email,
  found: readonly Found[],
  text: string,
  classify: Classify<Meaning> | undefined,
): ReportedRecipient<Meaning>[] {
  const finds = found.filter(
    (one) => !(one.kind === "reply" && one.reply.code < 400) && one.kind !== "http",
  );
  const named = addressesIn(header(email, "x-failed-recipients") ?? "");
  const places = placesOf(text);
  const byAddress = new Map<string, Known>();
  for (const one of finds) {
    const address = one.recipient ?? (named.length === 1 ? named[0] : undefined);
    if (address === undefined || byAddress.has(address.toLowerCase())) continue;
    byAddress.set(address.toLowerCase(), { ...ofFind(one), finalRecipient: address });
  }
  // The bounce comes to the sender, who is no recipient.
  const sender = (header(email, "to") ?? "").toLowerCase();
  const listed = [...named, ...addressesAlone(text)].filter(
    (address) => !sender.includes(address.toLowerCase()),
  );
  for (const address of byAddress.size + listed.length > 0 ? listed : mentionedAddress(text)) {
    const key = address.toLowerCase();
    if (byAddress.has(key) || byAddress.size >= MAX_RECIPIENTS) continue;
    // The only find belongs to the only recipient.
    const one = byAddress.size === 0 && finds.length > 0 ? finds[0] : undefined;
    const reason = one === undefined ? reasonBeside(text, address, places.get(key)) : undefined;
    byAddress.set(key, {
      ...(one === undefined ? { action: "failed" } : ofFind(one)),
      ...(reason !== undefined && { reason }),
      finalRecipient: address,
    });
  }
  const warns = isWarning(email, text);
  const place = ({ finalRecipient = "" }: Known): number =>
    places.get(finalRecipient.toLowerCase()) ?? text.length;
  return [...byAddress.values()]
    .toSorted((one, other) => place(one) - place(other))
    .map(({ finalRecipient = "", ...known }) => {
      const isRefused = known.status !== undefined || known.reply !== undefined;
      const action = warns && !isRefused ? "delayed" : known.action;
      return withMeaning<Meaning>(
        { address: finalRecipient, finalRecipient, ...known, action },
        classify,
      );
    });
}

function ofFind(one: Found): Known {
  const reply = one.kind === "reply" ? one.reply : undefined;
  const status = reply?.enhanced ?? (one.kind === "wording" ? one.enhanced : undefined);
  const reason = reply === undefined ? reasonOf("", one) : undefined;
  return {
    action: actionOf(status, reply),
    ...(status !== undefined && { status }),
    ...(reply !== undefined && { reply }),
    ...(reason !== undefined && { reason }),
    ...(one.command !== undefined && { command: one.command }),
    ...(one.server !== undefined && { remoteServer: one.server }),
  };
}

/** Why a delivery failed, where no server has said so. */
function reasonOf(diagnostic: string, one: Found | undefined): string | undefined {
  if (one?.kind === "wording") return one.lines.join(" ");
  const text = diagnostic.replace(/^[\w-]{1,40}\s?;\s?/, "").trim();
  if (text !== "") return text;
  return one?.kind === "failure" ? one.means : undefined;
}

function actionOf(status: string | undefined, reply: Reply | undefined): ReportAction {
  const digit = status?.[0] ?? `${reply?.code ?? 5}`[0];
  if (digit === "2") return "delivered";
  return digit === "4" ? "delayed" : "failed";
}

function originalIdOf(email: Email, about: Fields | undefined, copy: string): string | undefined {
  const field = /<[^<>\s]{1,900}>/.exec(about?.get("x-original-message-id") ?? "")?.[0];
  if (field !== undefined) return field;
  for (const part of email.attachments) {
    if (
      /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/(?:global|rfc822)-headers)$/i.test(
        part.mimeType,
      )
    ) {
      const id = messageIdIn(contentOf(part));
      if (id !== undefined) return id;
    }
  }
  return quotedMessageId(copy) ?? email.inReplyTo ?? undefined;
}

function withMeaning<Meaning>(
  known: Omit<ReportedRecipient<Meaning>, "meaning">,
  classify: Classify<Meaning> | undefined,
): ReportedRecipient<Meaning> {
  const { reply, command, remoteServer } = known;
  const meaning =
    classify === undefined || reply === undefined
      ? undefined
      : classify(
          { reply, ...(command !== undefined && { command }) },
          remoteServer === undefined ? {} : { server: remoteServer },
        );
  return Object.freeze({ ...known, ...(meaning !== undefined && { meaning }) });
}
