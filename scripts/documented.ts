/**
 * Asks `deno doc --lint` whether everything that is published is documented: every
 * entry of every package, all at once, since types of one entry stand in others.
 * Some entries are left out, for their signatures are made of nodemailer's and of
 * OpenTelemetry's own types, and what another package declares counts as private to deno doc.
 *
 *     node scripts/documented.ts
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packages, root } from "./workspace.ts";

/** Entries made of other packages' types. */
const leftOut = /nodemailer-transport.src.mod\.ts$|opentelemetry\.ts$/;

const entries = packages.flatMap(({ folder, manifest }) =>
  Object.values(manifest.exports ?? {}).flatMap(({ "@parley-smtp/source": source = {} }) =>
    (typeof source === "string" ? [source] : Object.values(source)).map((path) =>
      join(folder, path),
    ),
  ),
);
const looked = entries.filter((entry) => !leftOut.test(entry));

const { status } = spawnSync("deno", ["doc", "--lint", ...new Set(looked)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
