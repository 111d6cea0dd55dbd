/** The code in the tabs compiles with the packages' real types, for every preset. */
import { basename, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type CodeKind, codeFor } from "../src/play/code.ts";
import { presets } from "../src/play/presets.ts";
import type { Scene } from "../src/play/scene.ts";
import { played } from "./played.ts";

const { modern } = presets;

/** The presets, and situations that no preset has. */
const scenes: Readonly<Record<string, Scene>> = {
  ...presets,
  "with a token in clear text": {
    ...modern,
    client: { login: "token", cleartext: true, tls: "none", port: 2525, features: {} },
  },
  "with wishes": {
    ...modern,
    client: {
      login: "none",
      tls: "implicit",
      features: { "8BITMIME": "require", CHUNKING: "avoid" },
    },
  },
  "several messages from nobody": {
    ...modern,
    mail: { from: "", to: ["bob@example.net", "jörg@example.net"], content: "utf8", count: 3 },
  },
  "8-bit text": { ...modern, mail: { ...modern.mail, content: "eight-bit" } },
};

const packages = join(import.meta.dirname, "../../../packages");

/** The place of the code: a package with the types of its runtime, with the options of that package. */
const places: Readonly<Record<CodeKind, string>> = {
  node: join(packages, "node-socket"),
  deno: join(packages, "deno"),
  workers: join(packages, "cloudflare-workers"),
  test: join(packages, "node-socket"),
};

/** Returns the compiler's errors about files that exist only here, one per line. */
function complaints(place: string, files: ReadonlyMap<string, string>): readonly string[] {
  const config = join(place, "tsconfig.json");
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    place,
    {},
    config,
  );
  // Errors about declarations do not matter to readers.
  const here = { ...options, isolatedDeclarations: false, declaration: false };
  const host = ts.createCompilerHost(here);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], here, host);
  return [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter(({ file }) => file === source)
      .map(({ messageText }) => {
        const text = ts.flattenDiagnosticMessageText(messageText, " ");
        return `${basename(name, ".ts")}: ${text}`;
      });
  });
}

function codeOf(scene: Scene, kind: CodeKind): string {
  return codeFor(scene, kind, played(scene).outcomes[0]);
}

describe.each(Object.entries(places) as [CodeKind, string][])("the code for %s", (kind, place) => {
  it("compiles, whatever is played", () => {
    const files = new Map(
      Object.entries(scenes).map(([name, scene]) => [
        join(place, "src", `${name}.ts`),
        codeOf(scene, kind),
      ]),
    );
    // A wrong example proves that the compiler reads the code.
    files.set(
      join(place, "src", "wrong.ts"),
      codeOf(modern, kind).replace("createMailer({", "createMailer({ prot: 25,"),
    );
    expect(complaints(place, files)).toEqual([expect.stringMatching(/^wrong: .*'prot'/)]);
  });
});
