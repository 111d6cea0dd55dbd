/**
 * Stands for @deno/dnt where JSR is not reachable: the part of its documented API
 * that build_npm.ts uses, typed. It finds what dnt would stumble over (files that
 * are not there, mappings that nothing imports, uses of Deno that would be left) and
 * builds nothing.
 */
import { pathToFileURL } from "node:url";

/** A module that becomes an entry of `exports`. */
interface EntryPoint {
  readonly name: string;
  readonly path: string;
}

/** What `build` is told. */
interface BuildOptions {
  readonly entryPoints: readonly (string | EntryPoint)[];
  readonly outDir: string;
  /** Which globals are taken from a package. */
  readonly shims: { readonly deno?: boolean | "dev" };
  /** Modules that take the place of others; paths, from the working directory. */
  readonly mappings?: Readonly<Record<string, string>>;
  readonly typeCheck?: "both" | "single" | false;
  readonly declaration?: "inline" | "separate" | false;
  readonly esModule?: boolean;
  readonly scriptModule?: "cjs" | "umd" | false;
  readonly test?: boolean;
  readonly compilerOptions?: {
    readonly target?: "ES2021" | "ES2022" | "Latest";
    readonly lib?: readonly ("ES2022" | "ES2023" | "ESNext" | "DOM" | "DOM.Iterable")[];
  };
  readonly packageManager?: string;
  readonly package: {
    readonly name: string;
    readonly version: string;
    readonly [property: string]: unknown;
  };
  readonly postBuild?: () => void | Promise<void>;
}

interface Module {
  readonly specifier: string;
  readonly local?: string;
  readonly error?: string;
  readonly dependencies?: readonly Record<"code" | "type", { readonly specifier: string }>[];
}

/** Makes a directory that is there and empty. */
export async function emptyDir(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
  await Deno.mkdir(path, { recursive: true });
}

/** Checks what would be built, and leaves nothing behind. */
export async function build(options: BuildOptions): Promise<void> {
  const { entryPoints, mappings = {}, outDir, postBuild } = options;
  const entries = entryPoints.map((entry) => urlOf(typeof entry === "string" ? entry : entry.path));
  const twins = new Map(Object.entries(mappings).map(([from, to]) => [urlOf(from), urlOf(to)]));
  const graph = await graphOf([...entries, ...twins.values()]);

  const reached = new Set<string>();
  const mapped = new Set<string>();
  const visit = (specifier: string): void => {
    const twin = twins.get(specifier);
    if (twin) mapped.add(specifier);
    const module = graph.get(twin ?? specifier);
    if (!module || reached.has(module.specifier)) return;
    reached.add(module.specifier);
    if (module.error) throw new Error(module.error);
    if (module.local && /\bDeno\.\w/.test(codeOf(module.local)))
      throw new Error(`${module.specifier} uses Deno and has no twin.`);
    for (const { code, type } of module.dependencies ?? [])
      for (const to of [code, type]) if (to) visit(to.specifier);
  };
  for (const entry of entries) visit(entry);
  const unused = [...twins.keys()].filter((from) => !mapped.has(from));
  if (unused.length > 0) throw new Error(`Nothing imports ${unused.join(", ")}.`);

  await postBuild?.();
  const files = [...Deno.readDirSync(outDir)].map(({ name }) => name).sort();
  await Deno.remove(outDir, { recursive: true });
  const names = entryPoints.map((entry) => (typeof entry === "string" ? "." : entry.name));
  console.log(
    `> ${options.package.name} with ${names.join(", ")}: ${reached.size} modules, ${files.join(", ")}`,
  );
  console.log(
    "> SKIPPED the build itself: dnt is on JSR, which this check does without; .github/workflows/dnt.yml runs it",
  );
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

/** All modules that can be reached, by their specifiers. */
async function graphOf(roots: readonly string[]): Promise<Map<string, Module>> {
  const graph = new Map<string, Module>();
  for (const root of roots) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", root],
    }).output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout));
    for (const module of modules) graph.set(module.specifier, module);
  }
  return graph;
}

/** A module's text without its comments. */
function codeOf(path: string): string {
  return Deno.readTextFileSync(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}
