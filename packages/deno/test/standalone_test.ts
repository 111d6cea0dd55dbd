/** Runs on Deno, and by dnt on Node in both formats of @parley-smtp/standalone. */
import { deepStrictEqual, strictEqual } from "node:assert";
import { createMailer } from "../src/mod.ts";
import { modernServer, testServer } from "../src/testing.ts";

Deno.test("sends a message another way when BDAT is answered 502", async () => {
  const server = testServer({
    ...modernServer,
    answers: [{ to: "BDAT", reply: "502 5.5.1 Command not implemented" }],
  });
  const mailer = createMailer({ host: "mail.example", dial: server.dial });
  const { accepted, fallbacks } = await mailer.send({
    from: "a@example.org",
    to: "b@example.net",
    raw: "Subject: Hi\r\n\r\nHi.\r\n",
  });
  await mailer.close();
  deepStrictEqual(
    accepted.map(({ address }) => address),
    ["b@example.net"],
  );
  strictEqual(
    fallbacks.some(({ reply }) => reply?.code === 502),
    true,
  );
  strictEqual(server.messages[0]?.raw, "Subject: Hi\r\n\r\nHi.\r\n");
});
