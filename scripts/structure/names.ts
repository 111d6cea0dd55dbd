/**
 * Finds top-level names that several files of one package declare, so that a search for the name has several results.
 */
import ts from "typescript";
import type { Source } from "../purity/finding.ts";

/**
 * Finds the names that more than one file declares, exported or not.
 *
 * @param sources the files of one package
 * @returns the files that declare each such name
 */
export function findSharedNames(sources: readonly Source[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const { path, file } of sources)
    for (const name of new Set(file.statements.flatMap(namesOf)))
      files.set(name, [...(files.get(name) ?? []), path]);
  const shared = [...files].filter(([, paths]) => paths.length > 1);
  return new Map(shared.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the names that a statement declares; imported and re-exported names are not declarations. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return declares && statement.name !== undefined ? [statement.name.text] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}
