/** Sends one message from its draft to a server's mailbox and back, on any runtime. */
import { createMailer } from "@parley-smtp/core";
import { testServer } from "@parley-smtp/core/testing";
import PostalMime from "postal-mime";
import { compose } from "../../src/mod.ts";

/** Composes, sends over a connection without sockets, and reads the server's mailbox. */
export async function round(): Promise<object> {
  const server = testServer({ capabilities: ["PIPELINING", "8BITMIME"], tls: "none" });
  await using mailer = createMailer({ host: "smtp.example.com", dial: server.dial });
  const picture = new Uint8Array(3000).fill(0xff);
  const message = await compose({
    from: "Jörg <joerg@example.com>",
    to: "bob@bücher.example",
    bcc: "eve@example.org",
    subject: "Grüße",
    text: "Schöne Grüße\n",
    html: '<img src="cid:logo@example.com">',
    attachments: [
      { cid: "logo@example.com", filename: "logo.png", content: picture },
      { filename: "größe.txt", content: new Blob(["a blob"]) },
      { filename: "web.txt", content: () => new Blob(["a web stream"]).stream() },
      {
        filename: "pieces.txt",
        content: async function* () {
          yield "in ";
          yield new TextEncoder().encode("pieces");
        },
      },
    ],
  });
  const { accepted } = await mailer.send(message);
  const [received] = server.messages;
  const mail = await PostalMime.parse(received?.raw ?? "", { attachmentEncoding: "utf8" });
  return {
    accepted: accepted.map(({ address }) => address),
    from: mail.from?.name,
    subject: mail.subject,
    text: mail.text?.trim(),
    bcc: mail.bcc ?? null,
    files: mail.attachments.map(({ filename, content }) => [filename, String(content).length]),
    same: mail.messageId === message.messageId,
  };
}
