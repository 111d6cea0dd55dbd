/**
 * The servers of the cases, as a process: tells its control ports in one line of
 * JSON, and ends with its standard input.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import type { Personality } from "@parley-smtp/core/testing";
import {
  type ListeningServer,
  listen,
  listenConformancePeer,
  testCertificates,
} from "@parley-smtp/node-socket/testing";
import { availability, compareStored, type LabServer, startServer } from "parley-lab";
import { largeMessage } from "./large-message.ts";
import type { Arrived, Outside, Question, Real, RealServer, Started, Stored } from "./outside.ts";

const { ca, ...pair } = await testCertificates();
const message = largeMessage();
const virtual = new Map<number, ListeningServer>();
const running = new Map<RealServer, LabServer>();

async function answer(question: Question): Promise<unknown> {
  if ("start" in question) return start(question.start);
  if ("arrived" in question) return arrived(question.arrived);
  if ("transcript" in question) return virtual.get(question.transcript)?.transcript();
  if ("real" in question) return real(question.real);
  return stored(question.stored);
}

async function start(personality: Personality): Promise<Started> {
  const server = await listen(personality, pair);
  virtual.set(server.port, server);
  return { port: server.port, ca };
}

function arrived(port: number): Arrived[] {
  const messages = virtual.get(port)?.messages ?? [];
  return messages.map(({ content, from, to, tls, user }) => ({
    from,
    to,
    tls,
    ...(user === undefined ? {} : { user }),
    sha256: createHash("sha256").update(content).digest("hex"),
  }));
}

async function real(name: RealServer): Promise<Real> {
  const available = await availability(name);
  if (!available.ok) return { missing: available.reason };
  const server = running.get(name) ?? (await startServer(name));
  running.set(name, server);
  return { ports: server.ports, ca: server.ca, credentials: server.credentials };
}

async function stored(name: RealServer): Promise<Stored[]> {
  const server = running.get(name);
  const copies = (await server?.messages()) ?? [];
  await server?.clearMessages();
  return copies.map(({ recipient, raw }) => ({
    recipient,
    sha256: compareStored(message, raw).storedSha256,
  }));
}

const control = createServer((socket) => {
  socket.on("error", () => socket.destroy());
  createInterface({ input: socket }).once("line", async (line) => {
    socket.end(JSON.stringify(await answer(JSON.parse(line))));
  });
}).listen(0, "127.0.0.1");
await once(control, "listening");
const { port: conformance } = await listenConformancePeer();
const { port: endToEnd } = control.address() as AddressInfo;
const told: Outside = { conformance, endToEnd };
process.stdout.write(`${JSON.stringify(told)}\n`);
process.stdin.resume().on("end", () => process.exit());
