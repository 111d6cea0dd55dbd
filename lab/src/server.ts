/** The types of a server's definition, and of a running server. */

import type { Certificates } from "./certificates.ts";
import type { Need } from "./host.ts";
import type { Fetched, NpmPackage } from "./npm.ts";
import type { Bundle, Unpacked } from "./packages.ts";
import type { Run } from "./run.ts";
import type { Ports } from "./types.ts";

/** The account on every server. */
export const CREDENTIALS = { user: "test", pass: "secret" } as const;

/** The mailboxes of `lab.test`; any other one is refused. */
export const MAILBOXES = ["test", "second", "third", "jörg"] as const;

/** The longest message that every server accepts, in octets. */
export const SIZE_LIMIT = 104_857_600;

/** The inputs for starting a server. */
export interface Context<Packages> {
  readonly run: Run;
  readonly packages: Packages;
  readonly certificates: Certificates;
}

/** A file in the run's folder `mail`. */
export interface MailFile {
  /** Its path below `mail`, such as `test/new/1`. */
  readonly path: string;
  readonly raw: Buffer;
}

/** The copies of messages in a file. */
export interface Copies {
  /** Local parts of their mailboxes. */
  readonly mailboxes: readonly string[];
  /** A text by which copies are sorted in order of arrival. */
  readonly order: string;
  /** The message, if the file contains more than that. */
  readonly raw?: Uint8Array;
}

/** A running server. */
export interface Started {
  readonly version: string;
  readonly ports: Ports;
  /** The account's user name, if it is not just `test`. */
  readonly user?: string;
  /** Returns whether every accepted message is stored. Absent if mail is stored before it is accepted. */
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

/** A server in the lab's own dependencies. */
export interface NpmServer extends Definition<undefined> {
  readonly bundle?: never;
  readonly npm?: never;
}

/** A server's definition. */
export type Server = DebianServer | FetchedServer | NpmServer;
