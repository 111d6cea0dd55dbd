/** upyo's pool. It takes no finished message, so it composes the text of one; beyond its pool it opens more, so one loop each. */
import { createMessage } from "@upyo/core";
import { SmtpTransport } from "@upyo/smtp";
import type { Target } from "../job.ts";
import { FROM, recipients, text } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

/** What it writes before the text. */
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
