/**
 * How tsup builds every package: ES modules with source maps, split into chunks where entries share code.
 * `scripts/build/finish.ts` then makes of them what is published.
 */
import { defineConfig, type Options } from "tsup";

/**
 * The configuration of one package.
 *
 * @param options the entries, and what else the package needs
 */
export function packageConfig(options: Options & { readonly entry: string[] }) {
  return defineConfig({
    format: "esm",
    target: "es2023",
    sourcemap: true,
    clean: true,
    metafile: true,
    ...options,
  });
}
