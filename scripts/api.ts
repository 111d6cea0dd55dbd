/**
 * Lists what each published entry exports, according to api-extractor, in docs/api, so that every change is visible.
 * It reads the built types.
 *
 *     pnpm api                        builds, and writes the reports
 *     node scripts/api.ts --check     fails where they differ from what was built
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { type Package, packages, root } from "./workspace.ts";

/** The compiler options of a user who only has the types of the web. */
const compilerOptions = {
  target: "es2023",
  module: "nodenext",
  lib: ["esnext", "dom"],
  types: [],
  strict: true,
  skipLibCheck: true,
};

const kept = join(root, "docs/api");
const fresh = mkdtempSync(join(tmpdir(), "parley-api-"));

for (const one of packages)
  for (const [entry, { types }] of Object.entries(one.manifest.exports ?? {}))
    if (typeof types === "string") report(one, entry, types);

if (!process.argv.includes("--check")) {
  rmSync(kept, { recursive: true, force: true });
  cpSync(fresh, kept, { recursive: true });
}
const names = new Set([kept, fresh].flatMap((folder) => readdirSync(folder)));
const changed = [...names].filter((name) => textOf(kept, name) !== textOf(fresh, name));
rmSync(fresh, { recursive: true });
if (changed.length > 0) {
  console.error(
    `What is public has changed: ${changed.join(", ")} in docs/api. If that is meant, run \`pnpm api\` and commit what it writes.`,
  );
  process.exitCode = 1;
}

function textOf(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes the report of one entry. */
function report({ folder, manifest }: Package, entry: string, types: string): void {
  const main = join(folder, types);
  if (!existsSync(main)) throw new Error(`${relative(root, main)} is missing: build first.`);
  const name = `${manifest.name.replace(/^.*\//, "")}${entry.slice(1).replaceAll("/", "-")}`;
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: main,
      newlineKind: "lf",
      compiler: { overrideTsconfig: { compilerOptions, files: [main] } },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: fresh,
        reportTempFolder: fresh,
      },
      // Every export is public, and `deno doc --lint` checks its documentation.
      messages: { extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } } },
    },
  });
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = message.logLevel !== "error";
    },
  });
  if (!succeeded) throw new Error(`No report could be made of ${manifest.name}${entry.slice(1)}.`);
}
