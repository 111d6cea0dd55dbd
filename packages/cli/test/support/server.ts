/** Virtual servers on real sockets for one test, and files for it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modernServer, type Personality } from "@parley-smtp/core/testing";
import { type ListeningServer, listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { onTestFinished } from "vitest";

/** A server of the simplest kind: no TLS, nobody logs in. */
export const plainServer: Personality = {
  capabilities: ["PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"],
  tls: "none",
};

/** A small message. */
export const MESSAGE = "From: ann@example.com\r\nSubject: Hi\r\n\r\nHi.\r\n";

/** A server that listens until the test is over. */
export interface Served extends ListeningServer {
  readonly url: string;
  /** A file with the certificate authority to trust. */
  readonly ca: string;
}

/** Starts a server. */
export async function serve(personality: Personality = plainServer): Promise<Served> {
  const { ca, ...pair } = await certificates;
  const server = await listen(personality, pair);
  onTestFinished(() => server.close());
  return Object.assign(server, { url: `smtp://127.0.0.1:${server.port}`, ca: file("ca.pem", ca) });
}

/** The same with users: a server of today, where only those may log in. */
export function withUsers(
  users: Readonly<Record<string, string>>,
  more: Partial<Personality> = {},
): Promise<Served> {
  return serve({ ...modernServer, users, requireAuth: true, ...more });
}

const certificates = testCertificates();

/** Writes a file that is gone after the test. */
export function file(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
