/** What a server says: the reply of its personality, or the ordinary reply of that name. */

import { ordinaryReplies, type ReplyName } from "./ordinary-replies.ts";
import type { CommandResult, State } from "./virtual-state.ts";

/**
 * The reply that this server has for it.
 *
 * @param about what the reply may quote: the client's name, an address, an argument
 */
export function say(state: State, name: ReplyName, about = ""): readonly string[] {
  const { personality, host, enhanced } = state.server;
  const own = personality.replies?.[name];
  const ordinary: string = ordinaryReplies[name];
  const words = own ?? (enhanced ? ordinary : withoutEnhancedCode(ordinary));
  const filled = (line: string): string => fillPlaceholder(line.replaceAll("{host}", host), about);
  return (typeof words === "string" ? [words] : words).map(filled);
}

/** An objection: a server that has 2yz for it makes none, and goes on. */
export function getObjection(
  state: State,
  name: ReplyName,
  about?: string,
): Pick<CommandResult, "lines"> | undefined {
  const lines = say(state, name, about);
  return lines[0]?.startsWith("2") ? undefined : { lines };
}

/** A reply with what it is about in its place. */
export function fillPlaceholder(line: string, about: string): string {
  return line.replaceAll("{}", () => about);
}

function withoutEnhancedCode(line: string): string {
  return line.replace(/^(\d{3}) \d\.\d+\.\d+(?= )/, "$1");
}
