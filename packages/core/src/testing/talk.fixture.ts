/** Speaks to a virtual server by hand, for the tests of the server itself. */
import { decodeUtf8, encodeLatin1 } from "./octets.ts";
import type { Personality } from "./personality.ts";
import { createVirtualServer, receiveBytes, secured, start } from "./virtual-server.ts";
import type { Output, ServerStep, SharedServerState, State } from "./virtual-state.ts";

/** A conversation so far. */
export interface Talk {
  readonly state: State;
  /** What each input was answered, outputs other than bytes in brackets. */
  readonly heard: readonly string[];
}

/** The outputs as one string. */
export function shown(outputs: readonly Output[]): string {
  return outputs
    .map((output) => ("send" in output ? decodeUtf8(output.send) : `[${Object.keys(output)[0]}]`))
    .join("");
}

/** Connects, gives each input in turn, and says what came back; TLS is done at once where it is asked for. */
export function talk(
  personality: Partial<Personality>,
  inputs: readonly string[],
  { tls = false, shared }: { readonly tls?: boolean; readonly shared?: SharedServerState } = {},
): Talk {
  const server = createVirtualServer({ capabilities: [], tls: "none", ...personality });
  let [state, outputs] = start(server, { tls, ...(shared ? { shared } : {}) });
  const heard = [shown(outputs)];
  for (const input of inputs) {
    [state, outputs] = receiveBytes(state, encodeLatin1(input)) as [State, Output[]];
    heard.push(shown(outputs));
    if (outputs.some((output) => "startTls" in output))
      [state] = secured(state) satisfies ServerStep;
  }
  return { state, heard };
}
