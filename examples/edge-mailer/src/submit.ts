/** Takes a message in: `POST /messages`. */
import { compose, type Draft, readMessage } from "@parley-smtp/mime";
import type { Env } from "./env.ts";
import { isAllowed } from "./senders.ts";
import { hexDigest } from "./tokens.ts";

/** The most octets of a request. */
const MAX_BODY = 1_500_000;
/** The most octets of a message: a value of a Durable Object may have two million. */
const MAX_MESSAGE = 1_000_000;
const MAX_RECIPIENTS = 50;

/** The names of messages: the same key with the same body is the same message. */
export const KEY: RegExp = /^[\w-]{8,64}$/;

/**
 * Accepts a draft in JSON. The same `Idempotency-Key` means the same message, which is not sent again to recipients
 * that have it. With another body it is refused.
 *
 * @param owner the owner of the key; the keys of different tokens are different
 */
export async function submit(request: Request, env: Env, owner: string): Promise<Response> {
  const key = request.headers.get("idempotency-key") ?? crypto.randomUUID();
  if (!KEY.test(key)) {
    return refusal(400, "Idempotency-Key must be 8 to 64 letters, digits, hyphens or underscores.");
  }
  const body = await bodyOf(request);
  if (!body) return refusal(413, `The request is over ${MAX_BODY} bytes.`);
  const composed = await composedOf(body);
  if ("error" in composed) return refusal(400, composed.error);
  const { from, to, raw, authors } = composed;
  if (raw.length > MAX_MESSAGE) return refusal(413, `The message is over ${MAX_MESSAGE} bytes.`);
  if (to.length > MAX_RECIPIENTS) {
    return refusal(413, `The message has ${to.length} recipients; ${MAX_RECIPIENTS} are allowed.`);
  }
  const stranger = [from, ...authors].find((address) => !isAllowed(address, env.SENDERS));
  if (stranger !== undefined) {
    return refusal(
      403,
      `${stranger ?? "The null sender"} is not among the SENDERS of this mailer.`,
    );
  }
  const wait = await env.QUOTAS.getByName(owner).take(to.length, Number(env.RECIPIENTS_PER_MINUTE));
  if (wait > 0) {
    const headers = { "retry-after": String(wait) };
    return Response.json(
      { error: "The quota of this minute is used up." },
      { status: 429, headers },
    );
  }
  const id = idOf(owner, key);
  const message = { digest: await hexDigest(body), from, to, raw };
  if (!(await env.OUTCOMES.getByName(id).submit(message))) {
    return refusal(422, "Another message was submitted with the same Idempotency-Key.");
  }
  // Also for a repeated message: the first request may have ended before this.
  await env.OUTBOX.send({ id }, { contentType: "json" });
  return Response.json({ id: key }, { status: 202 });
}

/** Returns the internal name of a message. */
export function idOf(owner: string, key: string): string {
  return `${owner}.${key}`;
}

/** Creates an error response. */
export function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

/** Reads the body up to the limit. */
async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = [];
  let octets = 0;
  for await (const piece of request.body ?? []) {
    octets += piece.length;
    if (octets > MAX_BODY) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

interface Composed {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  /** Returns the addresses that the header shows as its authors. */
  readonly authors: readonly (string | null)[];
}

/** Composes the message once, so that Message-ID and Date are the same in every attempt. */
async function composedOf(
  body: Uint8Array<ArrayBuffer>,
): Promise<Composed | { readonly error: string }> {
  let draft: Draft;
  try {
    draft = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as Draft;
  } catch {
    return { error: "The body is not JSON in UTF-8." };
  }
  try {
    const message = await compose(draft);
    const { envelope } = message;
    const raw = await readMessage(message);
    const shown = [draft.from, draft.sender ?? []].flat() as Draft["from"][];
    const authors = await Promise.all(shown.map(addressOf));
    return { from: envelope.from, to: unique(envelope.to), raw, authors };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "The draft makes no message." };
  }
}

/** Returns every mailbox once: domains are compared without case (RFC 5321 2.4). */
function unique(addresses: readonly string[]): readonly string[] {
  const keyed = addresses.map((address) => {
    const at = address.lastIndexOf("@");
    return [address.slice(0, at) + address.slice(at).toLowerCase(), address] as const;
  });
  return [...new Map(keyed).values()];
}

/** Returns the address of a mailbox, as the composer reads it. */
async function addressOf(mailbox: Draft["from"]): Promise<string | null> {
  return (await compose({ from: mailbox, to: "nobody@example.com", text: "" })).envelope.from;
}
