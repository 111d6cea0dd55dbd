/**
 * The servers of the cases, as a process: prints its control ports in one line of JSON, and ends with its standard
 * input.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import {
  type Faulty,
  faulty,
  type ListeningServer,
  listen,
  listenConformancePeer,
  type TestCertificate,
  testAuthority,
} from "@parley-smtp/node-socket/testing";
import { availability, compareStored, type LabServer, startServer } from "parley-lab";
import { largeMessage } from "./large-message.ts";
import type {
  Arrived,
  Certificate,
  Faulted,
  Outside,
  Question,
  Real,
  RealServer,
  Started,
  Stored,
} from "./outside.ts";
import { Ear, type Tap, tap } from "./tap.ts";

const YESTERDAY = new Date(Date.now() - 86_400_000);

const authority = await testAuthority();
const { ca } = authority;
const certificates: Readonly<Record<Certificate, TestCertificate>> = {
  good: await authority.issue(),
  "wrong-host": await authority.issue(["other.example"]),
  "common-name-only": await authority.issue(undefined, undefined, []),
  expired: await authority.issue(undefined, YESTERDAY),
  untrusted: await (await testAuthority("Another authority")).issue(),
};
const message = largeMessage();
const virtual = new Map<number, ListeningServer>();
const faults = new Map<number, Faulty>();
const taps = new Map<number, Tap>();
const running = new Map<RealServer, LabServer>();

async function answer(question: Question): Promise<unknown> {
  if ("start" in question) return start(question);
  if ("faulted" in question) return faulted(question.faulted);
  if ("heard" in question) return taps.get(question.heard)?.heard();
  if ("arrived" in question) return arrived(question.arrived);
  if ("transcript" in question) return virtual.get(question.transcript)?.transcript();
  if ("real" in question) return real(question.real);
  return stored(question.stored);
}

async function start(question: Extract<Question, { start: unknown }>): Promise<Started> {
  const { start: personality, fault, shows = "good", tapped } = question;
  const ear = new Ear();
  let peer: Faulty | undefined;
  const server = await listen(personality, {
    ...certificates[shows],
    between(network) {
      peer = faulty(tapped ? ear.between(network) : network, fault);
      return peer;
    },
  });
  virtual.set(server.port, server);
  if (peer) faults.set(server.port, peer);
  if (!tapped) return { port: server.port, ca };
  const line = await tap(server.port, ear);
  taps.set(line.port, line);
  return { port: line.port, ca };
}

function faulted(port: number): Faulted | undefined {
  const peer = faults.get(port);
  if (!peer) return undefined;
  const { said, beginnings, open } = peer;
  const lied = { DATA: peer.lied("DATA"), BDAT: peer.lied("BDAT") };
  return { said, beginnings: [...beginnings], open, lied };
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
