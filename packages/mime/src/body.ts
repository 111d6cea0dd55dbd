/** The parts of a draft's body, and how they stand together (RFC 2046 5.1, RFC 2387). */

import { kindOf } from "./content.ts";
import { type DataImage, extractDataUrls } from "./data-urls.ts";
import type { Alternative, Attachment, Calendar, Content, Draft, PartOptions } from "./draft.ts";
import { parameterField, plainField } from "./header-fields.ts";
import { type FieldWriter, partHeaders } from "./headers.ts";
import { id } from "./ids.ts";
import { bareType, checkMediaType, nameOfFile, typeOfFile, withCharset } from "./media-types.ts";
import { headerText, show } from "./refuse.ts";
import type { Nature } from "./transfer-encoding.ts";
import type { Part } from "./write.ts";

/** A part that is written once it is known whether UTF-8 may stand in its fields. */
type PartWriter = (utf8: boolean) => Part;

const ENCODINGS: readonly unknown[] = ["7bit", "8bit", "binary", "quoted-printable", "base64"];

/** Every content of a draft, with the option it was given as, for errors. */
export function contentsOf(draft: Draft): { readonly content: Content; readonly what: string }[] {
  const { text, html, calendar, alternatives = [], attachments = [] } = draft;
  return [
    ...(text === undefined ? [] : [{ content: text, what: "`text`" }]),
    ...(html === undefined ? [] : [{ content: html, what: "`html`" }]),
    ...(calendar === undefined
      ? []
      : [{ content: calendar.content, what: "The content of `calendar`" }]),
    ...alternatives.map(({ content }) => ({ content, what: "The content of an alternative" })),
    ...attachments.map((each) => ({
      content: each.content,
      what: `The content of ${describeAttachment(each)}`,
    })),
  ];
}

/**
 * Checks the body of a draft.
 *
 * @param messageId makes the names of images that were data URLs unique
 * @returns writes its parts; boundaries are the same each time
 */
export function bodyOf(draft: Draft, messageId: string): PartWriter {
  const { text, calendar } = draft;
  const alternatives = listOf(draft.alternatives, "alternatives");
  const attachments = listOf(draft.attachments, "attachments");
  for (const { content, what } of contentsOf({ ...draft, alternatives, attachments }))
    kindOf(content, what);
  const { html, images } = htmlOf(draft, messageId);
  const seed = crypto.randomUUID();
  const files = [...attachments, ...(calendar ? [calendarFile(calendar)] : [])];
  const shown = (each: Attachment): boolean => html !== undefined && each.cid !== undefined;
  const related = [...images, ...files.filter(shown)];
  const forms: PartWriter[] = [];
  if (text !== undefined) forms.push(textPart(text, "text/plain"));
  if (html !== undefined) {
    const page = textPart(html, "text/html");
    const inline = related.map((each) => filePart(each, 0));
    forms.push(together("related", [page, ...inline], `${seed}-r`, { type: "text/html" }));
  }
  if (calendar) forms.push(calendarPart(calendar));
  for (const each of alternatives) forms.push(alternativePart(each));
  const rest = files.filter((each) => !shown(each)).map((each, at) => filePart(each, at + 1));
  if (forms.length + rest.length === 0) forms.push(textPart("", "text/plain"));
  const body = forms.length > 0 ? [together("alternative", forms, `${seed}-a`)] : [];
  return together("mixed", [...body, ...rest], `${seed}-m`);
}

function listOf<T>(given: readonly T[] | undefined, name: string): readonly T[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw new TypeError(`\`${name}\` must be a list.`);
  for (const each of given) {
    if (typeof each !== "object" || each === null)
      throw new TypeError(`Each of \`${name}\` must be an object with \`content\`.`);
  }
  return given;
}

function htmlOf(
  { html, attachDataUrls }: Draft,
  messageId: string,
): { readonly html: Content | undefined; readonly images: readonly DataImage[] } {
  if (html === undefined || !attachDataUrls) return { html, images: [] };
  if (typeof html !== "string") {
    throw new TypeError("`attachDataUrls` needs `html` as a string.");
  }
  return extractDataUrls(html, (number) => `image-${number}.${messageId.slice(1, -1)}`);
}

/** Parts in a multipart; one part alone needs none. */
function together(
  subtype: string,
  parts: readonly PartWriter[],
  seed: string,
  parameters: Readonly<Record<string, string>> = {},
): PartWriter {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  // No line of quoted-printable or base64 has "=_".
  const boundary = `=_${seed}`;
  const type = parameterField("Content-Type", `multipart/${subtype}`, { ...parameters, boundary });
  return (utf8) => ({ fields: [type], boundary, parts: parts.map((part) => part(utf8)) });
}

function textPart(content: Content, type: string): PartWriter {
  const fields = [parameterField("Content-Type", withCharset(type), {})];
  return () => ({ fields, content, nature: "text" });
}

function alternativePart(given: Alternative): PartWriter {
  const type = checkMediaType(given.contentType, "an alternative");
  const content = decodedContent(given, "an alternative");
  const isText = typeof given.content === "string" && content === given.content;
  const full = isText ? withCharset(type) : type;
  return partOf(given, "an alternative", {
    fields: [parameterField("Content-Type", full, {})],
    content,
    nature: /^text\//.test(bareType(type)) ? "text" : natureOf(type),
  });
}

function calendarPart({ content, method }: Calendar): PartWriter {
  const type = parameterField("Content-Type", "text/calendar; charset=utf-8", {
    method: methodOf(method),
  });
  return () => ({ fields: [type], content, nature: "text" });
}

function calendarFile({ content, filename = "invite.ics" }: Calendar): Attachment {
  const kind = kindOf(content, "The content of `calendar`");
  if (kind === "once") {
    throw new TypeError(
      "The content of `calendar` goes twice into the message, so a stream cannot be read for it. Give a string, bytes, or a function that makes a stream.",
    );
  }
  return { content, filename, contentType: "application/ics" };
}

function methodOf(method = "PUBLISH"): string {
  const text = headerText(method, "The `method` of `calendar`").toUpperCase();
  if (!/^[A-Z-]{1,40}$/.test(text))
    throw new TypeError(
      `The \`method\` of \`calendar\` must be such as "REQUEST", not ${show(method)}.`,
    );
  return text;
}

function describeAttachment({ filename }: Attachment): string {
  return filename === undefined ? "an attachment" : `the attachment ${show(filename)}`;
}

/** @param number of the file, for its name if it has none; 0 for what the HTML shows, which needs none */
function filePart(given: Attachment, number: number): PartWriter {
  const { contentType, cid, disposition } = given;
  const filename =
    given.filename === undefined
      ? undefined
      : headerText(given.filename, "The file name of an attachment");
  if (disposition !== undefined && disposition !== "attachment" && disposition !== "inline") {
    throw new TypeError('The `disposition` of an attachment must be "attachment" or "inline".');
  }
  const type =
    contentType === undefined ? typeOfFile(filename) : checkMediaType(contentType, "an attachment");
  const name = filename ?? (number === 0 ? undefined : nameOfFile(type, number));
  const content = decodedContent(given, describeAttachment(given));
  const isText = /^text\//.test(bareType(type)) && typeof given.content === "string";
  const full = isText && content === given.content ? withCharset(type) : type;
  const shown = disposition ?? (cid === undefined ? "attachment" : "inline");
  const fields = [
    parameterField("Content-Type", full, /;\s*name\*?=/i.test(type) ? {} : { name }),
    parameterField("Content-Disposition", shown, { filename: name }),
  ];
  if (cid !== undefined)
    fields.push(plainField("Content-ID", `<${id(cid, "The `cid` of an attachment")}>`));
  return partOf(given, describeAttachment(given), { fields, content, nature: natureOf(type) });
}

/** A message of its own, and parts in parts, are never encoded as a whole (RFC 2045 6.4). */
function natureOf(type: string): Nature {
  return /^(?:message\/rfc822|multipart\/)/.test(bareType(type)) ? "message" : "file";
}

/** A part with what its user said of it. */
function partOf(
  { transferEncoding, headers }: PartOptions,
  what: string,
  part: {
    readonly fields: readonly Uint8Array[];
    readonly content: Content;
    readonly nature: Nature;
  },
): PartWriter {
  if (transferEncoding !== undefined && !ENCODINGS.includes(transferEncoding)) {
    throw new TypeError(
      `The \`transferEncoding\` of ${what} must be one of ${ENCODINGS.map((each) => `"${each}"`).join(", ")}, not ${show(transferEncoding)}. For a string that is base64 itself, give \`encoding: "base64"\`.`,
    );
  }
  const more: readonly FieldWriter[] = partHeaders(headers, what);
  return (utf8) => ({
    ...part,
    fields: [...part.fields, ...more.map((field) => field(utf8))],
    encoding: transferEncoding,
  });
}

/** The content, decoded where a string holds bytes. */
function decodedContent(
  { content, encoding }: PartOptions & { readonly content: Content },
  what: string,
): Content {
  if (encoding === undefined || encoding === "utf8" || encoding === "utf-8") return content;
  if (encoding !== "base64" && encoding !== "hex") {
    throw new TypeError(
      `The \`encoding\` of ${what} must be "utf8", "base64" or "hex", not ${show(encoding)}. To choose how it is written, give \`transferEncoding\`.`,
    );
  }
  if (typeof content !== "string") return content;
  const bytes = encoding === "hex" ? fromHex(content) : fromBase64(content);
  if (bytes) return bytes;
  throw new TypeError(`The content of ${what} is not valid ${encoding}.`);
}

function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, "");
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

/** Both alphabets of RFC 4648 are read, with or without padding. */
function fromBase64(text: string): Uint8Array | undefined {
  try {
    const plain = text.replace(/\s+/g, "").replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
