/** Prepares another version of Parley to be measured in the same run. */
import { cpSync, existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Copies the measuring programs of this checkout to another one.
 *
 * @param folder the checkout, with its dependencies installed and its packages built
 * @returns its absolute path
 * @throws {Error} if it is this checkout, or not built
 */
export function prepareBase(folder: string): string {
  const base = resolve(folder);
  const source = join(import.meta.dirname);
  const target = join(base, "bench", "src");
  if (target === source) {
    throw new Error(`${base} is this checkout. Give --base a clone of another version.`);
  }
  if (!existsSync(join(base, "packages", "node-socket", "dist", "mod.js"))) {
    throw new Error(
      `${base} is not built. Run \`npx -y pnpm@12.21.0 install\` and \`pnpm build\` there.`,
    );
  }
  rmSync(target, { recursive: true });
  cpSync(source, target, { recursive: true });
  return base;
}
