/** Checks the arguments of MAIL and RCPT: paths, and the parameters of the announced extensions. */
import type { ReplyName } from "./ordinary-replies.ts";
import type { Personality } from "./personality.ts";

/** One parameter of MAIL or RCPT. */
interface ParameterRow {
  readonly of: "MAIL" | "RCPT";
  readonly name: string;
  /** The EHLO keyword that allows it. */
  readonly keyword: string;
  /** The allowed values; absent: no value. */
  readonly value?: RegExp;
  /** Octets that it adds to the longest command line (RFC 5321 4.5.3.1.4). */
  readonly room: number;
  readonly rfc: string;
}

const xtext = "(?:[!-*,-<>-~]|\\+[0-9A-F]{2})";
const text = (source: string): RegExp => new RegExp(`^(?:${source})$`, "i");

const parameters: readonly ParameterRow[] = [
  { of: "MAIL", name: "SIZE", keyword: "SIZE", value: /^\d{1,20}$/, room: 26, rfc: "RFC 1870 4" },
  {
    of: "MAIL",
    name: "BODY",
    keyword: "8BITMIME",
    value: text("7BIT|8BITMIME"),
    room: 17,
    rfc: "RFC 6152 2",
  },
  {
    of: "MAIL",
    name: "BODY",
    keyword: "BINARYMIME",
    value: text("7BIT|8BITMIME|BINARYMIME"),
    room: 17,
    rfc: "RFC 3030 3",
  },
  { of: "MAIL", name: "SMTPUTF8", keyword: "SMTPUTF8", room: 10, rfc: "RFC 6531 3.4" },
  {
    of: "MAIL",
    name: "AUTH",
    keyword: "AUTH",
    value: text(`${xtext}+`),
    room: 500,
    rfc: "RFC 4954 5",
  },
  {
    of: "MAIL",
    name: "RET",
    keyword: "DSN",
    value: text("FULL|HDRS"),
    room: 9,
    rfc: "RFC 3461 4.3",
  },
  {
    of: "MAIL",
    name: "ENVID",
    keyword: "DSN",
    value: text(`${xtext}{1,100}`),
    room: 107,
    rfc: "RFC 3461 4.4",
  },
  {
    of: "RCPT",
    name: "NOTIFY",
    keyword: "DSN",
    value: text("NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*"),
    room: 29,
    rfc: "RFC 3461 4.1",
  },
  {
    of: "RCPT",
    name: "ORCPT",
    keyword: "DSN",
    value: /^[a-z0-9-]+;\S{1,500}$/i,
    room: 507,
    rfc: "RFC 3461 4.2",
  },
  { of: "MAIL", name: "REQUIRETLS", keyword: "REQUIRETLS", room: 11, rfc: "RFC 8689 2" },
  {
    of: "MAIL",
    name: "BY",
    keyword: "DELIVERBY",
    value: text("[-+]?\\d{1,9};[NR]T?"),
    room: 17,
    rfc: "RFC 2852 4",
  },
  {
    of: "MAIL",
    name: "HOLDFOR",
    keyword: "FUTURERELEASE",
    value: /^\d{1,9}$/,
    room: 34,
    rfc: "RFC 4865 4",
  },
  {
    of: "MAIL",
    name: "HOLDUNTIL",
    keyword: "FUTURERELEASE",
    value: /^[-0-9T:.Z+]+$/i,
    room: 34,
    rfc: "RFC 4865 4",
  },
  {
    of: "MAIL",
    name: "MT-PRIORITY",
    keyword: "MT-PRIORITY",
    value: /^-?\d$/,
    room: 15,
    rfc: "RFC 6710 4",
  },
  {
    of: "RCPT",
    name: "RRVS",
    keyword: "RRVS",
    value: /^[-0-9T:.Z+]+(?:;[CR])?$/i,
    room: 33,
    rfc: "RFC 7293 3",
  },
];

const isOffered = (offered: readonly string[], keyword: string): boolean =>
  offered.some((line) => line.split(/[ =]/)[0]?.toUpperCase() === keyword);

/** Returns the registered parameters and those of the personality. */
function rowsWith(others: Personality["parameters"] = []): readonly ParameterRow[] {
  const value = /^/;
  return [
    ...parameters,
    ...others.map(({ octets, ...row }) => ({ ...row, value, room: octets, rfc: "" })),
  ];
}

/** Returns the longest command line, including its CRLF (RFC 5321 4.5.3.1.4; RFC 4954 4 for AUTH). */
export function longestLine(
  verb: string,
  offered: readonly string[],
  others: Personality["parameters"],
): number {
  if (verb === "AUTH") return 12288;
  const allowed = rowsWith(others).filter(
    ({ of, keyword }) => of === verb && isOffered(offered, keyword),
  );
  return allowed.reduce((sum, { room }) => sum + room, 512);
}

/** Returns the invalid parameter of a MAIL or RCPT command and the name of its reply, or nothing. */
export function checkParameters(
  verb: "MAIL" | "RCPT",
  given: readonly string[],
  offered: readonly string[],
  others: Personality["parameters"],
): { readonly name: ReplyName; readonly parameter: string } | undefined {
  const known = rowsWith(others);
  const seen = new Set<string>();
  for (const parameter of given) {
    const [name = "", ...rest] = parameter.split("=");
    const value = rest.length > 0 ? rest.join("=") : undefined;
    const rows = known.filter(
      (row) =>
        row.of === verb && row.name === name.toUpperCase() && isOffered(offered, row.keyword),
    );
    if (rows.length === 0) return { name: `${verb} parameter`, parameter };
    const fits = rows.some((row) =>
      row.value ? row.value.test(value ?? "") : value === undefined,
    );
    if (!fits || seen.has(name.toUpperCase()) || isBeyond(parameter, offered))
      return { name: `${verb} parameter value`, parameter };
    seen.add(name.toUpperCase());
  }
  return undefined;
}

/** Returns the parameters of an EHLO keyword. */
function getKeywordParameters(offered: readonly string[], keyword: string): readonly string[] {
  const line = offered.find((listed) => listed.split(/[ =]/)[0]?.toUpperCase() === keyword);
  return line?.split(/ +/).slice(1) ?? [];
}

/** Returns whether a deadline is too soon (RFC 2852 4.1) or a release too late (RFC 4865 3). */
function isBeyond(parameter: string, offered: readonly string[]): boolean {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(parameter) ?? [];
  const [longest = "", latest = ""] = getKeywordParameters(offered, "FUTURERELEASE");
  const [least = ""] = getKeywordParameters(offered, "DELIVERBY");
  switch (name.toUpperCase()) {
    case "BY":
      return /;R/i.test(value) && Number.parseInt(value, 10) < Number(least);
    case "HOLDFOR":
      return Number(value) > Number(longest || Number.POSITIVE_INFINITY);
    case "HOLDUNTIL":
      return latest !== "" && value > latest;
    default:
      return false;
  }
}

/** Returns how many recipients per transaction the server announces (RFC 9422). */
export function announcedRecipients(offered: readonly string[]): number {
  const limits = getKeywordParameters(offered, "LIMITS").map(
    (limit) => /^RCPTMAX=([1-9]\d*)$/i.exec(limit)?.[1],
  );
  return Number(limits.find(Boolean) ?? Number.POSITIVE_INFINITY);
}

/** The parsed argument of MAIL or RCPT. */
export interface PathArgument {
  /** The address without brackets. */
  readonly address: string;
  readonly parameters: readonly string[];
}

const path: RegExp = /^<((?:"(?:[^"\\]|\\.)*"|[^<>"])*)>((?: [!-~\u{80}-\u{10FFFF}]+)*) *$/u;

/** Parses `FROM:<path> parameters` or `TO:<path> parameters`; `undefined` for anything else. */
export function readPath(label: "FROM:" | "TO:", argument: string): PathArgument | undefined {
  if (argument.slice(0, label.length).toUpperCase() !== label) return undefined;
  const [, address, rest = ""] = path.exec(argument.slice(label.length)) ?? [];
  if (address === undefined) return undefined;
  return { address, parameters: rest.split(" ").filter((word) => word !== "") };
}
