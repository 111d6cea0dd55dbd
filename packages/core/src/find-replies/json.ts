/** Reads events and logs in JSON: the names of the fields show what their texts are. */
import type { Known } from "./around.ts";

/** Names of fields in lower case, without marks, by their contents. */
const JSON_FIELD_NAMES: Readonly<
  Record<"recipient" | "server" | "code" | "enhanced" | "text" | "service", ReadonlySet<string>>
> = {
  recipient: new Set([
    "recipient",
    "email",
    "emailaddress",
    "rcptto",
    "rcpt",
    "to",
    "address",
    "finalrecipient",
    "originalrecipient",
    "recipientaddress",
    "mailto",
    "rcptemail",
    "emailto",
    "recipientemail",
  ]),
  server: new Set([
    "mxhost",
    "mxhostname",
    "mx",
    "remotemta",
    "remotemtaip",
    "relay",
    "smtphost",
    "remotehost",
    "destinationhost",
    "server",
    "bouncinghost",
  ]),
  code: new Set([
    "code",
    "smtpcode",
    "responsecode",
    "errorcode",
    "bouncecode",
    "smtpstatus",
    "replycode",
    "statuscode",
    "status",
    "smtpstatuscode",
    "smtpresponsecode",
  ]),
  enhanced: new Set([
    "enhancedcode",
    "enhancedstatus",
    "enhancedstatuscode",
    "enhancedsmtpcode",
    "smtpenchcode",
    "dsn",
    "dsncode",
    "status",
    "statuscode",
    "bouncestatus",
  ]),
  text: new Set([
    "message",
    "response",
    "reason",
    "text",
    "description",
    "diagnosticcode",
    "diag",
    "details",
    "detail",
    "error",
    "smtpresponse",
    "smtpreply",
    "rawreason",
    "errormessage",
    "msg",
    "comment",
    "bouncedescription",
    "diagnostic",
    "smtpmessage",
    "content",
    "smtpmsg",
  ]),
  service: new Set(["http", "url", "path", "method", "statustext", "headers"]),
};

/** Services, recognized by field names that only they have. */
const SERVICES: readonly (readonly [origin: string, names: readonly string[]])[] = [
  [
    "Amazon SES",
    [
      "notificationtype",
      "bouncedrecipients",
      "bouncetype",
      "feedbackid",
      "reportingmta",
      "sesmessageid",
    ],
  ],
  ["SendGrid", ["sgeventid", "sgmessageid"]],
  ["Mailgun", ["eventdata", "deliverystatus", "loglevel", "recipientdomain"]],
  ["Postmark", ["recordtype", "messagestream", "typecode", "bouncedat"]],
  ["SparkPost", ["rawreason", "msys", "rcptto", "bounceclass"]],
  ["Mandrill", ["bouncedescription", "smtpevents", "diag"]],
  ["Brevo", ["messageid1", "tsepoch", "tsevent", "sendingip"]],
  ["Mailjet", ["errorrelatedto", "hardbounce", "mjcampaignid"]],
  ["Resend", ["emailid", "broadcastid"]],
];

/** The most levels of nested fields, and of JSON inside JSON. */
const MAX_JSON_DEPTH = 24;

const ADDRESS_IN_JSON = /[^\s<>"',;]{1,64}@[^\s<>"',;]{1,255}/;

/** A text in a field. */
export interface JsonField {
  readonly text: string;
  readonly known: Known;
  /** The code in a neighbouring field. */
  readonly code?: number;
  /** The enhanced status code of the same class in a neighbouring field. */
  readonly enhanced?: string;
}

const normalizeKey = (key: string): string => key.toLowerCase().replace(/[^a-z\d]/g, "");

/**
 * Parses a text if it is JSON.
 *
 * @param text any text
 * @returns the object or list; `undefined` for anything else
 */
export function parseJson(text: string): object | undefined {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Walks through a value from JSON.
 *
 * @param value an object or list
 * @returns each text in it, with the facts of the fields around it
 */
export function* fieldsOf(value: unknown, known: Known = {}, depth = 0): Generator<JsonField> {
  if (typeof value === "string") {
    const inner = parseJson(value);
    if (inner !== undefined && depth < MAX_JSON_DEPTH) yield* fieldsOf(inner, known, depth + 1);
    else yield { text: value, known };
    return;
  }
  if (typeof value !== "object" || value === null || depth >= MAX_JSON_DEPTH) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* fieldsOf(each, known, depth + 1);
    return;
  }
  const entries = Object.entries(value);
  const names = new Map(entries.map(([key, each]) => [normalizeKey(key), each] as const));
  const own = { ...known, ...ownContext(names) };
  const isWeb =
    [...JSON_FIELD_NAMES.service].some((name) => names.has(name)) && !("recipient" in own);
  const code = isWeb ? undefined : codeIn(names);
  const enhanced = code === undefined ? undefined : enhancedIn(names, code);
  for (const [key, each] of entries) {
    if (
      typeof each === "string" &&
      code !== undefined &&
      JSON_FIELD_NAMES.text.has(normalizeKey(key)) &&
      each !== ""
    ) {
      // maddy repeats the server's text, or says in its own words where the refusal comes from.
      if (key === "reason" && names.has("smtpmsg")) continue;
      yield { text: each, known: own, code, ...(enhanced !== undefined && { enhanced }) };
    } else {
      yield* fieldsOf(each, own, depth + 1);
    }
  }
}

function ownContext(names: ReadonlyMap<string, unknown>): Known {
  let recipient: string | undefined;
  let server: string | undefined;
  for (const [name, value] of names) {
    const text = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof text !== "string" || text.length > 400) continue;
    if (recipient === undefined && JSON_FIELD_NAMES.recipient.has(name))
      recipient = ADDRESS_IN_JSON.exec(text)?.[0];
    if (server === undefined && JSON_FIELD_NAMES.server.has(name))
      server = /(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}/.exec(text.replace(/^dns;\s?/, ""))?.[0];
  }
  recipient ??= recipientBelow(names);
  const origin = SERVICES.find(([, marks]) => marks.some((mark) => names.has(mark)))?.[0];
  return { ...(recipient && { recipient }), ...(server && { server }), ...(origin && { origin }) };
}

/** Objects with which services name the recipient of an event in a neighbouring field. */
const HOLDERS: ReadonlySet<string> = new Set(["email", "mail", "message", "msg", "recipient"]);

function recipientBelow(names: ReadonlyMap<string, unknown>, depth = 0): string | undefined {
  for (const [name, value] of names) {
    if (!HOLDERS.has(name) || typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) continue;
    const below = new Map(
      Object.entries(value).map(([key, each]) => [normalizeKey(key), each] as const),
    );
    for (const [key, each] of below) {
      if (!JSON_FIELD_NAMES.recipient.has(key) || typeof each !== "string") continue;
      const address = ADDRESS_IN_JSON.exec(each.slice(0, 400))?.[0];
      if (address !== undefined) return address;
    }
    const deeper = depth < 2 ? recipientBelow(below, depth + 1) : undefined;
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

function codeIn(names: ReadonlyMap<string, unknown>): number | undefined {
  for (const [name, value] of names) {
    if (!JSON_FIELD_NAMES.code.has(name)) continue;
    const code =
      typeof value === "number"
        ? value
        : typeof value === "string" && /^[2-5]\d\d$/.test(value)
          ? Number(value)
          : 0;
    if (Number.isInteger(code) && code >= 400 && code < 600) return code;
  }
  return undefined;
}

/** Returns the enhanced status code of the same class as a code. */
function enhancedIn(names: ReadonlyMap<string, unknown>, code: number): string | undefined {
  for (const [name, value] of names) {
    if (!JSON_FIELD_NAMES.enhanced.has(name)) continue;
    const text = typeof value === "string" ? value : partsOf(value);
    if (/^[45]\.\d{1,3}\.\d{1,3}$/.test(text) && text[0] === `${code}`[0]) return text;
  }
  return undefined;
}

/** Joins the parts of a code, which KumoMTA writes as separate fields. */
function partsOf(value: unknown): string {
  if (typeof value !== "object" || value === null || !("class" in value)) return "";
  const { class: first, subject, detail } = value as Record<string, unknown>;
  return `${first}.${subject}.${detail}`;
}
