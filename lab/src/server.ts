/** What each server's file says of it, and what it hands back once it runs. */

import type { Certificates } from "./certificates.ts";
import type { Need } from "./host.ts";
import type { Fetched, NpmPackage } from "./npm.ts";
import type { Bundle, Unpacked } from "./packages.ts";
import type { Run } from "./run.ts";
import type { Ports } from "./types.ts";

/** The account that every server knows. */
export const CREDENTIALS = { user: "test", pass: "secret" } as const;

/** The mailboxes of `lab.test`; any other is refused. */
export const MAILBOXES = ["test", "second", "third", "jörg"] as const;

/** The longest message that every server takes, in octets. */
export const SIZE_LIMIT = 104_857_600;

/** What a server is started with. */
export interface Context<Packages> {
  readonly run: Run;
  readonly packages: Packages;
  readonly certificates: Certificates;
}

/** A file below the run's folder `mail`. */
export interface MailFile {
  /** Its path below `mail`, such as `test/new/1`. */
  readonly path: string;
  readonly raw: Buffer;
}

/** The copies that a file holds. */
export interface Copies {
  /** Local parts of their mailboxes. */
  readonly mailboxes: readonly string[];
  /** The text by which copies sort in order of arrival. */
  readonly order: string;
  /** The message, where the file holds more than it. */
  readonly raw?: Uint8Array;
}

/** A server that has started. */
export interface Started {
  readonly version: string;
  readonly ports: Ports;
  /** How the account's user is called, where `test` alone will not do. */
  readonly user?: string;
  /** Whether all that was accepted is stored. Absent where mail is stored before it is accepted. */
  settled?(): Promise<boolean>;
  copies(file: MailFile): Copies;
}

interface Definition<Packages> {
  readonly needs: readonly Need[];
  start(context: Context<Packages>): Promise<Started>;
}

/** A server that is unpacked from Debian's packages. */
export interface DebianServer extends Definition<Unpacked> {
  readonly bundle: Bundle;
  readonly npm?: never;
}

/** A server that npm fetches into the cache. */
export interface FetchedServer extends Definition<Fetched> {
  readonly npm: NpmPackage;
  readonly bundle?: never;
}

/** A server that comes with the laboratory's own dependencies. */
export interface NpmServer extends Definition<undefined> {
  readonly bundle?: never;
  readonly npm?: never;
}

/** A server's definition. */
export type Server = DebianServer | FetchedServer | NpmServer;
