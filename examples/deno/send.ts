/** Sends a message from Deno: `SMTP_URL=smtps://user:pass@smtp.example.com deno run --allow-net --allow-env send.ts`. */
import { createMailer } from "@parley-smtp/deno";

const mailer = createMailer(Deno.env.get("SMTP_URL") ?? "smtp://localhost:1025");
const receipt = await mailer.send({
  from: "ann@example.com",
  to: ["bob@example.net"],
  raw: "Subject: Hello\r\n\r\nHello, Bob.\r\n",
});
console.log(receipt.accepted, receipt.fallbacks);
await mailer.close();
