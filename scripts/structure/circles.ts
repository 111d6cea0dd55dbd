/**
 * Import circles: files of one package that import each other, directly or through others.
 *
 * Type imports count. They do not exist at run time, but a reader has to understand all files of a circle together.
 */
import { posix } from "node:path";
import { literalText, moduleSpecifiers } from "../purity/direction.ts";
import type { Source } from "../purity/finding.ts";

/**
 * Finds the groups of files that import each other.
 *
 * @param sources the files of one package
 * @returns each group as a list of paths in alphabetical order; a file that imports itself is a group of one
 */
export function findCircles(sources: readonly Source[]): string[][] {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const self = [...imports].filter(([path, targets]) => targets.includes(path));
  return [
    ...stronglyConnected(imports).filter((group) => group.length > 1),
    ...self.map(([path]) => [path]),
  ];
}

/** Returns the paths that a file imports by a relative name. */
function importsOf({ path, file }: Source): string[] {
  return moduleSpecifiers(file)
    .map((specifier) => literalText(specifier))
    .filter((name) => name?.startsWith(".") === true)
    .map((name) => posix.join(posix.dirname(path), name as string));
}

/** Splits a graph into its strongly connected components (Tarjan 1972). */
function stronglyConnected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const indices = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const components: string[][] = [];

  const visit = (node: string): number => {
    const index = indices.size;
    let low = index;
    indices.set(node, index);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!indices.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, indices.get(next) as number);
    }
    lowest.set(node, low);
    if (low === index) components.push(stack.splice(stack.indexOf(node)).sort());
    return low;
  };
  for (const node of graph.keys()) if (!indices.has(node)) visit(node);
  return components;
}
