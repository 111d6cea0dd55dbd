/** Computes the fields of a package.json from addresses.json. */

/** The project's addresses; `null` until they are known. */
export interface Addresses {
  /** The address of the repository on GitHub or a host like it, without `.git`. */
  readonly repository: string | null;
  /** The base address of the documentation. */
  readonly site: string | null;
}

/** The fields of a package.json that depend on the addresses. */
export interface AddressFields {
  readonly homepage?: string;
  readonly repository?: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly bugs?: { readonly url: string };
}

/**
 * Checks the addresses.
 *
 * @returns the names of the missing addresses
 * @throws {TypeError} if one is not an https address without a slash at its end
 */
export function checkAddresses(addresses: Addresses): string[] {
  const entries = Object.entries(addresses) as [string, unknown][];
  for (const [name, value] of entries)
    if (
      value !== null &&
      !(typeof value === "string" && /^https:\/\/[^\s?#]*[^\s?#/]$/.test(value))
    )
      throw new TypeError(
        `addresses.json: ${name} is ${JSON.stringify(value)}. Give an https address without a slash at its end, or null.`,
      );
  return entries.filter(([, value]) => value === null).map(([name]) => name);
}

/**
 * Returns the fields for one package.
 *
 * @param folder the package's folder, relative to the repository
 */
export function fieldsOf({ repository, site }: Addresses, folder: string): AddressFields {
  const home = site ?? repository;
  return {
    ...(home === null ? {} : { homepage: home }),
    ...(repository === null
      ? {}
      : {
          repository: { type: "git", url: `git+${repository}.git`, directory: folder },
          bugs: { url: `${repository}/issues` },
        }),
  };
}

/** Returns a manifest with exactly these fields, after `license` as in npm's documentation. */
export function withFields(
  manifest: Readonly<Record<string, unknown>>,
  fields: AddressFields,
): Record<string, unknown> {
  const own = Object.entries(manifest).filter(
    ([name]) => !["homepage", "repository", "bugs"].includes(name),
  );
  return Object.fromEntries(
    own.flatMap((entry) => (entry[0] === "license" ? [entry, ...Object.entries(fields)] : [entry])),
  );
}
