/**
 * The transport conformance suite: what every adapter must do on every runtime, tested against a real server over TCP
 * and TLS.
 *
 * The suite uses no test runner and no runtime API: each case is a name and a function that rejects if the transport
 * breaks its contract.
 */
import type { Dial } from "../client/connection/transport.ts";
import { Bench, type BenchCase, type ConformanceNeed } from "./conformance-bench.ts";
import { connectCases } from "./conformance-connect.ts";
import type { ConformancePeer } from "./conformance-peer.ts";
import { streamCases } from "./conformance-stream.ts";
import { tlsCases } from "./conformance-tls.ts";

export type { ConformanceNeed } from "./conformance-bench.ts";
export * from "./conformance-peer.ts";

/** One requirement for transports. */
export interface ConformanceCase {
  /** A sentence without its subject, the transport. */
  readonly name: string;
  /** What the runtime must support for this case; usually nothing. */
  readonly needs: readonly ConformanceNeed[];
  /** Runs the case. Rejects with an Error that names the broken part of the contract. */
  run(): Promise<void>;
}

/**
 * The time limit of a case in milliseconds. A transport with a promise that never ends must also fail on test runners
 * without a time limit.
 */
const PATIENCE = 10_000;

/**
 * Returns all cases, to be wrapped for a test runner.
 *
 * @param dialWith returns the dial under test, which trusts this certificate authority (PEM)
 * @param peer the control of the conformance peer
 * @returns the cases; their order does not matter, and they may run in parallel
 *
 * @example
 * ```ts
 * import { nodeDial } from "@parley-smtp/node-socket";
 * import { it } from "vitest";
 *
 * const peer = conformancePeerAt({ host: "127.0.0.1", port: 40123 }, nodeDial());
 * for (const { name, run } of transportConformance((ca) => nodeDial({ ca }), peer)) {
 *   it(name, run);
 * }
 * ```
 */
export function transportConformance(
  dialWith: (ca: string) => Dial,
  peer: ConformancePeer,
): readonly ConformanceCase[] {
  const cases = [...connectCases, ...streamCases(""), ...streamCases("tls "), ...tlsCases];
  return cases.map((row) => ({
    name: row.name,
    needs: row.needs ?? [],
    run: () => runCase(row, new Bench(dialWith, peer)),
  }));
}

async function runCase(row: BenchCase, bench: Bench): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(
      new Error(`After ${PATIENCE / 1000} s the transport still leaves something pending.`),
    );
  }, PATIENCE);
  try {
    await Promise.race([row.run(bench), late.promise]);
  } finally {
    clearTimeout(timer);
    bench.close();
  }
}
