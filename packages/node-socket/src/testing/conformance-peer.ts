/**
 * The server for the transport conformance suite on any runtime. It only listens on 127.0.0.1 and ::1.
 */
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { PeerAnswer } from "@parley-smtp/core/testing";
import { behave, identities } from "./conformance-behaviour.ts";
import { ConformancePort } from "./conformance-port.ts";

/** A listening conformance peer. */
export interface ConformanceServer {
  /** Its control port, for `conformancePeerAt`. */
  readonly port: number;
  /** Closes it and all its connections. */
  close(): void;
}

/**
 * Starts the peer of the transport conformance suite. Run it in another process than the transport under test, so
 * that neither can block the other.
 *
 * @throws {Error} the package `selfsigned` is not installed
 *
 * @example
 * ```ts
 * import { conformancePeerAt } from "@parley-smtp/core/testing";
 * import { nodeDial } from "@parley-smtp/node-socket";
 *
 * const { port } = await listenConformancePeer();
 * const peer = conformancePeerAt({ host: "127.0.0.1", port }, nodeDial());
 * ```
 */
export async function listenConformancePeer(): Promise<ConformanceServer> {
  const known = await identities();
  const ports = new Map<number, ConformancePort>();

  const open = async (behaviour: string): Promise<number> => {
    const port = new ConformancePort();
    const number = await port.listen((raw) => {
      behave(behaviour, raw, port, known).catch(() => raw.destroy());
    });
    ports.set(number, port);
    if (behaviour === "closed") port.close();
    return number;
  };

  const answer = async (line: string): Promise<PeerAnswer> => {
    const [verb = "", name, count] = line.split(" ");
    const asked = Number(name);
    const number = ports.has(asked) ? asked : await open(line);
    const port = ports.get(number) ?? new ConformancePort();
    if (verb === "resume") port.change({ resumed: true });
    if (verb === "received") await port.until(() => port.received >= Number(count));
    if (verb === "ended") await port.until(() => port.ended);
    const { connections, received, remote } = port;
    return { host: "localhost", port: number, ca: known.ca, connections, received, remote };
  };

  const control = new ConformancePort();
  const port = await control.listen((socket: Socket) => {
    const lines = createInterface({ input: socket });
    lines.once("line", (line) => answer(line).then((is) => socket.end(JSON.stringify(is))));
  });
  return {
    port,
    close() {
      for (const each of [control, ...ports.values()]) each.close();
    },
  };
}
