/**
 * What a message may ask of a server beside being delivered, as the parameters
 * of MAIL and RCPT that say it. Checked here, before a byte is written; whether a
 * server can do it is for the plan to say.
 */
import { isAscii, show } from "../../protocol/address/address.ts";
import { xtextEncode } from "../../protocol/bytes/xtext.ts";
import type { Parameter } from "../../protocol/command/command.ts";
import type { Feature } from "../../protocol/plan/feature.ts";
import { checkNames } from "../options/check-names.ts";

/** When the sender wants a notification about a message. */
export type NotifyWhen = "success" | "failure" | "delay";

/** Delivery status notifications as wished (RFC 3461). */
export interface Dsn {
  /** For every recipient that has no `notify` of its own. */
  readonly notify?: "never" | readonly NotifyWhen[];
  /** How much of the message a notification of failure returns. */
  readonly ret?: "full" | "headers";
  /** Comes back in every notification, which identifies the message: printable ASCII. */
  readonly envid?: string;
}

/** A deadline for delivery (RFC 2852). */
export interface DeliverBy {
  /** Seconds from now; for `notify` also none or fewer. */
  readonly seconds: number;
  /** What is done when it is missed: the message comes back, or goes on and the sender is notified. */
  readonly mode: "return" | "notify";
  /** Every server on the way is asked to report that it passed the message on. */
  readonly trace?: boolean;
}

/** A recipient of whom something is asked that is not asked of all. */
export interface RecipientOptions {
  /** The bare address, no display name. */
  readonly address: string;
  /** When to hear about this recipient (RFC 3461 4.1). */
  readonly notify?: "never" | readonly NotifyWhen[];
  /**
   * Whom the message was first addressed to, for notifications (RFC 3461 4.2): an
   * address, or `type;address` for a type other than rfc822.
   */
  readonly orcpt?: string;
  /** Deliver only if the mailbox has had the same owner since then (RFC 7293); a text as in RFC 3339. */
  readonly rrvs?: Date | string;
}

/** What is asked of a whole message. */
export interface MessageOptions {
  /** Delivery status notifications (RFC 3461). */
  readonly dsn?: Dsn;
  /** Over TLS with a checked certificate on every hop, or not at all (RFC 8689). Never dropped. */
  readonly requireTls?: boolean;
  /** A deadline for delivery (RFC 2852). */
  readonly deliverBy?: DeliverBy;
  /** Seconds to hold the message before it is delivered (RFC 4865). */
  readonly holdFor?: number;
  /** When to deliver the message (RFC 4865); a text as in RFC 3339. */
  readonly holdUntil?: Date | string;
  /** From -9 to 9, for the servers on the way (RFC 6710); 0 is ordinary mail. */
  readonly priority?: number;
}

const NOTIFY_CONDITIONS: readonly NotifyWhen[] = ["success", "failure", "delay"];

/**
 * The parameters of MAIL that say what is asked of a message.
 *
 * @param options the message's options; what is absent is not asked
 * @returns the parameters, in the order to be written
 * @throws {TypeError | RangeError} for what cannot be asked
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
 * The parameters of RCPT that say what is asked for one recipient.
 *
 * @param options its own options
 * @param dsn those of the message, for what it has not said itself
 * @throws {TypeError} for what cannot be asked
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

/** RFC 3461 4.2; RFC 6533 3 for what is not ASCII, in the form that ASCII can carry. */
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

/** RFC 2852 4: nine digits; in the past only where the message goes on all the same. */
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
  // There is no minus zero on the wire.
  return String(priority + 0);
}

/** RFC 3339, in UTC and whole seconds. */
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

/** A misspelled name would ask for nothing. */
export function checkKnownFields(what: string, given: object, known: readonly string[]): void {
  checkNames(given, known, (name) => `${what} has no \`${name}\``);
}

function checkFlag(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(`\`${name}\` must be true or false.`);
  }
}
