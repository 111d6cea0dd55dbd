/** A transport that wraps Node's: a log, a throttle, a counter of bytes. */
import { createMailer, type Dial } from "@parley-smtp/core";
import { modernServer } from "@parley-smtp/core/testing";
import { expect, it } from "vitest";
import { nodeDial } from "../src/dial.ts";
import { listen } from "../src/testing/mod.ts";

it("a copy that replaces `write` sees every write", async () => {
  await using server = await listen({ ...modernServer, tls: "none" });
  const written: string[] = [];
  const dial: Dial = async (to, options) => {
    const inner = await nodeDial()(to, options);
    return {
      ...inner,
      write(bytes) {
        written.push(new TextDecoder().decode(bytes));
        return inner.write(bytes);
      },
    };
  };
  const mailer = createMailer({ host: "localhost", port: server.port, tls: "none", dial });
  const raw = "Subject: Hi\r\n\r\nHi.\r\n";
  await mailer.send({ from: "ann@example.org", to: "bob@example.net", raw });
  await mailer.close();
  expect(server.messages).toHaveLength(1);
  expect(written.join("")).toContain("MAIL FROM");
  expect(written.join("")).toContain("Hi.");
});
