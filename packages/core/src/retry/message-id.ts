/** A Message-ID for a message that has none, so that all its copies are one message (RFC 5322 3.6.4). */
import type { BodyStream } from "../client/body.ts";
import type { Message } from "../client/message.ts";
import { concat } from "../protocol/octets.ts";

/** A header section longer than this is let through as it is. */
const LONGEST_HEADER = 262_144;

const KNOWN = /^message-id[ \t]*:/im;
/** A signature covers the header, also what is not in it. */
const SIGNED = /^(?:dkim-signature|arc-message-signature)[ \t]*:/im;

/** The message with a Message-ID, the same however often it is read; as it is when it has one or is signed. */
export function messageWithId(message: Message): Message {
  const { raw } = message;
  const field = new TextEncoder().encode(
    `Message-ID: <${crypto.randomUUID()}@${domainOf(message)}>\r\n`,
  );
  if (typeof raw === "function")
    return { ...message, raw: async () => prefixed(await raw(), field) };
  const bytes = typeof raw === "string" ? new TextEncoder().encode(raw) : raw;
  if (!(bytes instanceof Uint8Array) || !lacksId(bytes)) return message;
  return { ...message, raw: concat([field, bytes]) };
}

/** The sender's domain, where it can stand in an ASCII header. */
function domainOf(message: Message): string {
  const { from } = message.envelope ?? message;
  const [, domain = "localhost"] = /@([a-z0-9.-]+)$/i.exec(from ?? "") ?? [];
  return domain;
}

/** The header section, once its end was seen; line ends may still be bare. */
function headerOf(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, LONGEST_HEADER));
  const [before] = /^\r?\n|^.*?\n\r?\n/s.exec(text) ?? [];
  return before;
}

/** Without an end of the header nobody can say whether there is an ID. */
function lacksId(bytes: Uint8Array): boolean {
  const header = headerOf(bytes);
  return header !== undefined && !KNOWN.test(header) && !SIGNED.test(header);
}

/** The stream with the field before it, once its header section was seen to have none. */
async function* prefixed(
  stream: BodyStream,
  field: Uint8Array,
): AsyncGenerator<Uint8Array | string, void, undefined> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let decided = false;
  for await (const piece of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    if (decided) {
      yield bytes;
      continue;
    }
    pieces.push(bytes);
    const head = concat(pieces);
    decided = headerOf(head) !== undefined || head.length > LONGEST_HEADER;
    if (!decided) continue;
    if (lacksId(head)) yield field;
    yield head;
  }
  if (!decided) yield concat(pieces);
}
