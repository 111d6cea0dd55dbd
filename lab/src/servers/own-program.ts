/**
 * Servers that are libraries, which run in a small program of the lab.
 *
 * The program takes its configuration as one JSON argument, binds free ports, and prints them as one line of JSON
 * when it is ready. It stores each copy as `mail/<mailbox>/<number>`, numbered in order of arrival, before it
 * replies.
 */

import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Certificates } from "../certificates.ts";
import type { Run } from "../run.ts";
import { type Copies, CREDENTIALS, MAILBOXES, type MailFile, SIZE_LIMIT } from "../server.ts";
import type { Ports } from "../types.ts";

/** The configuration of the program. */
export interface ProgramConfiguration {
  readonly mail: string;
  readonly cert: string;
  readonly key: string;
  readonly user: string;
  readonly pass: string;
  readonly mailboxes: readonly string[];
  readonly sizeLimit: number;
}

/** Starts the program and waits for its ports. */
export async function startProgram(
  run: Run,
  certificates: Certificates,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ports> {
  for (const mailbox of MAILBOXES) await run.makeFolder(`mail/${mailbox}`);
  const configuration: ProgramConfiguration = {
    mail: run.path("mail"),
    cert: run.path("cert.pem"),
    key: run.path("key.pem"),
    ...CREDENTIALS,
    mailboxes: MAILBOXES,
    sizeLimit: SIZE_LIMIT,
  };
  await writeFile(configuration.cert, certificates.cert);
  await writeFile(configuration.key, certificates.key);
  const child = await run.spawn([...command, JSON.stringify(configuration)], { env, piped: true });
  if (child.stdout === null) throw new Error("it has no standard output");
  const lines = createInterface({ input: child.stdout });
  const line: unknown = await Promise.race([
    once(lines, "line").then(([text]) => text),
    once(lines, "close").then(() => undefined),
  ]);
  if (typeof line !== "string") throw new Error("it ended before it printed its ports");
  return JSON.parse(line) as Ports;
}

/** One file for each copy. */
export function copies({ path }: MailFile): Copies {
  const [mailbox = "", order = ""] = path.split("/");
  return { mailboxes: [mailbox], order };
}
