import { defineConfig } from "vitest/config";

/** The exports condition under which packages are tested from their sources, without a build. */
const source = "@parley-smtp/source";

/** Tests that run inside workerd have configurations of their own, next to them. */
const insideWorkerd = "packages/cloudflare-workers/test/{*.test.ts,servers/**}";

export default defineConfig({
  resolve: { conditions: [source] },
  ssr: {
    resolve: {
      conditions: [source, "module", "node", "development|production"],
      externalConditions: [source],
    },
  },
  test: {
    globalSetup: "packages/core/scripts/generate-transcripts.ts",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // A machine that is busy with something else must not make a test fail.
          testTimeout: 60_000,
          include: [
            "packages/*/{src,test}/**/*.test.ts",
            "apps/*/test/*.test.ts",
            "runtimes/test/{suite,examples}.test.ts",
            "scripts/**/*.test.ts",
            "bench/src/**/*.test.ts",
            "lab/test/offline/*.test.ts",
          ],
          exclude: [
            "**/node_modules/**",
            "packages/*/test/{servers,bundled}/**",
            insideWorkerd,
            "scripts/packages/**",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["apps/*/test/browser/*.test.ts"],
          hookTimeout: 120_000,
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "packages",
          include: [
            "scripts/packages/*.test.ts",
            "{apps,packages}/*/test/bundled/*.test.ts",
            "examples/*/test/*.test.ts",
          ],
          hookTimeout: 60_000,
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
            "examples/*/test/servers/*.test.ts",
            "runtimes/test/servers.test.ts",
          ],
          exclude: ["**/node_modules/**", "lab/test/{offline,long}/**", insideWorkerd],
          hookTimeout: 180_000,
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "lab",
          include: ["lab/test/long/*.test.ts"],
          hookTimeout: 180_000,
          testTimeout: 300_000,
        },
      },
    ],
  },
});
