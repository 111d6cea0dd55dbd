/** Finds the settings of a provider by an address, a domain, a name or MX records. */
import { GERMAN_ROWS } from "./rows-german.ts";
import { MAILBOX_ROWS } from "./rows-mailboxes.ts";
import { SERVICE_ROWS } from "./rows-services.ts";
import { type ProviderSettings, toSettings } from "./settings.ts";

/** Every provider of the table: German-speaking countries, the rest of the world, then services for programs. */
export const PROVIDER_SETTINGS: readonly ProviderSettings[] = Object.freeze(
  [...GERMAN_ROWS, ...MAILBOX_ROWS, ...SERVICE_ROWS].map(toSettings),
);

/** What `findProviderSettings` returns. */
export interface FoundProviderSettings extends ProviderSettings {
  /** The name for `auth.user`, if the provider derives it from the address, or uses one name for everybody. */
  readonly userName?: string;
}

/** What else is known of a domain. */
export interface FindProviderOptions {
  /** The names in the domain's MX records, which show who receives its mail. */
  readonly mx?: readonly string[];
}

/** A domain name has no more characters (RFC 1035 2.3.4). */
const MAX_DOMAIN_LENGTH = 255;

/** Nobody needs more MX records to be recognized. */
const MAX_MX_NAMES = 50;

/**
 * Finds the settings of the provider that an address, a domain or a name belongs to. It asks nobody: it looks in a
 * table whose rows name their sources and the day on which they were read.
 *
 * A domain that is not a provider's own is found by its MX records: pass their names as `mx`.
 *
 * @param given an address, a domain, or a provider's name in any case
 * @param options the domain's MX records
 * @returns the settings, or `undefined` if the table does not contain the provider
 * @throws {TypeError} if `given` is not a string, or `mx` is not a list of strings
 * @example
 * import { findProviderSettings } from "@parley-smtp/core/providers";
 *
 * const found = findProviderSettings("ann@web.de");
 * found?.server; // { host: "smtp.web.de", port: 465, tls: "implicit" }
 * found?.userName; // "ann"
 * found?.notes; // what to know first
 */
export function findProviderSettings(
  given: string,
  { mx = [] }: FindProviderOptions = {},
): FoundProviderSettings | undefined {
  if (typeof given !== "string") {
    throw new TypeError(
      `findProviderSettings needs an address, a domain or a name, not ${given === null ? "null" : typeof given}.`,
    );
  }
  if (!Array.isArray(mx) || mx.some((name) => typeof name !== "string")) {
    throw new TypeError('`mx` must be a list of host names, such as ["mx1.example.com"].');
  }
  const at = given.lastIndexOf("@");
  const domain = toDomain(given.slice(at + 1));
  const found =
    findByDomain(domain) ??
    (at < 0 ? BY_NAME.get(simplified(given)) : undefined) ??
    findByMailExchangers(mx);
  return found && withUserName(found, at < 0 ? undefined : given);
}

const BY_DOMAIN = new Map(
  PROVIDER_SETTINGS.flatMap((row) => row.domains.map((domain) => [domain, row])),
);

const BY_NAME = new Map(
  PROVIDER_SETTINGS.flatMap((row) => namesOf(row).map((name) => [simplified(name), row])),
);

const BY_MAIL_EXCHANGER = new Map(
  PROVIDER_SETTINGS.flatMap((row) => row.mailExchangers.map((end) => [end, row])),
);

/** Returns every name that a provider can be found by. */
export function namesOf({ id, name, aliases }: ProviderSettings): readonly string[] {
  return [id, name, ...aliases];
}

/** Returns a name without what people write differently: case, blanks and punctuation. */
export function simplified(name: string): string {
  return name.length > MAX_DOMAIN_LENGTH
    ? ""
    : name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Returns a domain in lower case without a final dot, or nothing if no domain is so long. */
function toDomain(text: string): string {
  return text.length > MAX_DOMAIN_LENGTH ? "" : text.trim().toLowerCase().replace(/\.$/, "");
}

function findByDomain(domain: string): ProviderSettings | undefined {
  return BY_DOMAIN.get(domain) ?? findInParents(domain, (parent) => BY_DOMAIN.get(`*.${parent}`));
}

function findByMailExchangers(names: readonly string[]): ProviderSettings | undefined {
  for (const name of names.slice(0, MAX_MX_NAMES)) {
    const host = toDomain(name);
    const look = (end: string): ProviderSettings | undefined => BY_MAIL_EXCHANGER.get(end);
    const found = look(host) ?? findInParents(host, look);
    if (found) return found;
  }
  return undefined;
}

/** Asks for each domain above one, the longest first. */
function findInParents(
  domain: string,
  look: (parent: string) => ProviderSettings | undefined,
): ProviderSettings | undefined {
  for (let dot = domain.indexOf("."); dot >= 0; dot = domain.indexOf(".", dot + 1)) {
    const found = look(domain.slice(dot + 1));
    if (found) return found;
  }
  return undefined;
}

function withUserName(row: ProviderSettings, address: string | undefined): FoundProviderSettings {
  const { user } = row;
  if (typeof user === "object") return { ...row, userName: user.fixed };
  if (address === undefined || user === "account") return row;
  const trimmed = address.trim();
  return {
    ...row,
    userName: user === "address" ? trimmed : trimmed.slice(0, trimmed.lastIndexOf("@")),
  };
}
