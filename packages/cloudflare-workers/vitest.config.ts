import { defineConfig } from "vitest/config";
import { insideWorkerd } from "./test/support/workerd.ts";

export default defineConfig(await insideWorkerd("virtual-servers.ts", "test/*.test.ts"));
