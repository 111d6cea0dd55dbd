import { createMailer } from "@parley-smtp/cloudflare-workers";

export default {
  async fetch(_request: Request, env: { readonly SMTP_URL: string }): Promise<Response> {
    await using mailer = createMailer(env.SMTP_URL); // one for each request, whose sockets end with it
    const { accepted } = await mailer.send({
      from: "ann@example.com",
      to: "bob@example.net",
      raw: "Subject: Hello\r\n\r\nHello from a Worker.\r\n",
    });
    return Response.json(accepted);
  },
};
