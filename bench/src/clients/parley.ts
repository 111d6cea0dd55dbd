/** Parley's mailer with its defaults: each message waits for the reply to the one before. */
import type * as NodeSocket from "@parley-smtp/node-socket";
import type { Target } from "../job.ts";
import { FROM, letter, pieces, recipients } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

/** Every runtime has its own adapter; the rest is the same. */
const adapter = "Deno" in globalThis ? "@parley-smtp/deno" : "@parley-smtp/node-socket";
const { createMailer } = (await import(adapter)) as Pick<typeof NodeSocket, "createMailer">;

/** Creates a mailer with this many connections, which are never closed because of the messages they carried. */
export function mailerFor({ port, ca }: Target, connections: number): NodeSocket.Mailer {
  const tls = ca === undefined ? { tls: "none" as const } : { tls: "implicit" as const, ca };
  const pool = { size: connections, messages: Number.POSITIVE_INFINITY };
  return createMailer({ host: "localhost", port, ...tls, pool });
}

/** Creates the message to send. */
export function messageFor(target: Target): NodeSocket.Message {
  const { octets, streamed } = target;
  const whole = streamed ? undefined : new TextEncoder().encode(letter(octets));
  return {
    from: FROM,
    to: recipients(target),
    raw: whole ?? (() => streamOf(octets)),
  };
}

export function makeClient(target: Target): Client {
  const mailer = mailerFor(target, target.connections);
  const message = messageFor(target);
  return {
    sendWhile: inLoops(2 * target.connections, () => mailer.send(message)),
    close: () => mailer.close(),
  };
}

async function* streamOf(octets: number): AsyncGenerator<Uint8Array> {
  yield* pieces(octets);
}
