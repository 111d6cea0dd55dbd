/** A relay between the client and a virtual server that records every octet of the client. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import type { Network } from "@parley-smtp/core/testing";
import type { Heard } from "./outside.ts";

/** A relay in front of a server, with the recorded octets. */
export interface Tap {
  /** The address for the client. */
  readonly port: number;
  /** The client's octets. */
  heard(): Heard;
}

/** Records what a server receives, also under TLS. */
export class Ear {
  #inside = "";

  /** The octets that the server received, one character each. */
  get inside(): string {
    return this.#inside;
  }

  /** The same network, with a recording. */
  readonly between = (network: Network): Network => ({
    connect: (to) => {
      const connection = network.connect(to);
      return {
        ...connection,
        receive: (octets) => {
          this.#inside += Buffer.from(octets).toString("latin1");
          return connection.receive(octets);
        },
      };
    },
  });
}

/**
 * Relays octets to a port on 127.0.0.1.
 *
 * @param to the server's port
 * @param ear the octets that the server itself received
 */
export async function tap(to: number, ear: Ear): Promise<Tap> {
  const wire: Buffer[] = [];
  const relay = createServer((client) => {
    const server = connect(to, "127.0.0.1");
    for (const socket of [client, server]) socket.on("error", () => socket.destroy());
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroySoon());
    client.on("data", (octets) => {
      wire.push(octets);
      server.write(octets);
    });
    server.on("data", (octets) => client.write(octets));
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const heard = (): Heard => ({
    wire: Buffer.concat(wire).toString("latin1"),
    inside: ear.inside,
  });
  return { port: (relay.address() as AddressInfo).port, heard };
}
