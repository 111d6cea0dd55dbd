/** Sends a message from Node, which runs TypeScript from 22.18 on: `SMTP_URL=smtps://user:pass@smtp.example.com node send.ts`. */
import { createMailer } from "@parley-smtp/node-socket";

const mailer = createMailer(process.env["SMTP_URL"] ?? "smtp://localhost:1025");
const receipt = await mailer.send({
  from: "ann@example.com",
  to: ["bob@example.net"],
  raw: "Subject: Hello\r\n\r\nHello, Bob.\r\n",
});
console.log(receipt.accepted, receipt.fallbacks);
await mailer.close();
