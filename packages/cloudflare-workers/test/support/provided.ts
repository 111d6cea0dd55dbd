/** What the tests inside workerd know about the world outside. */
import type { Outside } from "parley-runtimes/src/outside.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The servers' control ports on 127.0.0.1. */
    readonly outside: Outside;
    /** Whether this host has IPv6. */
    readonly ipv6: boolean;
    /** The record of what Workers can do, by group and case. */
    readonly record: { readonly file: string; readonly recorded: Readonly<Record<string, object>> };
  }
}
