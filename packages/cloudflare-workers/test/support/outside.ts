/** What the tests inside workerd are told about the world outside of it. */
export interface Outside {
  /** The control ports on 127.0.0.1: of the conformance peer, and of the servers of the end-to-end cases. */
  readonly ports: { readonly conformance: number; readonly endToEnd: number };
  /** The conformance peer listens on ::1 too. */
  readonly ipv6: boolean;
  /** The record of what Workers can do, by group and case. */
  readonly record: { readonly file: string; readonly recorded: object };
}

declare module "vitest" {
  interface ProvidedContext {
    readonly outside: Outside;
  }
}
