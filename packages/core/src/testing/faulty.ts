/** Wraps a network so that its server fails at a chosen octet of its output, in one of several ways. */
import { failure, type Network, type ServerConnection } from "./network.ts";
import { decodeUtf8, encodeLatin1, join } from "./octets.ts";
import type { Output } from "./virtual-state.ts";

/** The data sent at that octet; `\xFF` and similar are octets. */
const FAULT_BYTES: Readonly<Record<Exclude<Failing, "close" | "reset" | "stall">, string>> = {
  "421": "421 4.3.2 Going down\r\n",
  "4yz": "451 4.3.0 Later\r\n",
  "5yz": "554 5.0.0 No\r\n",
  "2yz": "250 2.0.0 Fine\r\n",
  garbage: "\0\xFF\x1B[2J\r\r\n\n",
  "two replies": "250 2.0.0 Fine\r\n550 5.0.0 Not at all\r\n",
  "a mismatched reply": "250-Fine\r\n550 Not at all\r\n",
  "an endless line": "x".repeat(40_000),
  "an endless reply": `250-${"x".repeat(1100)}\r\n`.repeat(1000),
};

/**
 * How a server fails.
 *
 * - `close`, `reset`: it ends the connection.
 * - `stall`: it reads and executes every command, and sends nothing more.
 * - `421`: it sends 421 and ends the connection.
 * - `4yz`, `5yz`, `2yz`, `two replies`, `a mismatched reply`, `garbage`: additional data is inserted.
 * - `an endless line`, `an endless reply`: more data than any client should read, and then nothing.
 */
export type Failing =
  | "close"
  | "reset"
  | "stall"
  | "421"
  | "4yz"
  | "5yz"
  | "2yz"
  | "garbage"
  | "two replies"
  | "a mismatched reply"
  | "an endless line"
  | "an endless reply";

/** One failure. */
export interface Fault {
  /** Number of the server's octets before the failure, over all connections or on each. */
  readonly at: number;
  /** How the server fails. */
  readonly how: Failing;
  /** Whether every connection fails; absent: only once. */
  readonly each?: boolean;
}

/**
 * What a server had received when it answered: a command of the `session`, an `envelope` or a chunk of content, or
 * the `end` of a message, possibly together with other data.
 */
export type FaultPlace = "session" | "envelope" | "end";

/** A network with a fault, and what it observed of the client. */
export interface Faulty extends Network {
  /** Number of octets that the server has sent. */
  readonly said: number;
  /** Where the server's replies began, in octets, and what they answered. */
  readonly beginnings: ReadonlyMap<number, FaultPlace>;
  /** Number of connections that the client never closed. */
  readonly open: number;
  /** Whether the client waited for the end of endless data, until its deadline. */
  readonly waited: boolean;
  /**
   * Returns whether a whole reply was inserted where the reply to a message is due, which no client can detect. By
   * DATA, that is any reply to the end of a message, with whatever was sent with it; by BDAT, where content is sent
   * with the envelope, any reply from there on.
   *
   * @param by how the messages were sent
   */
  lied(by: "DATA" | "BDAT"): boolean;
}

const WHOLE: ReadonlySet<Failing> = new Set(["421", "4yz", "5yz", "2yz", "two replies"]);

/**
 * Returns the network with a fault; without a fault, it only observes.
 *
 * @param network the network, such as a virtual world
 * @param fault the position and kind of the fault
 *
 * @example
 * ```ts run
 * const world = createVirtualWorld({ capabilities: [], tls: "none" });
 * const peer = faulty(world, { at: 10, how: "close" });
 * const message = { from: "a@example.org", to: ["b@example.net"], raw: "Subject: Hi\r\n\r\n" };
 * runScript(playSession({ options: { tls: "none" }, messages: [message] }), peer);
 * if (peer.open !== 0 || world.mailbox.accepted.length !== 0) throw new Error("It closed the connection.");
 * ```
 */
export function faulty(network: Network, fault?: Fault): Faulty {
  const beginnings = new Map<number, FaultPlace>();
  const open = new Set<ServerConnection>();
  let said = 0;
  let spent = false;
  let waited = false;

  function connect(...to: Parameters<Network["connect"]>): ServerConnection {
    let here = 0;
    let struck = false;
    let place: FaultPlace = "session";
    const change = (output: Output): Output[] => {
      if (!("send" in output)) return [output];
      if (struck && fault) return after(fault.how, output);
      const before = fault?.each ? here : said;
      beginnings.set(before, place);
      const { length } = output.send;
      here += length;
      said += length;
      if (!fault || spent || fault.at < before || fault.at >= before + length) return [output];
      struck = true;
      spent = fault.each !== true;
      return strike(fault.how, output.send, fault.at - before);
    };
    const changed = (outputs: readonly Output[]): Output[] => outputs.flatMap(change);
    const deaf = (): boolean => struck && gone(fault?.how);

    const inner = network.connect(...to);
    const { later } = inner;
    const connection: ServerConnection = {
      ...(later && { later: { ...later, say: () => changed(later.say()) } }),
      greeting: changed(inner.greeting),
      receive(octets) {
        place = getFaultPlace(decodeUtf8(octets), place);
        return deaf() ? [] : changed(inner.receive(octets));
      },
      handshake() {
        if (deaf()) throw failure("handshake");
        inner.handshake();
      },
      secured: () => changed(inner.secured()),
      close(lost) {
        open.delete(connection);
        inner.close(lost);
      },
      starve() {
        waited ||= struck && fault?.how.startsWith("an endless") === true;
        return inner.starve();
      },
    };
    open.add(connection);
    return connection;
  }

  return {
    connect,
    beginnings,
    get said() {
      return said;
    },
    get open() {
      return open.size;
    },
    get waited() {
      return waited;
    },
    lied(by) {
      const place = fault && WHOLE.has(fault.how) ? beginnings.get(fault.at) : undefined;
      return place === "end" || (place === "envelope" && by === "BDAT");
    },
  };
}

/** Returns the place in the session after the client has sent this. */
function getFaultPlace(said: string, before: FaultPlace): FaultPlace {
  if (/^\.\r$| LAST\r$/m.test(said)) return "end";
  if (/^(?:MAIL|RCPT|DATA|BDAT)\b/m.test(said)) return "envelope";
  return before === "envelope" ? before : "session";
}

/** Returns whether the server is gone and executes no command. */
function gone(how: Failing | undefined): boolean {
  return how === "close" || how === "reset" || how === "421";
}

/** Returns the output for the octets that contain the fault. */
function strike(how: Failing, octets: Uint8Array, at: number): Output[] {
  const before: Output[] = at > 0 ? [{ send: octets.subarray(0, at) }] : [];
  if (how === "stall") return before;
  if (how === "close") return [...before, { close: true }];
  if (how === "reset") return [...before, { reset: true }];
  const said = join([octets.subarray(0, at), encodeLatin1(FAULT_BYTES[how])]);
  if (how === "421") return [{ send: said }, { close: true }];
  if (how.startsWith("an endless")) return [{ send: said }];
  return [{ send: join([said, octets.subarray(at)]) }];
}

/** Returns the output for later data on the same connection. */
function after(how: Failing, output: Output): Output[] {
  return how === "stall" || gone(how) || how.startsWith("an endless") ? [] : [output];
}
