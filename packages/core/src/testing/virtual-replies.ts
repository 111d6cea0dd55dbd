/** Returns the replies of a virtual server: the personality's own reply, or the ordinary one. */

import { ordinaryReplies, type ReplyName } from "./ordinary-replies.ts";
import type { CommandResult, State } from "./virtual-state.ts";

/**
 * Returns the server's reply with this name.
 *
 * @param about the text that the reply may quote: the client's name, an address, an argument
 */
export function say(state: State, name: ReplyName, about = ""): readonly string[] {
  const { personality, host, enhanced } = state.server;
  const own = personality.replies?.[name];
  const ordinary: string = ordinaryReplies[name];
  const words = own ?? (enhanced ? ordinary : withoutEnhancedCode(ordinary));
  const filled = (line: string): string => fillPlaceholder(line.replaceAll("{host}", host), about);
  return (typeof words === "string" ? [words] : words).map(filled);
}

/** Returns a refusal; `undefined` if the personality has a 2yz reply instead, so the server continues. */
export function getObjection(
  state: State,
  name: ReplyName,
  about?: string,
): Pick<CommandResult, "lines"> | undefined {
  const lines = say(state, name, about);
  return lines[0]?.startsWith("2") ? undefined : { lines };
}

/** Returns a reply with its subject inserted. */
export function fillPlaceholder(line: string, about: string): string {
  return line.replaceAll("{}", () => about);
}

function withoutEnhancedCode(line: string): string {
  return line.replace(/^(\d{3}) \d\.\d+\.\d+(?= )/, "$1");
}
