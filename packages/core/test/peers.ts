/** Peers without a personality: replies that are lost or moved in transit, and random bytes. */
import fc from "fast-check";
import { failure, type Network, type ServerConnection } from "../src/testing/network.ts";
import { encodeLatin1, join } from "../src/testing/octets.ts";
import type { Output } from "../src/testing/virtual-state.ts";
import { anyReply, garbage } from "./arbitrary-server.ts";

/** Something that happens to the n-th packet that servers send, over all connections. */
export interface Meddling {
  readonly nth: number;
  /** `later`: behind the packet that comes next. */
  readonly how: "drop" | "twice" | "later" | "close" | "reset" | "instead" | "before" | "behind";
  readonly bytes: Uint8Array;
}

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .array(
      anyReply.map((line) => encodeLatin1(`${line}\r\n`)),
      { minLength: 1, maxLength: 3 },
    )
    .map(join),
  garbage.map(encodeLatin1),
);

/** Meddlings, in any order. */
export const meddlings: fc.Arbitrary<Meddling[]> = fc.array(
  fc.record({
    nth: fc.integer({ min: 1, max: 14 }),
    how: fc.constantFrom<Meddling["how"]>(
      "drop",
      "twice",
      "later",
      "close",
      "reset",
      "instead",
      "before",
      "behind",
    ),
    bytes,
  }),
  { minLength: 1, maxLength: 3 },
);

/** Wraps a network so that packets are changed in transit. */
export function meddled(network: Network, all: readonly Meddling[]): Network {
  let sent = 0;
  let held: Output[] = [];
  const change = (output: Output): Output[] => {
    if (!("send" in output)) return [output];
    sent += 1;
    const before = held;
    held = [];
    const meddling = all.find(({ nth }) => nth === sent);
    return [...happen(output, meddling), ...before];
  };
  const happen = (output: Output, meddling: Meddling | undefined): Output[] => {
    const said = { send: meddling?.bytes ?? encodeLatin1("") };
    switch (meddling?.how) {
      case "drop":
        return [];
      case "twice":
        return [output, output];
      case "later":
        held = [output];
        return [];
      case "close":
        return [{ close: true }];
      case "reset":
        return [{ reset: true }];
      case "instead":
        return [said];
      case "before":
        return [said, output];
      case "behind":
        return "send" in output ? [{ send: join([output.send, said.send]) }] : [output];
      default:
        return [output];
    }
  };
  const changed = (outputs: readonly Output[]): Output[] => outputs.flatMap(change);
  return {
    connect(to) {
      const connection = network.connect(to);
      return {
        ...connection,
        greeting: changed(connection.greeting),
        receive: (octets) => changed(connection.receive(octets)),
        secured: () => changed(connection.secured()),
      };
    },
  };
}

/** The output of a random peer: after connecting, then after each write. */
export type Babble = readonly (readonly Output[])[];

const output: fc.Arbitrary<Output> = fc.oneof(
  { weight: 9, arbitrary: bytes.map((send) => ({ send })) },
  fc.constant({ close: true as const }),
  fc.constant({ reset: true as const }),
);

const greeting: Output = { send: encodeLatin1("220 here\r\n") };

/** Babble for some connections; mostly it begins with a greeting, so that the client speaks. */
export const babbles: fc.Arbitrary<Babble[]> = fc.array(
  fc
    .tuple(fc.nat(4), fc.array(fc.array(output, { maxLength: 4 }), { maxLength: 8 }))
    .map(([odd, said]) => (odd === 0 ? said : [[greeting], ...said])),
  { maxLength: 4 },
);

/** A network of peers without sense; when they are through, nothing listens any more. */
export function babbling(all: readonly Babble[]): Network {
  let connections = 0;
  return {
    connect(): ServerConnection {
      const said = all[connections];
      if (!said) throw failure("refused");
      connections += 1;
      let at = 0;
      const next = (): readonly Output[] => said[at++] ?? [];
      return {
        greeting: next(),
        receive: next,
        handshake: () => {},
        secured: next,
        close: () => {},
        starve: () => failure("timeout"),
      };
    },
  };
}
