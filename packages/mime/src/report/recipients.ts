/** Reads the outcome of each recipient from a report's fields (RFC 3464 2.3), or from its text. */
import type { Reply } from "@parley-smtp/core";
import { type Found, findReplies, maskCredentials } from "@parley-smtp/core/find-replies";
import type { Email } from "postal-mime";
import {
  addressesAlone,
  addressesIn,
  mentionedAddress,
  placesOf,
  reasonBeside,
} from "./addresses.ts";
import { addressOf, type Fields, nameOf, originalOf } from "./fields.ts";
import type { Classify, ReportAction, ReportedRecipient } from "./report.ts";
import { header, isWarning } from "./signs.ts";

export const MAX_RECIPIENTS = 10_000;

const ACTIONS: ReadonlySet<string> = new Set([
  "failed",
  "delayed",
  "delivered",
  "relayed",
  "expanded",
]);

type Known = Omit<ReportedRecipient<never>, "meaning" | "address">;

/** Returns whether fields are about a recipient, and not about the report. */
export function isRecipient(fields: Fields): boolean {
  return fields.has("final-recipient") || fields.has("original-recipient") || fields.has("action");
}

/** The finds in the text of a report with fields. */
export interface FoundInText {
  /** The finds by recipient, in lower case. */
  readonly about: ReadonlyMap<string, readonly Found[]>;
  /** The only find, for the only recipient. */
  readonly only: Found | undefined;
}

export function byRecipient(found: readonly Found[], isOnly: boolean): FoundInText {
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

/** Reads the fields of one recipient; missing facts are taken from the text. */
export function readFields<Meaning>(
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
    // A find without a recipient is about the only recipient.
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

/** Reads a bounce without fields, by the recipients and replies in its text. */
export function readText<Meaning>(
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
  // The bounce is addressed to the sender, who is not a recipient.
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

/** Returns why a delivery failed, if no server gave a reply. */
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
