/** A Worker that keeps its mailer between requests: each request opens its own connection. */
import { createMailer, type Mailer, SmtpError } from "@parley-smtp/cloudflare-workers";

let mailer: Mailer | undefined;

export default {
  async fetch({ url }: Request, { SMTP_URL }: { readonly SMTP_URL: string }): Promise<Response> {
    mailer ??= createMailer(SMTP_URL);
    const subject = `Subject: ${new URL(url).pathname}`;
    try {
      const raw = `${subject}\r\n\r\nHello.\r\n`;
      await mailer.send({ from: "a@example.org", to: "b@example.net", raw });
      return Response.json(subject);
    } catch (error) {
      return Response.json(SmtpError.is(error) ? error.code : String(error));
    }
  },
};
