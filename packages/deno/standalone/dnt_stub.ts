/**
 * Replaces @deno/dnt where JSR cannot be reached: the part of its documented API that build.ts uses, with types. It
 * detects problems for dnt (missing files, mappings that nothing imports, remaining uses of Deno) and faults of the
 * package (an optional peer that becomes a dependency, a format whose package.json does not say that it has no side
 * effects). It builds nothing.
 */
import { pathToFileURL } from "node:url";

/** A module that becomes an entry in `exports`. */
interface EntryPoint {
  readonly name: string;
  readonly path: string;
}

/** An npm package that replaces a module. */
interface PackageMapping {
  readonly name: string;
  readonly version: string;
  readonly peerDependency?: boolean;
}

/** The options of `build`. */
interface BuildOptions {
  readonly entryPoints: readonly (string | EntryPoint)[];
  readonly outDir: string;
  /** The globals that come from a package. */
  readonly shims: {
    readonly deno?: boolean | "dev" | { readonly test: boolean | "dev" };
  };
  /** Modules and packages that replace others; paths are relative to the working directory. */
  readonly mappings?: Readonly<Record<string, string | PackageMapping>>;
  readonly typeCheck?: "both" | "single" | false;
  readonly declaration?: "inline" | "separate" | false;
  readonly esModule?: boolean;
  readonly scriptModule?: "cjs" | "umd" | false;
  /** Polyfills by name; those not named are added if the target needs them. */
  readonly polyfills?: Readonly<Partial<Record<"arrayFindLast" | "promiseWithResolvers", boolean>>>;
  /** Runs the tests in Node, in both formats. */
  readonly test?: boolean;
  readonly testPattern?: string;
  readonly compilerOptions?: {
    readonly target?: "ES2021" | "ES2022" | "ES2023" | "Latest";
    readonly lib?: readonly ("ES2022" | "ES2023" | "ESNext" | "DOM" | "DOM.Iterable")[];
  };
  readonly packageManager?: string;
  readonly package: {
    readonly name: string;
    readonly version: string;
    readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
    readonly [property: string]: unknown;
  };
  readonly postBuild?: () => void | Promise<void>;
}

interface Module {
  readonly specifier: string;
  readonly local?: string;
  readonly error?: string;
  readonly dependencies?: readonly {
    /** The specifier as written in the module. */
    readonly specifier: string;
    readonly code?: { readonly specifier: string };
    readonly type?: { readonly specifier: string };
  }[];
}

/** Creates an empty directory. */
export async function emptyDir(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
  await Deno.mkdir(path, { recursive: true });
}

/** Checks what would be built, and leaves no files. */
export async function build(options: BuildOptions): Promise<void> {
  const { entryPoints, mappings = {}, outDir, postBuild } = options;
  const entries = entryPoints.map((entry) => urlOf(typeof entry === "string" ? entry : entry.path));
  const twins = new Map(
    Object.entries(mappings).flatMap(([from, to]) =>
      typeof to === "string" ? [[urlOf(from), urlOf(to)]] : [],
    ),
  );
  const tests = options.test === true ? [urlOf(options.testPattern ?? "")] : [];
  const graph = await graphOf([...entries, ...tests, ...twins.values()]);

  const reached = new Set<string>();
  const mapped = new Set<string>();
  const packages = new Set<string>();
  const visit = (specifier: string): void => {
    const twin = twins.get(specifier);
    if (twin) mapped.add(specifier);
    const module = graph.get(twin ?? specifier);
    if (!module || reached.has(module.specifier)) return;
    reached.add(module.specifier);
    if (module.error) throw new Error(module.error);
    if (module.local && /\bDeno\.\w/.test(codeOf(module.local)))
      throw new Error(`${module.specifier} uses Deno and has no twin.`);
    for (const { specifier: written, code, type } of module.dependencies ?? []) {
      if (!/^[./]|^\w+:/.test(written)) packages.add(written);
      for (const to of [code, type]) if (to) visit(to.specifier);
    }
  };
  for (const entry of entries) visit(entry);
  for (const test of tests) {
    const { error } = graph.get(test) ?? { error: `${test} does not exist.` };
    if (error) throw new Error(error);
  }
  for (const [from, { name, peerDependency }] of Object.entries(mappings).flatMap(([key, to]) =>
    typeof to === "string" ? [] : [[key, to] as const],
  ))
    if (peerDependency && packages.has(name)) mapped.add(from);
  const unused = Object.keys(mappings).filter(
    (from) => !mapped.has(from) && !mapped.has(urlOf(from)),
  );
  if (unused.length > 0) throw new Error(`Nothing imports ${unused.join(", ")} as a peer.`);
  const peers = Object.values(mappings).map((to) => (typeof to === "string" ? to : to.name));
  for (const name of Object.keys(options.package.peerDependenciesMeta ?? {}))
    if (!peers.includes(name))
      throw new Error(`${name} is an optional peer and not mapped: everybody would install it.`);

  const formats = ["esm", "script"].map((format) => `${outDir}/${format}`);
  for (const format of formats) {
    await Deno.mkdir(format);
    const type = format.endsWith("esm") ? "module" : "commonjs";
    await Deno.writeTextFile(`${format}/package.json`, JSON.stringify({ type }));
  }
  await postBuild?.();
  for (const format of formats) {
    const { type, sideEffects } = JSON.parse(await Deno.readTextFile(`${format}/package.json`));
    if (sideEffects !== false || type === undefined)
      throw new Error(`${format}/package.json must keep its type and say "sideEffects": false.`);
  }
  const files = [...Deno.readDirSync(outDir)].map(({ name }) => name).sort();
  await Deno.remove(outDir, { recursive: true });
  const names = entryPoints.map((entry) => (typeof entry === "string" ? "." : entry.name));
  console.log(
    `> ${options.package.name} with ${names.join(", ")}: ${reached.size} modules, ${files.join(", ")}`,
  );
  console.log(
    "> SKIPPED the build of the standalone package: dnt is on JSR, which this check does not reach; .github/workflows/dnt.yml runs it",
  );
}

function urlOf(path: string): string {
  return pathToFileURL(path).href;
}

/** Returns all reachable modules by their specifiers. */
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

/** Returns a module's text without its comments. */
function codeOf(path: string): string {
  return Deno.readTextFileSync(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}
