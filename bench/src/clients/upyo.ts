/**
 * upyo's pool. It does not accept complete messages, so it composes one from text. It opens connections beyond its
 * pool, so each connection has one loop.
 */
import { createMessage } from "@upyo/core";
import { SmtpTransport } from "@upyo/smtp";
import type { Target } from "../job.ts";
import { FROM, recipients, text } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

/** Octets that it writes before the text. */
const HEAD = 350;

export function makeClient(target: Target): Client {
  const { port, ca, connections, octets } = target;
  const transport = new SmtpTransport({
    host: "localhost",
    port,
    secure: ca !== undefined,
    poolSize: connections,
    // Without TLS from the first octet, it always upgrades if that is offered; there is no option against it.
    tls: ca === undefined ? { rejectUnauthorized: false } : { ca: [ca] },
  });
  const message = createMessage({
    from: FROM,
    to: recipients(target),
    subject: "Measured",
    content: { text: text(octets - HEAD) },
  } as Parameters<typeof createMessage>[0]);
  return {
    sendWhile: inLoops(connections, async () => {
      const receipt = await transport.send(message);
      if (!receipt.successful) throw new Error(receipt.errorMessages.join(" "));
    }),
    close: () => transport.closeAllConnections(),
  };
}
