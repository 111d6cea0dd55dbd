/**
 * `pnpm addresses`: writes where the project lives into the package.json of every published package.
 *
 * addresses.json holds the two addresses that are not known before the project has a home: `repository`, where the sources
 * and issues are, and `site`, the base address of the documentation. Everything else follows from them.
 *
 *     node scripts/addresses.ts              writes `repository`, `homepage` and `bugs`
 *     node scripts/addresses.ts --check      fails where a package.json says something else
 *     node scripts/addresses.ts --release    writes, and fails while an address is missing: npm accepts a package from a
 *                                            trusted workflow only if it names the repository
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Addresses, checkAddresses, fieldsOf, withFields } from "./address-fields.ts";
import { packages, root } from "./workspace.ts";

const [mode] = process.argv.slice(2);
const addresses = JSON.parse(readFileSync(join(root, "addresses.json"), "utf8")) as Addresses;
const missing = checkAddresses(addresses);
if (missing.length > 0) {
  const sentence = `addresses.json has no ${missing.join(" and no ")}`;
  if (mode === "--release") throw new Error(`${sentence}. Fill it in before you release.`);
  console.log(`> ${sentence}; a release fails until it has`);
}
for (const { folder } of packages) {
  const path = join(folder, "package.json");
  const before = readFileSync(path, "utf8");
  const fields = fieldsOf(addresses, relative(root, folder));
  const after = `${JSON.stringify(withFields(JSON.parse(before), fields), null, 2)}\n`;
  if (after === before) continue;
  if (mode !== "--check") writeFileSync(path, after);
  else {
    console.error(
      `${relative(root, path)} does not say what addresses.json says: run \`pnpm addresses\`.`,
    );
    process.exitCode = 1;
  }
}
