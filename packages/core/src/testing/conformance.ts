/**
 * The transport conformance suite: what every adapter must do, on every
 * runtime, against a real server over real TCP and TLS.
 *
 * It knows no test runner and no runtime: each case is a name and a function
 * that rejects when the transport breaks its contract.
 */
import type { Dial } from "../client/connection/transport.ts";
import { Bench, type BenchCase, type ConformanceNeed } from "./conformance-bench.ts";
import { connectCases } from "./conformance-connect.ts";
import type { ConformancePeer } from "./conformance-peer.ts";
import { streamCases } from "./conformance-stream.ts";
import { tlsCases } from "./conformance-tls.ts";

export type { ConformanceNeed } from "./conformance-bench.ts";
export * from "./conformance-peer.ts";

/** One thing that a transport must do. */
export interface ConformanceCase {
  /** A sentence without its subject, the transport. */
  readonly name: string;
  /** What the runtime must be able to do for this case to make sense; usually nothing. */
  readonly needs: readonly ConformanceNeed[];
  /** Runs the case. Rejects with an Error that says which part of the contract is broken. */
  run(): Promise<void>;
}

/**
 * How long a case may take, in milliseconds. A transport that leaves a promise
 * pending for ever must fail its case on runners that have no time limit, too.
 */
const PATIENCE = 10_000;

/**
 * All cases, to be wrapped for a test runner.
 *
 * @param dialWith makes the dial under test, trusting this certificate authority (PEM)
 * @param peer the way to the conformance peer
 * @returns the cases, in no order that matters; they may run side by side
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
