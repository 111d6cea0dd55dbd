/** Runs a script against a virtual server in one call. The driver is in `drive-script.ts`. */
import type { Script } from "../protocol/session/effects.ts";
import { type Driven, type DriveOptions, driveScript } from "./drive-script.ts";
import type { Network } from "./network.ts";
import { type TestBody, withBody } from "./with-body.ts";

/** The inputs of a script. */
export interface RunInput extends DriveOptions, Partial<TestBody> {}

/**
 * Runs a script and returns its result or error, round trips, time and events.
 *
 * @param script the script
 * @param world the server, with its mailbox and counts so far
 * @param input the message's `pieces`, a `token`, the `delay` of a packet, and how the octets are split
 * @throws {Error} if the script breaks the contract of an effect or does not end
 *
 * @example
 * const world = createVirtualWorld(modernServer);
 * const session = playSession({ options: { tls: "starttls" }, messages: [] });
 * const { roundTrips, elapsed } = runSession(session, world, { delay: 50 });
 */
export function runSession<T>(
  script: Script<T>,
  world: Network,
  { pieces = [], replayable = true, ...options }: RunInput = {},
): Driven<T> {
  return driveScript(withBody(script, { pieces, replayable }), world, options);
}

/**
 * Runs a script and returns its result.
 *
 * @param script the script
 * @param world the server
 * @param input as for `runSession`
 * @throws the error of the script
 *
 * @example
 * const world = createVirtualWorld({ capabilities: ["PIPELINING"], tls: "none" });
 * runScript(playSession({ options: { tls: "none" }, messages: [] }), world);
 */
export function runScript<T>(script: Script<T>, world: Network, input?: RunInput): T {
  const { outcome } = runSession(script, world, input);
  if ("error" in outcome) throw outcome.error;
  return outcome.result;
}
