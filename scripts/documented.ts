/**
 * Checks with `deno doc --lint` that everything published is documented: all entries of all packages at once, because
 * types of one entry are used in others. Entries whose signatures use nodemailer's or OpenTelemetry's own types are
 * left out, because deno doc treats types of other packages as private.
 *
 *     node scripts/documented.ts
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packages, root } from "./workspace.ts";

/** Entries that use other packages' types. */
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
