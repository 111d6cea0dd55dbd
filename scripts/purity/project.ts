/**
 * Loads the sources for the rules, type-checked in one program.
 *
 * A root is any directory with the layout of this workspace, so the fixtures are a small workspace and use the same
 * code.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Source } from "./finding.ts";

/** A type-checked workspace. */
export interface Project {
  readonly root: string;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The sources of all packages, without tests and declaration files. */
  readonly sources: readonly Source[];
}

/**
 * Reads and type-checks the packages under a root.
 *
 * @param root the absolute path of a directory that holds `packages/`
 * @param config the absolute path of the tsconfig whose compiler options are used
 * @throws {Error} if there is no source, because a check of nothing proves nothing
 */
export function openProject(root: string, config: string): Project {
  const paths = globSync("packages/*/src/**/*.ts", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".test.ts") && !path.endsWith(".d.ts"))
    .sort();
  if (paths.length === 0) throw new Error(`No sources were found under ${root}/packages.`);

  const { options } = ts.parseJsonConfigFileContent(
    { extends: config, compilerOptions: { types: ["node"] }, files: [] },
    ts.sys,
    import.meta.dirname,
  );
  const program = ts.createProgram(
    paths.map((path) => join(root, path)),
    options,
  );
  const sources = paths.map((path): Source => {
    const file = program.getSourceFile(join(root, path));
    if (file === undefined) throw new Error(`${path} could not be read.`);
    return { path, file };
  });
  return { root, program, checker: program.getTypeChecker(), sources };
}
