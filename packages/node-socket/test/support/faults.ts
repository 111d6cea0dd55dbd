/** Transports that break the contract, each in one way, and the cases that must notice. */
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { type Dial, type Transport, TransportError } from "@parley-smtp/core";
import { nodeDial } from "../../src/dial.ts";
import { overSocket } from "../../src/transport.ts";

/** A way of breaking the contract. */
export interface Fault {
  /** What the transport does wrong, as the end of a sentence. */
  readonly does: string;
  readonly dialWith: (ca: string) => Dial;
  /** The beginnings of the names of cases that must fail. */
  readonly caughtBy: readonly string[];
}

const forever: Promise<never> = new Promise(() => {});

/** Returns a good dial with every transport changed, also after an upgrade. */
function changed(change: (good: Transport) => Partial<Transport>): (ca: string) => Dial {
  const wrap = (good: Transport): Transport => {
    const upgrade = good.startTls;
    const upgraded = upgrade && { startTls: async () => wrap(await upgrade()) };
    return { ...good, ...upgraded, ...change(good) };
  };
  return (ca) => async (target, options) => wrap(await nodeDial({ ca })(target, options));
}

/** Returns a good dial whose reads are changed. */
function reading(
  change: (read: Transport["read"]) => Promise<Uint8Array | null>,
): (ca: string) => Dial {
  return changed((good) => ({ read: () => change(good.read) }));
}

/** Returns a good dial whose failures are changed, including those of upgrades. */
function failing(change: (error: unknown) => unknown): (ca: string) => Dial {
  const rethrow = (error: unknown): never => {
    throw change(error);
  };
  return (ca) => async (target, options) => {
    const good = await nodeDial({ ca })(target, options).catch(rethrow);
    const upgrade = good.startTls;
    return { ...good, ...(upgrade && { startTls: () => upgrade().catch(rethrow) }) };
  };
}

/** Reads data before it is requested, and keeps it over the upgrade. */
function pumping(good: Transport, queue: Uint8Array[] = []): Transport {
  let wake = (): void => {};
  const pump = async (): Promise<void> => {
    for (let bytes = await good.read(); bytes; bytes = await good.read()) {
      queue.push(bytes);
      wake();
    }
  };
  pump().catch(() => {});
  const upgrade = good.startTls;
  return {
    ...good,
    async read() {
      while (queue.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return queue.shift() ?? null;
    },
    ...(upgrade && { startTls: async () => pumping(await upgrade(), queue) }),
  };
}

/** TLS as in careless clients: any version, and no server name. */
function careless(ca: string): Dial {
  return async ({ host, port }) => {
    const versions = { minVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
    const socket = connectTls({ host, port, ca, ...versions, servername: "" });
    await once(socket, "secureConnect");
    const tls = { verified: true };
    return overSocket(socket, `${host}:${port}`, { tls });
  };
}

/** Throws Node's own errors instead of a TransportError. */
const bare: Dial = async ({ host, port }) => {
  const socket = connectTcp(port, host);
  await once(socket, "connect");
  return overSocket(socket, host, {});
};

/** One violation for each promise of the contract. */
export const faults: readonly Fault[] = [
  {
    does: "throws errors of the runtime's own",
    dialWith: () => bare,
    caughtBy: ["fails when nothing listens", "reports a closed port"],
  },
  {
    does: "gives every failure the kind unreachable",
    dialWith: failing((cause) => new TransportError("unreachable", "Something failed.", { cause })),
    caughtBy: ["reports a closed port", "distinguishes a bad certificate"],
  },
  {
    does: "pays no heed to the signal",
    dialWith: (ca) => (target) =>
      nodeDial({ ca })(target, { signal: new AbortController().signal }),
    caughtBy: [
      "does not connect if",
      "stops connecting",
      "abandons an unanswered TLS hello",
      "leaves no connection",
    ],
  },
  {
    does: "ties an open connection to the signal",
    dialWith:
      (ca) =>
      async (target, { signal }) => {
        const good = await nodeDial({ ca })(target, { signal });
        signal.addEventListener("abort", good.close);
        return good;
      },
    caughtBy: ["keeps the connection"],
  },
  {
    does: "makes up its local address",
    dialWith: changed(() => ({ localAddress: "192.0.2.1" })),
    caughtBy: ["reports the address it connects from"],
  },
  {
    does: "reports the address it was asked for as the one it reached",
    dialWith: (ca) => async (target, options) => ({
      ...(await nodeDial({ ca })(target, options)),
      remoteAddress: target.host,
    }),
    caughtBy: ["reports the address it connects to"],
  },
  {
    does: "connects to addresses that it is to leave out",
    dialWith:
      (ca) =>
      (target, { signal }) =>
        nodeDial({ ca })(target, { signal }),
    caughtBy: ["does not connect to an excluded"],
  },
  {
    does: "connects to nothing when there is an address to leave out",
    dialWith: (ca) => async (target, options) => {
      if (options.avoid) throw new TransportError("unreachable", "There is no other address.");
      return nodeDial({ ca })(target, options);
    },
    caughtBy: ["connects if only"],
  },
  {
    does: "loses the first octet of every read",
    dialWith: reading(async (read) => (await read())?.subarray(1) ?? null),
    caughtBy: [
      "sends and receives 1 MiB",
      "sends several writes",
      "returns null",
      "fails reads and writes as reset when",
    ],
  },
  {
    does: "takes the stream for text",
    dialWith: reading(async (read) => {
      const bytes = await read();
      return bytes && new TextEncoder().encode(new TextDecoder().decode(bytes));
    }),
    caughtBy: ["sends and receives 1 MiB"],
  },
  {
    does: "waits for whole lines",
    dialWith: reading(async (read) => {
      const bytes = await read();
      return bytes?.at(-1) === 10 ? bytes : forever;
    }),
    caughtBy: ["returns half a line"],
  },
  {
    does: "throws away what follows a line",
    dialWith: reading(async (read) => {
      const bytes = await read();
      return bytes?.subarray(0, bytes.indexOf(10) + 1) ?? null;
    }),
    caughtBy: ["returns the bytes that follow"],
  },
  {
    does: "reads ahead of the call",
    dialWith: (ca) => async (target, options) => pumping(await nodeDial({ ca })(target, options)),
    caughtBy: ["never returns clear text"],
  },
  {
    does: "reads into one and the same buffer",
    dialWith: changed((good) => {
      const buffer = new Uint8Array(1 << 16);
      return {
        async read() {
          const bytes = await good.read();
          buffer.set(bytes ?? []);
          return bytes && buffer.subarray(0, bytes.length);
        },
      };
    }),
    caughtBy: ["does not change the bytes"],
  },
  {
    does: "lets a write wait for the read",
    dialWith: changed((good) => {
      let busy: Promise<unknown> = Promise.resolve();
      return {
        read() {
          const bytes = busy.then(() => good.read());
          busy = bytes;
          return bytes;
        },
        write: (bytes) => busy.then(() => good.write(bytes)),
      };
    }),
    caughtBy: ["accepts a write"],
  },
  {
    does: "never tells the end",
    dialWith: reading(async (read) => (await read()) ?? forever),
    caughtBy: ["returns null"],
  },
  {
    does: "tells the end as no octets",
    dialWith: reading(async (read) => (await read()) ?? new Uint8Array()),
    caughtBy: ["returns null", "can be closed twice"],
  },
  {
    does: "tells its own closing and a reset as the peer's end",
    dialWith: reading((read) => read().catch(() => null)),
    caughtBy: ["keeps a read waiting", "fails reads and writes as reset"],
  },
  {
    does: "resolves writes before there is room",
    dialWith: changed((good) => ({
      async write(bytes) {
        good.write(bytes).catch(() => {});
      },
    })),
    caughtBy: [
      "delays writes while the peer does not read, and loses nothing, by write (",
      "fails a blocked write as reset when it is closed, by write (",
      "fails reads and writes as reset",
    ],
  },
  {
    does: "takes bytes at once though there is no room",
    dialWith: changed((good) => ({
      writeNow(bytes) {
        good.writeNow?.(bytes)?.catch(() => {});
        return undefined;
      },
    })),
    caughtBy: [
      "delays writes while the peer does not read, and loses nothing, by writeNow",
      "fails a blocked write as reset when it is closed, by writeNow",
    ],
  },
  {
    does: "writes later what it takes at once",
    dialWith: changed((good) => ({
      writeNow(bytes) {
        void delay(1).then(() => good.write(bytes).catch(() => {}));
        return undefined;
      },
    })),
    caughtBy: ["sends the bytes of writeNow", "fails reads and writes as reset after close()"],
  },
  {
    does: "writes a piece only when the next one comes, and says that it keeps none",
    dialWith: changed((good) => {
      let last: Promise<void> = Promise.resolve();
      return {
        releasesBytes: true,
        write(bytes) {
          const earlier = last;
          last = earlier.then(() => delay(1)).then(() => good.write(bytes));
          last.catch(() => {});
          return earlier;
        },
      };
    }),
    caughtBy: ["releases the bytes of a resolved write"],
  },
  {
    does: "takes a stuck write for done when it is closed",
    dialWith: changed((good) => ({ write: (bytes) => good.write(bytes).catch(() => {}) })),
    caughtBy: [
      "fails a blocked write as reset when it is closed, by write (",
      "fails reads and writes as reset",
    ],
  },
  {
    does: "closes nothing",
    dialWith: changed(() => ({ close() {} })),
    caughtBy: ["keeps a read waiting", "ends the connection", "ends an upgrade"],
  },
  {
    does: "throws when it is closed again",
    dialWith: changed((good) => {
      let closed = false;
      return {
        close() {
          if (closed) throw new Error("Already closed.");
          closed = true;
          good.close();
        },
      };
    }),
    caughtBy: ["can be closed twice"],
  },
  {
    does: "verifies nothing",
    dialWith: (ca) => nodeDial({ ca, verify: false }),
    caughtBy: [
      "encrypts both directions",
      "refuses a certificate",
      "distinguishes a bad certificate",
      "checks the certificate",
    ],
  },
  {
    does: "trusts the well-known authorities alone",
    dialWith: () => nodeDial(),
    caughtBy: ["encrypts both directions", "checks the certificate"],
  },
  {
    does: "speaks any TLS, and names no host",
    dialWith: careless,
    caughtBy: [
      "encrypts both directions, verifies, and sends the host name (implicit TLS)",
      "refuses a server that supports only TLS 1.1 (implicit TLS)",
    ],
  },
  {
    does: "calls clear text implicit TLS",
    dialWith: (ca) => (target, options) => nodeDial({ ca })({ ...target, tls: "none" }, options),
    caughtBy: [
      "fails when the peer closes during the handshake (implicit TLS)",
      "fails when the peer closes before the handshake (implicit TLS)",
      "fails when the peer resets during the handshake (implicit TLS)",
    ],
  },
  {
    does: "resolves an upgrade without a handshake",
    dialWith: changed((good) => ({ startTls: async () => good })),
    caughtBy: [
      "fails when the peer closes during the handshake (STARTTLS)",
      "fails when the peer closes before the handshake (STARTTLS)",
      "fails when the peer resets during the handshake (STARTTLS)",
      "refuses a server that supports only TLS 1.1 (STARTTLS)",
    ],
  },
  {
    does: "makes up its channel binding",
    dialWith: changed(({ tls }) =>
      tls ? { tls: { ...tls, channelBindings: { "tls-exporter": new Uint8Array(32) } } } : {},
    ),
    caughtBy: ["returns the same channel binding"],
  },
];
