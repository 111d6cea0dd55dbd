/** Speaks to a virtual server by hand, for the tests of the server itself. */
import { latin1, textOf } from "./octets.ts";
import type { Personality } from "./personality.ts";
import { createVirtualServer, receive, secured, start } from "./virtual-server.ts";
import type { Output, Shared, State, Step } from "./virtual-state.ts";

/** A conversation so far. */
export interface Talk {
  readonly state: State;
  /** What each input was answered, outputs other than bytes in brackets. */
  readonly heard: readonly string[];
}

/** The outputs as one string. */
export function shown(outputs: readonly Output[]): string {
  return outputs
    .map((output) => ("send" in output ? textOf(output.send) : `[${Object.keys(output)[0]}]`))
    .join("");
}

/** Connects, gives each input in turn, and says what came back; TLS is done at once where it is asked for. */
export function talk(
  personality: Partial<Personality>,
  inputs: readonly string[],
  { tls = false, shared }: { readonly tls?: boolean; readonly shared?: Shared } = {},
): Talk {
  const server = createVirtualServer({ capabilities: [], tls: "none", ...personality });
  let [state, outputs] = start(server, { tls, ...(shared ? { shared } : {}) });
  const heard = [shown(outputs)];
  for (const input of inputs) {
    [state, outputs] = receive(state, latin1(input)) as [State, Output[]];
    heard.push(shown(outputs));
    if (outputs.some((output) => "startTls" in output)) [state] = secured(state) satisfies Step;
  }
  return { state, heard };
}
