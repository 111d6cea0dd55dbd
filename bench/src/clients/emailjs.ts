/** emailjs: one client for each connection. It does not accept complete messages, so it composes one from text. */
import { Message, SMTPClient } from "emailjs";
import type { Target } from "../job.ts";
import { FROM, recipients, text } from "../letter.ts";
import { type Client, inLoops } from "./client.ts";

/** Octets that it writes before the text. */
const HEAD = 350;

export function makeClient(target: Target): Client {
  const { port, ca, connections, octets } = target;
  const clients = Array.from(
    { length: connections },
    () =>
      new SMTPClient({
        host: "localhost",
        port,
        ssl: ca === undefined ? false : { ca },
        tls: false,
      }),
  );
  const to = recipients(target).join(", ");
  const body = text(octets - HEAD);
  return {
    sendWhile: inLoops(2 * connections, async (loop) => {
      const message = new Message({ from: FROM, to, subject: "Measured", text: body });
      await clients[loop % connections]?.sendAsync(message);
    }),
    close() {
      for (const { smtp } of clients) smtp.close(true);
    },
  };
}
