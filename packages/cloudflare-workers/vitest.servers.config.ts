import { defineConfig } from "vitest/config";
import { insideWorkerd } from "./test/support/inside-workerd.ts";

const servers = ["postfix", "smtp-server"] as const;

export default defineConfig(await insideWorkerd("test/servers/*.test.ts", servers));
