/** nodemailer's pool, with complete messages. */
import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import type { Target } from "../job.ts";
import { FROM, letter, pieces, recipients } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

export function makeClient(target: Target): Client {
  const { port, ca, connections, octets } = target;
  const transport = createTransport({
    pool: true,
    host: "localhost",
    port,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    ...(ca === undefined ? { ignoreTLS: true } : { secure: true, tls: { ca } }),
  });
  const envelope = { from: FROM, to: recipients(target) };
  const whole = target.streamed ? undefined : Buffer.from(letter(octets));
  return {
    sendWhile: inLoops(2 * connections, () =>
      transport.sendMail({ envelope, raw: whole ?? Readable.from(pieces(octets)) }),
    ),
    close: () => transport.close(),
  };
}
