/** Sends two messages, keeps the mailer open, and prints `sent`: the process should then end automatically. */
import { createMailer } from "../../src/mod.ts";

const [port, tls, ca = ""] = Deno.args;
const mailer = createMailer({
  host: "localhost",
  port: Number(port),
  tls: tls as "none" | "starttls" | "implicit",
  ca,
  pool: { idle: 60_000 },
});
for (const to of ["b@example.net", "c@example.net"]) {
  await mailer.send({ from: "a@example.org", to, raw: "Subject: x\r\n\r\nx\r\n" });
  // Idle for a moment; the timer keeps the process alive, and the connection is used again.
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await Deno.stdout.write(new TextEncoder().encode("sent\n"));
