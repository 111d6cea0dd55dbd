import { defineConfig } from "vitest/config";
import { insideWorkerd } from "./test/support/workerd.ts";

export default defineConfig(await insideWorkerd("lab-servers.ts", "test/servers/*.test.ts"));
