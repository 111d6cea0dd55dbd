/** What addresses.json means for a package.json. */

/** Where the project lives; `null` where that is not known yet. */
export interface Addresses {
  /** The address of the repository on GitHub or a host like it, without `.git`. */
  readonly repository: string | null;
  /** The base address of the documentation. */
  readonly site: string | null;
}

/** The fields of a package.json that follow from the addresses. */
export interface AddressFields {
  readonly homepage?: string;
  readonly repository?: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly bugs?: { readonly url: string };
}

/**
 * Checks the addresses.
 *
 * @returns the names of those that are missing
 * @throws {TypeError} when one is not the https address of a page without a slash at its end
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
 * The fields for one package.
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

/** A manifest with exactly these address fields, behind `license`, where npm's documentation has them. */
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
