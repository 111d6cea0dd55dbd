/** What the tests inside workerd are told about the servers outside of it. */

/** A mail server to send to. */
export interface MailServer {
  readonly name: string;
  /** Its ports by how it behaves there: `plain`, `implicit`, `bdat502`. */
  readonly ports: Readonly<Record<string, number>>;
  readonly credentials?: { readonly user: string; readonly pass: string };
  /** Why it cannot run on this host, as a sentence. */
  readonly missing?: string;
}

/** All that is told. */
export interface Provided {
  /** Where `GET /message` gives a large message, and `GET /arrived/NAME` what a server took since the last time. */
  readonly store: string;
  readonly servers: readonly MailServer[];
  readonly conformance?: {
    /** The peer's control port. */
    readonly port: number;
    /** The peer listens on ::1 too. */
    readonly ipv6: boolean;
  };
}

/** One copy of the message as a server has it. */
export interface Arrived {
  readonly sha256: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly outside: Provided;
  }
}
