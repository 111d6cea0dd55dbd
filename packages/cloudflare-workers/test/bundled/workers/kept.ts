/** A Worker that keeps its mailer from one request to the next. */
import { createMailer, type Mailer } from "@parley-smtp/cloudflare-workers";

let mailer: Mailer | undefined;

export default {
  async fetch({ url }: Request, { SMTP_URL }: { readonly SMTP_URL: string }): Promise<Response> {
    mailer ??= createMailer(SMTP_URL);
    const raw = `Subject: ${new URL(url).pathname}\r\n\r\nHello.\r\n`;
    return Response.json(await mailer.send({ from: "a@example.org", to: "b@example.net", raw }));
  },
};
