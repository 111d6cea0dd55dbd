import { packageConfig } from "../../tsup.shared.ts";

export default packageConfig({
  // A module of its own for what explains, so that a bundler can leave all of it out.
  entry: [
    "src/mod.ts",
    "src/explain/mod.ts",
    "src/explain/parts.ts",
    "src/explain/de/german.ts",
    "src/find-replies/mod.ts",
    "src/meaning/mod.ts",
    "src/mime.ts",
    "src/providers/mod.ts",
    "src/testing/mod.ts",
    "src/testing/transcripts.ts",
    "src/tables.ts",
    "src/cram-md5.ts",
    "src/pbkdf2.ts",
    "src/retry.ts",
    "src/oauth2.ts",
    "src/unstorage.ts",
    "src/capture.ts",
    "src/opentelemetry.ts",
  ],
  dts: true,
});
