/** A network whose server says 421 right behind a reply, and closes (RFC 5321 3.8). */
import type { Network, ServerConnection } from "../../src/testing/network.ts";
import { decodeUtf8, encodeUtf8, join } from "../../src/testing/octets.ts";
import type { Output } from "../../src/testing/virtual-state.ts";

const GOODBYE = "421 4.3.2 Too many errors, closing\r\n";

/** How the 421 comes: in the packet of the reply before it, in one of its own, or in both. */
export type Packing = "same packet" | "own packet" | "cut";

/** How much of it comes in the packet of the reply before it. */
const CUTS: Readonly<Record<Packing, number>> = {
  "same packet": GOODBYE.length,
  "own packet": 0,
  cut: 2,
};

/** What the network saw. */
export interface GoodbyeNetwork extends Network {
  /** What the server has said, reply by reply, up to the goodbye. */
  readonly replies: readonly string[];
  readonly connections: number;
}

/** The same server, which says goodbye behind the n-th of its packets, from 1; 0: never. */
export function sayingGoodbye(network: Network, behind: number, packing: Packing): GoodbyeNetwork {
  const replies: string[] = [];
  let connections = 0;

  function connect(to: Parameters<Network["connect"]>[0]): ServerConnection {
    const inner = network.connect(to);
    connections += 1;
    let gone = false;
    const changed = (outputs: readonly Output[]): readonly Output[] => {
      const made: Output[] = [];
      for (const output of outputs) {
        if (gone) break;
        made.push(output);
        if (!("send" in output)) continue;
        replies.push(decodeUtf8(output.send));
        if (replies.length !== behind) continue;
        gone = true;
        const cut = CUTS[packing];
        made.splice(-1, 1, { send: join([output.send, encodeUtf8(GOODBYE.slice(0, cut))]) });
        if (cut < GOODBYE.length) made.push({ send: encodeUtf8(GOODBYE.slice(cut)) });
        made.push({ close: true });
        inner.close();
      }
      return made;
    };
    return {
      greeting: changed(inner.greeting),
      receive: (bytes) => (gone ? [] : changed(inner.receive(bytes))),
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
    replies,
    get connections() {
      return connections;
    },
  };
}
