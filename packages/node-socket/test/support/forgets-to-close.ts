/** Sends a message, keeps the mailer open, and prints `sent`: the process should then end automatically. */
import process from "node:process";
import { createMailer } from "../../src/mod.ts";

const [port, tls, ca = ""] = process.argv.slice(2);
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
process.stdout.write("sent\n");
