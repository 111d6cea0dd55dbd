/** Converts nodemailer's options for DSN and REQUIRETLS to message options. */
import type { SMTPEnvelopeDsn } from "nodemailer";

/** Fields of a message, and options for each of its recipients. */
export interface Asks {
  readonly dsn?: {
    readonly notify?: "never" | readonly ("success" | "failure" | "delay")[];
    readonly ret?: "full" | "headers";
    readonly envid?: string;
  };
  readonly requireTls?: true;
  /** nodemailer's original recipient: one for all. */
  readonly orcpt?: string;
}

const RET = new Map([
  ["HDRS", "headers"],
  ["HEADERS", "headers"],
  ["FULL", "full"],
  ["BODY", "full"],
] as const);

const WHEN = new Map([
  ["SUCCESS", "success"],
  ["FAILURE", "failure"],
  ["DELAY", "delay"],
] as const);

/**
 * Reads nodemailer's options.
 *
 * @param dsn the option `dsn`, with any of its aliases
 * @param requireTls the option `requireTLSExtensionEnabled`
 * @throws {TypeError} for a value that nodemailer would also refuse
 */
export function asksOf(dsn: SMTPEnvelopeDsn | undefined, requireTls: boolean | undefined): Asks {
  const orcpt = dsn?.recipient || dsn?.orcpt;
  return {
    ...(dsn ? { dsn: dsnOf(dsn) } : {}),
    ...(requireTls ? { requireTls } : {}),
    ...(orcpt ? { orcpt } : {}),
  };
}

function dsnOf(dsn: SMTPEnvelopeDsn): NonNullable<Asks["dsn"]> {
  const [ret, envid] = [dsn.ret || dsn.return, dsn.envid || dsn.id];
  return {
    ...(ret ? { ret: among(RET, ret, "ret") } : {}),
    ...(envid ? { envid } : {}),
    ...(dsn.notify ? { notify: notifyOf(dsn.notify) } : {}),
  };
}

function notifyOf(notify: string | string[]): NonNullable<NonNullable<Asks["dsn"]>["notify"]> {
  const list = (typeof notify === "string" ? notify.split(",") : notify).map((one) => one.trim());
  if (list.length === 1 && list[0]?.toUpperCase() === "NEVER") return "never";
  return list.map((one) => among(WHEN, one, "notify"));
}

function among<Key extends string, Value>(
  values: ReadonlyMap<Key, Value>,
  text: string,
  what: string,
): Value {
  const value = values.get(text.toUpperCase() as Key);
  if (value === undefined) {
    throw new TypeError(`\`dsn.${what}\` cannot be ${JSON.stringify(text)} (RFC 3461).`);
  }
  return value;
}
