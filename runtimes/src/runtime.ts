/** What the cases need from a runtime: its adapter, and what that cannot do. */
import type { ClientOptions, Dial, Mailer, OneServer } from "@parley-smtp/core";
import type { ConformanceNeed } from "@parley-smtp/core/testing";

/** A runtime with its adapter. */
export interface Runtime {
  /** The name of its record in docs/runtimes, such as `deno`. */
  readonly name: string;
  /** The dial under test, which trusts this authority (PEM) if one is given. */
  dialWith(ca?: string): Dial;
  /** The adapter's own function, with an authority to trust (PEM). */
  createMailer(options: OneServer<ClientOptions & { readonly ca: string }>): Mailer;
  /** What it lacks and why, as sentences for the table. */
  readonly gaps: Readonly<Partial<Record<ConformanceNeed, string>>>;
}
