import { defineConfig } from "tsup";

export default defineConfig({
  entry: [
    "src/mod.ts",
    "src/testing/mod.ts",
    "src/explain-de.ts",
    "src/cram-md5.ts",
    "src/retry.ts",
    "src/unstorage.ts",
    "src/opentelemetry.ts",
  ],
  format: "esm",
  target: "es2023",
  dts: true,
  clean: true,
});
