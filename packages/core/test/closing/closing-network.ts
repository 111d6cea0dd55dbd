/** A network whose server closes the connection right behind a refusal. */
import type { Network, ServerConnection } from "../../src/testing/network.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/testing/octets.ts";
import type { Output } from "../../src/testing/virtual-state.ts";

/** Which refusals the server closes behind: the n-th of the session, from 1, or all of them. */
export type Behind = number | "all" | "none";

/** What the network saw. */
export interface ClosingNetwork extends Network {
  /** Refusals so far. */
  readonly refusals: number;
  /** Connections that were opened. */
  readonly connections: number;
  /** How often the server closed behind one. */
  readonly closes: number;
}

/** The same server, which closes behind some of its refusals. */
export function closing(network: Network, behind: Behind): ClosingNetwork {
  let refusals = 0;
  let connections = 0;
  let closes = 0;

  /** The outputs up to the end of the refusal, and the close. */
  function cut(outputs: readonly Output[]): {
    readonly outputs: Output[];
    readonly ended: boolean;
  } {
    const kept: Output[] = [];
    for (const output of outputs) {
      if (!("send" in output)) {
        kept.push(output);
        continue;
      }
      let said = "";
      for (const reply of repliesIn(decodeUtf8(output.send))) {
        said += reply;
        if (!/^[45]/.test(reply)) continue;
        refusals += 1;
        if (behind !== "all" && behind !== refusals) continue;
        closes += 1;
        return { outputs: [...kept, { send: encodeUtf8(said) }, { close: true }], ended: true };
      }
      kept.push(output);
    }
    return { outputs: kept, ended: false };
  }

  function connect(to: Parameters<Network["connect"]>[0]): ServerConnection {
    const inner = network.connect(to);
    connections += 1;
    let ended = false;
    const changed = (outputs: readonly Output[]): readonly Output[] => {
      const made = cut(outputs);
      ended ||= made.ended;
      if (made.ended) inner.close();
      return made.outputs;
    };
    return {
      greeting: changed(inner.greeting),
      receive: (bytes) => (ended ? [] : changed(inner.receive(bytes))),
      handshake: () => inner.handshake(),
      secured: () => changed(inner.secured()),
      get channelBindings() {
        return inner.channelBindings ?? {};
      },
      close: () => inner.close(),
      starve: () => inner.starve(),
    };
  }

  return {
    connect,
    get refusals() {
      return refusals;
    },
    get connections() {
      return connections;
    },
    get closes() {
      return closes;
    },
  };
}

/** A packet, reply by reply; what follows the last whole reply is one too. */
function repliesIn(packet: string): readonly string[] {
  return packet.match(/(?:\d{3}-[^\n]*\n)*[^\n]*\n?/g)?.filter((reply) => reply !== "") ?? [];
}
