import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  // Any folder of any host will do.
  base: "./",
  resolve: { conditions: ["@parley-smtp/source", ...defaultClientConditions] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    rolldownOptions: { input: ["index.html", "embed/index.html"] },
  },
});
