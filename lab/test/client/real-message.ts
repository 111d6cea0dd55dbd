/** A real message of several megabytes: composed by nodemailer, with real files attached. */
import { createRequire } from "node:module";
import MailComposer from "nodemailer/lib/mail-composer";

const files = createRequire(import.meta.url);

/** Composes the message; its octets differ at each call by boundary, date and Message-ID. */
export function realMessage(): Promise<Uint8Array> {
  const message = new MailComposer({
    from: "Ann Sender <ann@lab.test>",
    to: "test@lab.test, second@lab.test",
    subject: "Grüße: the compiler you asked for",
    text: "Hello,\r\n\r\nthe files are attached.\r\n.\r\n..\r\n.a dot first\r\n\r\nRegards,\r\nAnn\r\n",
    html: "<p>Hello,</p><p>the files are <b>attached</b>.</p>",
    attachments: [
      { filename: "compiler.js", path: files.resolve("typescript/lib/typescript.js") },
      { filename: "notes.txt", content: `${"From here on: ".repeat(60)}\n.\n` },
    ],
  });
  return message.compile().build();
}
