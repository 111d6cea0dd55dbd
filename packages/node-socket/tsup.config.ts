import { packageConfig } from "../../tsup.shared.ts";

export default packageConfig({
  entry: [
    "src/mod.ts",
    "src/testing/mod.ts",
    "src/explain-de.ts",
    "src/find-replies.ts",
    "src/meaning.ts",
    "src/providers.ts",
    "src/proxy.ts",
    "src/cram-md5.ts",
    "src/retry.ts",
    "src/oauth2.ts",
    "src/unstorage.ts",
    "src/capture.ts",
    "src/opentelemetry.ts",
  ],
  dts: true,
});
