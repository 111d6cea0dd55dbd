/** `pnpm purity`: checks this workspace and prints the violations. */
import { join } from "node:path";
import { checkPurity } from "./check.ts";

const root = join(import.meta.dirname, "../..");
const findings = checkPurity(root, join(root, "tsconfig.base.json"));
for (const { path, line, rule, message } of findings)
  console.error(`${path}:${line} [${rule}] ${message}`);
if (findings.length > 0) process.exitCode = 1;
