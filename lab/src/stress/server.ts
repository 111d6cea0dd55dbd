/**
 * An SMTP server over a real socket that misbehaves in a chosen way, and stores what it accepts.
 *
 * Written for the stress run alone: it shares no code with the client or its test servers but the making of
 * certificates, so that a fault in one cannot hide a fault in the other.
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import process from "node:process";
import { createSecureContext, type SecureContext } from "node:tls";
import { testAuthority } from "@parley-smtp/node-socket/testing";
import { random as seeded } from "../load/random.ts";
import { Conversation } from "./conversation.ts";
import {
  type Certificate,
  type Copy,
  type Doubt,
  type HandshakeFault,
  type Misbehaviour,
  SERVER_NAME,
  type ServerPlan,
  type Stage,
  type StressServer,
  type StressServers,
} from "./plan.ts";
import { REPLIES } from "./replies.ts";

type Contexts = Readonly<Record<Certificate, SecureContext>>;

/** Starts servers in this process, with an authority made now. */
export async function localServers(): Promise<StressServers> {
  const authority = await testAuthority("Parley stress authority");
  const another = await testAuthority("Another authority");
  const yesterday = new Date(Date.now() - 86_400_000);
  const contexts: Contexts = {
    good: createSecureContext(await authority.issue([SERVER_NAME])),
    "another authority": createSecureContext(await another.issue([SERVER_NAME])),
    "another name": createSecureContext(await authority.issue(["other.stress.test"])),
    expired: createSecureContext(await authority.issue([SERVER_NAME], yesterday)),
  };
  const running = new Set<StressServer>();
  return {
    ca: authority.ca,
    async start(plan) {
      const server = await startServer(plan, contexts);
      running.add(server);
      const close = (): Promise<void> => {
        running.delete(server);
        return server.close();
      };
      return { ...server, close };
    },
    async close() {
      await Promise.all([...running].map((server) => server.close()));
    },
  };
}

/** Starts a server on a free port of a loopback address of its own. */
async function startServer(plan: ServerPlan, contexts: Contexts): Promise<StressServer> {
  const host = nextAddress();
  const server = createServer();
  const mailbox = new Mailbox(plan, contexts, () => server.close());
  server.on("connection", (socket) => mailbox.take(socket));
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  if (plan.goesDownAfter === 0) mailbox.goDown();
  return {
    host,
    port,
    async report() {
      const { stored, doubts, sockets, handshaking, misbehaved, places, exposed, logins } = mailbox;
      return {
        stored,
        doubts: Object.fromEntries(doubts),
        open: sockets.size,
        handshaking: handshaking.size,
        misbehaved,
        places: Object.fromEntries(places),
        exposed: [...exposed],
        logins,
      };
    },
    async close() {
      for (const socket of mailbox.sockets) socket.destroy();
      await closed(server);
    },
  };
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, "close");
}

let addresses = 0;

/**
 * Another address each time where the whole of 127.0.0.0/8 is the loopback: the port of a server that went
 * down may be another session's by then, and its mail must not arrive there.
 */
function nextAddress(): string {
  if (process.platform !== "linux") return "127.0.0.1";
  addresses += 1;
  return `127.${1 + (Math.floor(addresses / 62_500) % 200)}.${1 + (Math.floor(addresses / 250) % 250)}.${1 + (addresses % 250)}`;
}

/** What all connections of a server have in common. */
export class Mailbox {
  readonly plan: ServerPlan;
  readonly contexts: Contexts;
  readonly random: () => number;
  readonly stored: Copy[] = [];
  readonly doubts: Map<string, Doubt> = new Map();
  readonly exposed: Set<string> = new Set();
  readonly sockets: Set<Socket> = new Set();
  readonly handshaking: Set<Socket> = new Set();
  /** Misbehaviours by stage. */
  readonly places: Map<Stage, number> = new Map();
  misbehaved: number = 0;
  logins: number = 0;
  #messages = 0;
  #handshakes = 0;
  #down = false;
  readonly #stopListening: () => void;
  readonly #seen = new Map<Stage, number>();

  constructor(plan: ServerPlan, contexts: Contexts, stopListening: () => void) {
    this.plan = plan;
    this.contexts = contexts;
    this.random = seeded(plan.seed);
    this.#stopListening = stopListening;
  }

  take(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    if (this.#down) {
      socket.resetAndDestroy();
      return;
    }
    this.sockets.add(socket);
    socket.on("close", () => {
      this.sockets.delete(socket);
      this.handshaking.delete(socket);
    });
    const { connections = Number.POSITIVE_INFINITY } = this.plan;
    if (this.sockets.size > connections) {
      this.misbehaved += 1;
      socket.end("421 4.3.2 Too many concurrent connections\r\n");
      return;
    }
    new Conversation(this, socket).begin();
  }

  /** The misbehaviour for this occurrence of a stage. */
  misbehaviour(stage: Stage): Misbehaviour | undefined {
    const nth = (this.#seen.get(stage) ?? 0) + 1;
    this.#seen.set(stage, nth);
    const { misbehaviours, chaos = 0 } = this.plan;
    const found =
      misbehaviours?.find(
        (each) => each.stage === stage && (each.nth === undefined || each.nth === nth),
      ) ?? this.#chaotic(stage, chaos);
    if (found) {
      this.misbehaved += 1;
      this.places.set(stage, (this.places.get(stage) ?? 0) + 1);
    }
    return found;
  }

  #chaotic(stage: Stage, chance: number): Misbehaviour | undefined {
    if (chance === 0 || this.random() >= chance) return undefined;
    const { name } = REPLIES[Math.floor(this.random() * REPLIES.length)] as { name: string };
    return { stage, reply: name };
  }

  /** How the next handshake is broken, if it is. */
  handshakeFault(): HandshakeFault | undefined {
    const { handshake, times = Number.POSITIVE_INFINITY } = this.plan.tls ?? {};
    this.#handshakes += 1;
    if (handshake === undefined || this.#handshakes > times) return undefined;
    this.misbehaved += 1;
    return handshake;
  }

  /** Notes that the replies to a message may be taken for others: `extra` is the worse of both. */
  doubt(id: string, doubt: Doubt): void {
    if (this.doubts.get(id) !== "extra") this.doubts.set(id, doubt);
  }

  /** Counts a message that was answered. */
  answered(): void {
    this.#messages += 1;
    if (this.#messages === this.plan.goesDownAfter) this.goDown();
  }

  /** Resets every connection, and listens no more. */
  goDown(): void {
    this.#down = true;
    this.misbehaved += 1;
    this.#stopListening();
    for (const socket of this.sockets) socket.resetAndDestroy();
  }
}
