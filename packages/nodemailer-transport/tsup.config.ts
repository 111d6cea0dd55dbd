import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/mod.ts"],
  format: "esm",
  target: "es2023",
  dts: true,
  clean: true,
});
