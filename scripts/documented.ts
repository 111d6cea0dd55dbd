/**
 * Asks `deno doc --lint` whether everything that is published is documented: every
 * entry of every package, all at once, since types of one entry stand in others.
 * The transport for nodemailer is left out: it is for Node alone, and nodemailer's
 * own types, which its signatures are made of, count as private to deno doc.
 *
 *     node scripts/documented.ts
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packages, root } from "./workspace.ts";

const looked = packages.filter(
  ({ manifest }) => manifest.name !== "@parley-smtp/nodemailer-transport",
);
const entries = looked.flatMap(({ folder, manifest }) =>
  Object.values(manifest.exports ?? {}).flatMap(({ "@parley-smtp/source": source = {} }) =>
    (typeof source === "string" ? [source] : Object.values(source)).map((path) =>
      join(folder, path),
    ),
  ),
);

const { status } = spawnSync("deno", ["doc", "--lint", ...new Set(entries)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
