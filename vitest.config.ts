import { defineConfig } from "vitest/config";

/** The exports condition under which packages are tested from their sources, without a build. */
const source = "@parley-smtp/source";

export default defineConfig({
  resolve: { conditions: [source] },
  ssr: {
    resolve: {
      conditions: [source, "module", "node", "development|production"],
      externalConditions: [source],
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "packages/*/{src,test}/**/*.test.ts",
            "runtimes/test/suite.test.ts",
            "scripts/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "packages/*/test/servers/**", "scripts/packages/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "packages",
          include: ["scripts/packages/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "servers",
          include: [
            "lab/test/**/*.test.ts",
            "packages/*/test/servers/**/*.test.ts",
            "runtimes/test/servers.test.ts",
          ],
          hookTimeout: 180_000,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
