import { defineConfig } from "vitest/config";

export default defineConfig({
  // A first run fetches packages.
  test: { include: ["test/**/*.test.ts"], testTimeout: 180_000 },
});
