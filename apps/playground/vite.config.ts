import { join } from "node:path";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

const hashes = join(import.meta.dirname, "src/hashes");

/** The core's hash functions are loaded when a session needs one: src/hashes/later.ts. */
const hashesLater: Plugin = {
  name: "hashes-later",
  enforce: "pre",
  resolveId(source, importer) {
    const mine = importer?.startsWith(hashes) || importer?.includes("/@noble/");
    return source.startsWith("@noble/hashes/") && !mine ? join(hashes, "later.ts") : null;
  },
};

/** During development, styles are elements in the page; the policy of the built page forbids them. */
const stylesInline: Plugin = {
  name: "styles-inline",
  apply: "serve",
  transformIndexHtml: (html) =>
    html.replaceAll("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

export default defineConfig({
  // Any folder of any host works.
  base: "./",
  plugins: [hashesLater, stylesInline],
  resolve: { conditions: ["@parley-smtp/source", ...defaultClientConditions] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    // Every browser that supports the target preloads modules itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "embed/index.html"],
      output: {
        // The first screen is one file: a dozen files would be five kilobytes larger with gzip.
        codeSplitting: { groups: [{ name: "main", test: /src\/main\.tsx$/ }] },
      },
    },
  },
});
