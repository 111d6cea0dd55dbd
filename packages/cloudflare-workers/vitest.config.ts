import { defineConfig } from "vitest/config";
import { insideWorkerd } from "./test/support/inside-workerd.ts";

export default defineConfig(await insideWorkerd("test/*.test.ts"));
