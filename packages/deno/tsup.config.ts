import { packageConfig } from "../../tsup.shared.ts";

export default packageConfig({
  entry: [
    "src/mod.ts",
    "src/elsewhere.ts",
    "src/testing.ts",
    "src/explain-de.ts",
    "src/meaning.ts",
    "src/providers.ts",
    "src/find-replies.ts",
    "src/cram-md5.ts",
    "src/retry.ts",
    "src/oauth2.ts",
    "src/unstorage.ts",
    "src/opentelemetry.ts",
  ],
  // The types are the same wherever it is loaded.
  dts: {
    entry: [
      "src/mod.ts",
      "src/testing.ts",
      "src/explain-de.ts",
      "src/meaning.ts",
      "src/providers.ts",
      "src/find-replies.ts",
      "src/cram-md5.ts",
      "src/retry.ts",
      "src/oauth2.ts",
      "src/unstorage.ts",
      "src/opentelemetry.ts",
    ],
  },
});
