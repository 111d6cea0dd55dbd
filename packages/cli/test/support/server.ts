/** Virtual servers on real sockets, and files, for one test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modernServer, type Personality } from "@parley-smtp/core/testing";
import { type ListeningServer, listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { onTestFinished } from "vitest";

/** The simplest server: no TLS and no authentication. */
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

/** A modern server on which only these users may authenticate. */
export function withUsers(
  users: Readonly<Record<string, string>>,
  more: Partial<Personality> = {},
): Promise<Served> {
  return serve({ ...modernServer, users, requireAuth: true, ...more });
}

const certificates = testCertificates();

/** Writes a file that is removed after the test. */
export function file(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
