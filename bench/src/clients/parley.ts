/** Parley's mailer as it comes: each message waits for the answer to the one before. */
import type * as NodeSocket from "@parley-smtp/node-socket";
import type { Target } from "../job.ts";
import { FROM, letter, pieces, recipients } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

/** Every runtime has its own adapter; they differ in nothing else. */
const adapter = "Deno" in globalThis ? "@parley-smtp/deno" : "@parley-smtp/node-socket";
const { createMailer } = (await import(adapter)) as Pick<typeof NodeSocket, "createMailer">;

/** One mailer for each connection. */
export function mailersFor({ port, ca, connections }: Target): NodeSocket.Mailer[] {
  const tls = ca === undefined ? { tls: "none" as const } : { tls: "implicit" as const, ca };
  const options = { host: "localhost", port, ...tls };
  return Array.from({ length: connections }, () => createMailer(options));
}

/** What is sent. */
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
  const mailers = mailersFor(target);
  const message = messageFor(target);
  return {
    sendWhile: inLoops(2 * mailers.length, async (loop) => {
      await mailers[loop % mailers.length]?.send(message);
    }),
    async close() {
      await Promise.all(mailers.map((mailer) => mailer.close()));
    },
  };
}

async function* streamOf(octets: number): AsyncGenerator<Uint8Array> {
  yield* pieces(octets);
}
