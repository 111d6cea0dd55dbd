/**
 * A virtual server with changing state. It creates connections, one after the other or in parallel, and keeps what
 * outlives them: the mailbox, the counts of answers, and a history of states.
 */

import type { TransportErrorKind } from "../protocol/errors/transport-error.ts";
import type { Endpoint } from "../protocol/plan/endpoint.ts";
import { type ConnectHow, failure, type Network, type ServerConnection } from "./network.ts";
import type { Personality } from "./personality.ts";
import { chooseAnswer } from "./virtual-answers.ts";
import {
  accepted,
  begin,
  createVirtualServer,
  greetLate,
  peerClosed,
  receiveBytes,
  secured,
} from "./virtual-server.ts";
import {
  type Choose,
  channelBindingsOf,
  type ServerRecord,
  type ServerStep,
  type SharedServerState,
  type State,
  unshared,
  type VirtualServer,
} from "./virtual-state.ts";

/** An event with the server's state at that time. Plain frozen data. */
export interface Moment {
  /** The number of the connection, from 1. */
  readonly connection: number;
  /** What happened, by the side that did it. */
  readonly what:
    | "connect"
    | "connect-fails"
    | "tls"
    | "tls-fails"
    | "client"
    | "client-closes"
    | "client-closes-other"
    | "server"
    | "server-closes"
    | "server-resets"
    | "silence";
  /** The number of the connection that stays open meanwhile. */
  readonly first?: number;
  /** For `client` and `server`: the octets. */
  readonly bytes?: Uint8Array;
  /** For `connect-fails` and `tls-fails`. */
  readonly why?: TransportErrorKind;
  /** The state after the event; for `client`, before the octets were read. */
  readonly state: State;
}

/** A virtual server with its history. */
export interface VirtualWorld extends Network {
  /** The server. */
  readonly server: VirtualServer;
  /** The messages and everything else that the server received. */
  readonly mailbox: ServerRecord;
  /** All events since the beginning or the last reset, in order. */
  readonly history: readonly Moment[];
  /**
   * Connects to a port of the server; `ports` of its personality has the differences of that port.
   * @throws {TransportError} if the personality makes the connection fail
   */
  connect(to: Pick<Endpoint, "port">, how?: ConnectHow): ServerConnection;
  /** Clears messages, counts and history; open connections stay open. */
  reset(): void;
}

/**
 * Creates a world with one new server.
 *
 * @param personality the server's behaviour
 * @param choose chooses the answer on each occasion, for tests that explore all possible servers
 * @throws {TypeError} if the personality is not valid
 *
 * @example
 * ```ts run
 * const world = createVirtualWorld({ capabilities: ["PIPELINING"], tls: "none" });
 * const message = { from: "a@example.org", to: ["b@example.net"], raw: "Subject: Hi\r\n\r\n" };
 * runScript(playSession({ options: { tls: "none" }, messages: [message] }), world);
 * if (world.mailbox.accepted.length !== 1) throw new Error("It should have arrived.");
 * ```
 */
export function createVirtualWorld(personality: Personality, choose?: Choose): VirtualWorld {
  const server = createVirtualServer(personality, choose);
  const others = new Map<number, VirtualServer>();
  for (const [port, difference] of Object.entries(personality.ports ?? {})) {
    others.set(Number(port), createVirtualServer({ ...personality, ...difference }, choose));
  }
  const fitted = new Map<VirtualServer, readonly number[]>();
  let common: SharedServerState = unshared;
  let history: Moment[] = [];

  function connect(
    { port }: Pick<Endpoint, "port">,
    { second = false }: { readonly second?: boolean } = {},
  ): ServerConnection {
    const there = others.get(port) ?? server;
    const shared = (): SharedServerState => ({ ...common, fitted: fitted.get(there) ?? [] });
    let state = accepted(there, shared());
    const { connection } = state;
    // Other connections may have changed the shared state meanwhile.
    const now = (): State => ({ ...state, shared: shared() });

    const first = second ? { first: connection - 1 } : {};
    function tell(what: Moment["what"], more: Pick<Moment, "bytes" | "why"> = {}): void {
      history.push(Object.freeze({ connection, what, ...first, ...more, state }));
    }
    function take([next, outputs]: ServerStep): ServerStep[1] {
      state = next;
      common = next.shared;
      fitted.set(there, next.shared.fitted);
      for (const output of outputs) {
        if ("send" in output) tell("server", { bytes: output.send });
        if ("close" in output) tell("server-closes");
        if ("reset" in output) tell("server-resets");
      }
      return outputs;
    }
    function attempt(what: "connect" | "tls"): void {
      const [next, why] = findConnectFailure(what, what === "connect" ? state : now());
      take([why ? { ...next, phase: "closed" } : next, []]);
      if (why) {
        tell(`${what}-fails`, { why });
        throw failure(why);
      }
    }

    attempt("connect");
    tell("connect");
    const { greetsAfter: after } = there.personality;
    const say = (): ServerStep[1] => take(greetLate(now()));
    return {
      ...(after === undefined ? {} : { later: { after, say } }),
      greeting: take(begin(now())),
      handshake: () => attempt("tls"),
      secured() {
        tell("tls");
        return take(secured(now()));
      },
      get channelBindings() {
        return channelBindingsOf(state);
      },
      receive(bytes) {
        tell("client", { bytes: new Uint8Array(bytes) });
        return take(receiveBytes(now(), bytes));
      },
      close(lost) {
        if (lost || state.phase !== "closed") tell(lost ? "client-closes-other" : "client-closes");
        take([peerClosed(now())[0], []]);
      },
      starve() {
        tell("silence");
        return failure("timeout");
      },
    };
  }

  return {
    server,
    get mailbox() {
      return common.mailbox;
    },
    get history() {
      return history;
    },
    connect,
    reset() {
      common = { ...unshared, connections: common.connections };
      fitted.clear();
      history = [];
    },
  };
}

/** Returns why a connection or a handshake fails, if it does. */
function findConnectFailure(
  what: "connect" | "tls",
  before: State,
): readonly [State, TransportErrorKind | undefined] {
  const [state, answer] = chooseAnswer(before, { as: [what === "connect" ? "CONNECT" : "TLS"] });
  const { connect, tlsHandshake } = state.server.personality;
  if (answer?.silence) return [state, "timeout"];
  if (what === "connect") return [state, answer?.close ? "refused" : connect];
  if (state.phase !== "handshake" || answer?.close) return [state, "handshake"];
  return [state, tlsHandshake === "fail" ? "handshake" : tlsHandshake];
}
