/**
 * Converts message options to the parameters of MAIL and RCPT, and checks them before anything is written. Whether a
 * server supports them is decided by the plan.
 */
import { isAscii, show } from "../../protocol/address/address.ts";
import { xtextEncode } from "../../protocol/bytes/xtext.ts";
import type { Parameter } from "../../protocol/command/command.ts";
import type { Feature } from "../../protocol/plan/feature.ts";
import { checkNames } from "../options/check-names.ts";

/** When the sender wants a notification about a message. */
export type NotifyWhen = "success" | "failure" | "delay";

/** Options of delivery status notifications (RFC 3461). */
export interface Dsn {
  /** For every recipient without its own `notify`. */
  readonly notify?: "never" | readonly NotifyWhen[];
  /** How much of the message a failure notification returns. */
  readonly ret?: "full" | "headers";
  /** A text that identifies the message, repeated in every notification: printable ASCII. */
  readonly envid?: string;
}

/** A deadline for delivery (RFC 2852). */
export interface DeliverBy {
  /** Seconds from now; with `notify` also zero or less. */
  readonly seconds: number;
  /** What happens if the deadline is missed: the message is returned, or it continues and the sender is notified. */
  readonly mode: "return" | "notify";
  /** Requests every server on the path to report that it passed the message on. */
  readonly trace?: boolean;
}

/** A recipient with options of its own. */
export interface RecipientOptions {
  /** The address without a display name. */
  readonly address: string;
  /** When to send notifications about this recipient (RFC 3461 4.1). */
  readonly notify?: "never" | readonly NotifyWhen[];
  /**
   * The original recipient, for notifications (RFC 3461 4.2): an address, or `type;address` for a type other than
   * rfc822.
   */
  readonly orcpt?: string;
  /**
   * Deliver only if the mailbox has had the same owner since then (RFC 7293); a Date, or text in the format of RFC
   * 3339.
   */
  readonly rrvs?: Date | string;
}

/** The options of a whole message. */
export interface MessageOptions {
  /** Delivery status notifications (RFC 3461). */
  readonly dsn?: Dsn;
  /** Only over TLS with a checked certificate on every hop (RFC 8689). Never dropped. */
  readonly requireTls?: boolean;
  /** A deadline for delivery (RFC 2852). */
  readonly deliverBy?: DeliverBy;
  /** Seconds to delay the delivery of the message (RFC 4865). */
  readonly holdFor?: number;
  /** When to deliver the message (RFC 4865); a Date, or text in the format of RFC 3339. */
  readonly holdUntil?: Date | string;
  /** The priority from -9 to 9, for the servers on the path (RFC 6710); 0 is ordinary mail. */
  readonly priority?: number | undefined;
}

const NOTIFY_CONDITIONS: readonly NotifyWhen[] = ["success", "failure", "delay"];

/**
 * Returns the parameters of MAIL for the options of a message.
 *
 * @param options the message's options; absent options add no parameter
 * @returns the parameters, in the order to be written
 * @throws {TypeError | RangeError} for invalid options
 * @example
 * mailOptionParameters({ dsn: { ret: "headers" }, holdFor: 60 }).map(({ keyword }) => keyword); // ["RET", "HOLDFOR"]
 */
export function mailOptionParameters(options: MessageOptions): readonly Parameter[] {
  const { dsn, requireTls, deliverBy, holdFor, holdUntil, priority } = options;
  checkFlag("requireTls", requireTls);
  if (holdFor !== undefined && holdUntil !== undefined) {
    throw new TypeError("`holdFor` and `holdUntil` exclude each other (RFC 4865 4). Give one.");
  }
  return [
    ...(dsn === undefined ? [] : dsnAsks(dsn)),
    ...(requireTls ? [ask("REQUIRETLS", "REQUIRETLS")] : []),
    ...(deliverBy === undefined ? [] : [ask("DELIVERBY", "BY", byValue(deliverBy))]),
    ...(holdFor === undefined ? [] : [ask("FUTURERELEASE", "HOLDFOR", secondsOf(holdFor))]),
    ...(holdUntil === undefined
      ? []
      : [ask("FUTURERELEASE", "HOLDUNTIL", dateTime("holdUntil", holdUntil))]),
    ...(priority === undefined ? [] : [ask("MT-PRIORITY", "MT-PRIORITY", priorityOf(priority))]),
  ];
}

/**
 * Returns the parameters of RCPT for the options of one recipient.
 *
 * @param options the recipient's options
 * @param dsn the message's options, as defaults
 * @throws {TypeError} for invalid options
 * @example
 * recipientOptionParameters({ notify: "never" })[0]?.value; // "NEVER"
 */
export function recipientOptionParameters(
  options: Omit<RecipientOptions, "address">,
  dsn: Dsn = {},
): readonly Parameter[] {
  const { notify = dsn.notify, orcpt, rrvs } = options;
  return [
    ...(notify === undefined ? [] : [ask("DSN", "NOTIFY", notifyOf(notify))]),
    ...(orcpt === undefined ? [] : [ask("DSN", "ORCPT", originalRecipient(orcpt))]),
    ...(rrvs === undefined ? [] : [ask("RRVS", "RRVS", dateTime("rrvs", rrvs))]),
  ];
}

function ask(extension: Feature, keyword: string, value?: string): Parameter {
  return Object.freeze({ extension, keyword, ...(value === undefined ? {} : { value }) });
}

function dsnAsks(dsn: Dsn): readonly Parameter[] {
  if (typeof dsn !== "object" || dsn === null) {
    throw new TypeError('`dsn` must be an object such as { notify: ["failure"], ret: "headers" }.');
  }
  checkKnownFields("`dsn`", dsn, ["notify", "ret", "envid"]);
  const { notify, ret, envid } = dsn;
  if (notify !== undefined) notifyOf(notify);
  if (ret !== undefined && ret !== "full" && ret !== "headers") {
    throw new TypeError('`dsn.ret` must be "full" or "headers".');
  }
  if (envid === "") throw new TypeError("`dsn.envid` is empty. Give a text, or leave it out.");
  return [
    ...(ret === undefined ? [] : [ask("DSN", "RET", ret === "full" ? "FULL" : "HDRS")]),
    ...(envid === undefined ? [] : [ask("DSN", "ENVID", xtextEncode(envid))]),
  ];
}

function notifyOf(notify: "never" | readonly NotifyWhen[]): string {
  if (notify === "never") return "NEVER";
  const known =
    Array.isArray(notify) &&
    notify.length > 0 &&
    notify.every((n) => NOTIFY_CONDITIONS.includes(n));
  if (!known) {
    throw new TypeError(
      `\`notify\` must be "never" or a list of ${NOTIFY_CONDITIONS.map((when) => `"${when}"`).join(", ")}, not ${show(notify)} (RFC 3461 4.1).`,
    );
  }
  return NOTIFY_CONDITIONS.filter((when) => notify.includes(when))
    .join(",")
    .toUpperCase();
}

/** Formats the original recipient (RFC 3461 4.2); text outside ASCII in the ASCII form of RFC 6533 3. */
function originalRecipient(orcpt: string): string {
  if (typeof orcpt !== "string" || orcpt === "") {
    throw new TypeError("`orcpt` must be an address, or `type;address`.");
  }
  const [, type, address = orcpt] = /^([a-z\d][a-z\d-]*);(.+)$/i.exec(orcpt) ?? [];
  if (isAscii(address)) return `${type ?? "rfc822"};${xtextEncode(address)}`;
  if (type !== undefined && type.toLowerCase() !== "utf-8") {
    throw new TypeError(
      `\`orcpt\` ${show(orcpt)} is not ASCII, which only the type utf-8 may hold (RFC 6533 3).`,
    );
  }
  if (/[\p{Cc}\p{Cs}]/u.test(address)) {
    throw new TypeError(`\`orcpt\` ${show(orcpt)} has a control character. Remove it.`);
  }
  return `utf-8;${address.replace(/[^!-*,-<>-[\]-~]/gu, embedded)}`;
}

function embedded(character: string): string {
  return `\\x{${character.codePointAt(0)?.toString(16).toUpperCase()}}`;
}

/**
 * Formats `deliverBy` as the value of BY (RFC 2852 4). The seconds have at most nine digits. They must be positive with
 * the mode `return`.
 */
function byValue(deliverBy: DeliverBy): string {
  const { seconds, mode, trace } = deliverBy ?? {};
  if (mode !== "return" && mode !== "notify") {
    throw new TypeError(
      '`deliverBy` must be an object such as { seconds: 3600, mode: "return" }; the mode may also be "notify".',
    );
  }
  checkKnownFields("`deliverBy`", deliverBy, ["seconds", "mode", "trace"]);
  checkFlag("deliverBy.trace", trace);
  const least = mode === "return" ? 1 : -NINE_DIGITS;
  checkNumber("deliverBy.seconds", seconds, least, NINE_DIGITS, "RFC 2852 4");
  return `${seconds};${mode === "return" ? "R" : "N"}${trace ? "T" : ""}`;
}

const NINE_DIGITS = 999_999_999;

function secondsOf(holdFor: number): string {
  checkNumber("holdFor", holdFor, 1, NINE_DIGITS, "RFC 4865 4");
  return String(holdFor);
}

function priorityOf(priority: number): string {
  checkNumber("priority", priority, -9, 9, "RFC 6710 4");
  // SMTP has no minus zero.
  return String(priority + 0);
}

/** Formats a time (RFC 3339) in UTC and whole seconds. */
function dateTime(name: string, given: Date | string): string {
  const date = typeof given === "string" && RFC3339.test(given) ? new Date(given) : given;
  const year = date instanceof Date ? date.getUTCFullYear() : Number.NaN;
  if (!(date instanceof Date && year >= 1970 && year <= 9999)) {
    throw new TypeError(
      `\`${name}\` must be a Date, or a text such as 2030-12-31T23:59:00Z, not ${show(given)} (RFC 3339).`,
    );
  }
  return date.toISOString().replace(/\.\d+/, "");
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/i;

function checkNumber(name: string, value: unknown, least: number, most: number, rfc: string): void {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `\`${name}\` must be a whole number from ${least} to ${most}, not ${show(value)} (${rfc}).`,
    );
  }
}

/** Refuses unknown field names, because a misspelled option would have no effect. */
export function checkKnownFields(what: string, given: object, known: readonly string[]): void {
  checkNames(given, known, (name) => `${what} has no \`${name}\``);
}

function checkFlag(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(`\`${name}\` must be true or false.`);
  }
}
