/** Starts servers, and gives all of them the same interface. */

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Certificates, certificates } from "./certificates.ts";
import { lacks } from "./host.ts";
import { fetchPackage } from "./npm.ts";
import { unpack } from "./packages.ts";
import { Run, until } from "./run.ts";
import { type Context, CREDENTIALS, type MailFile, type Server, type Started } from "./server.ts";
import { aiosmtpd } from "./servers/aiosmtpd.ts";
import { chasquid } from "./servers/chasquid.ts";
import { dovecot } from "./servers/dovecot.ts";
import { exim } from "./servers/exim.ts";
import { haraka } from "./servers/haraka.ts";
import { opensmtpd } from "./servers/opensmtpd.ts";
import { postfix } from "./servers/postfix.ts";
import { qpsmtpd } from "./servers/qpsmtpd.ts";
import { sendmail } from "./servers/sendmail.ts";
import { smtpServer } from "./servers/smtp-server.ts";
import { smtpSink } from "./servers/smtp-sink.ts";
import {
  type Availability,
  type LabServer,
  LabUnavailable,
  type ServerName,
  type StoredMessage,
} from "./types.ts";

/** Every server's definition. */
export const SERVERS: Readonly<Record<ServerName, Server>> = {
  postfix,
  exim,
  sendmail,
  opensmtpd,
  dovecot,
  chasquid,
  qpsmtpd,
  haraka,
  aiosmtpd,
  "smtp-server": smtpServer,
  "smtp-sink": smtpSink,
};

/**
 * Returns whether a server can run on this host. Fetches its packages if they are not in the cache.
 *
 * @example
 * const available = await availability("postfix");
 * if (!available.ok) console.log(`SKIPPED: ${available.reason}`);
 */
export async function availability(name: ServerName): Promise<Availability> {
  const { needs, bundle, npm } = SERVERS[name];
  const lacking = lacks(needs);
  if (lacking !== undefined) return { ok: false, reason: lacking };
  try {
    if (bundle) await unpack(bundle);
    if (npm) await fetchPackage(npm);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Starts a server on free ports of 127.0.0.1 and waits until it is ready.
 *
 * @throws {LabUnavailable} if this host cannot run it
 * @throws {Error} if it does not start; the message ends with its log
 * @example
 * await using server = await startServer("postfix");
 * console.log(server.ports.plain, await server.messages());
 */
export async function startServer(name: ServerName): Promise<LabServer> {
  const available = await availability(name);
  if (!available.ok) throw new LabUnavailable(name, available.reason);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(name);
    } catch (error) {
      // Another process may take a free port before the server binds it, and Postfix then ends silently.
      if (attempt === 3) throw error;
    }
  }
}

async function startOnce(name: ServerName): Promise<LabServer> {
  const server = SERVERS[name];
  const run = await Run.create(name);
  try {
    const made = await certificates();
    const caFile = run.path("ca.pem");
    await writeFile(caFile, made.ca);
    await run.makeFolder("mail");
    const started = await startServerIn(server, { run, certificates: made });
    return face(name, run, started, made, caFile);
  } catch (error) {
    const log = await readLog(run.folder);
    await run.stop();
    throw new Error(`${name} did not start (${messageOf(error)}). Its log:\n${log}`, {
      cause: error,
    });
  }
}

async function startServerIn(
  server: Server,
  context: Omit<Context<undefined>, "packages">,
): Promise<Started> {
  if (server.bundle) return server.start({ ...context, packages: await unpack(server.bundle) });
  if (server.npm) return server.start({ ...context, packages: await fetchPackage(server.npm) });
  return server.start({ ...context, packages: undefined });
}

function face(
  name: ServerName,
  run: Run,
  { version, ports, user = CREDENTIALS.user, settled, copies }: Started,
  { ca, client }: Certificates,
  caFile: string,
): LabServer {
  const mail = run.path("mail");
  const settle = async (): Promise<void> => {
    if (settled) await until(settled, `${name} still has mail in its queue`);
  };
  const stop = (): Promise<void> => run.stop();
  return {
    name,
    version,
    host: "127.0.0.1",
    ports,
    credentials: { user, pass: CREDENTIALS.pass },
    clientCertificate: client,
    ca,
    caFile,
    log: () => readLog(run.folder),
    stop,
    [Symbol.asyncDispose]: stop,
    async messages(): Promise<StoredMessage[]> {
      await settle();
      const found = (await mailFiles(mail)).map((file) => ({ raw: file.raw, ...copies(file) }));
      found.sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
      return found.flatMap(({ mailboxes, raw }) =>
        mailboxes.map((mailbox) => ({ recipient: `${mailbox}@lab.test`, raw })),
      );
    },
    async clearMessages(): Promise<void> {
      await settle();
      for (const { path } of await mailFiles(mail)) await rm(join(mail, path));
    },
  };
}

async function mailFiles(folder: string): Promise<MailFile[]> {
  const paths = await filesBelow(folder);
  return await Promise.all(
    paths.map(async (path) => ({ path, raw: await readFile(join(folder, path)) })),
  );
}

/** All files named `*log` in the run's folder, one after the other. */
async function readLog(folder: string): Promise<string> {
  const logs = (await filesBelow(folder)).filter((path) => path.endsWith("log"));
  const texts = await Promise.all(logs.map((path) => readFile(join(folder, path), "utf8")));
  return texts.join("");
}

/** The paths of the files below a folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
