/**
 * Determines what a message requires of a server, as far as that is known without reading a stream. `choose.ts` uses
 * it.
 */

import { headerEnd } from "../../protocol/bytes/octets.ts";
import { needsUtf8 } from "../../protocol/content/header-forms.ts";
import type { Feature } from "../../protocol/plan/feature.ts";
import type { CheckedMessage } from "../message/message.ts";

/** What a message requires of a server, as far as that is known before sending. */
export interface MessageRequirements {
  /** Extensions that the message cannot do without. */
  readonly features: readonly Feature[];
  /** Requested extensions, which are required unless a wish says otherwise. */
  readonly requested: readonly Feature[];
  /** Octets, if known. */
  readonly size?: number;
}

/** Returns what a message requires, as far as that is known without reading a stream. */
export async function demandOf({ outgoing, body }: CheckedMessage): Promise<MessageRequirements> {
  const addresses = [outgoing.from, ...outgoing.to].filter((mailbox) => mailbox !== null);
  const features: Feature[] = [];
  let utf8 = addresses.some(({ ascii }) => !ascii);
  if (outgoing.size !== undefined) {
    const bytes = (await body.pull()) ?? new Uint8Array(0);
    await body.rewind();
    const end = headerEnd(bytes);
    utf8 ||= needsUtf8(end === -1 ? bytes : bytes.subarray(0, end), outgoing.reencode);
  }
  if (utf8) features.push("SMTPUTF8");
  if (outgoing.eightBit) features.push("8BITMIME");
  const requested = [outgoing, ...outgoing.to].flatMap(({ parameters = [] }) =>
    parameters.map(({ extension }) => extension as Feature),
  );
  return { features, requested, ...(outgoing.size === undefined ? {} : { size: outgoing.size }) };
}
