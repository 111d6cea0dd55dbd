/** Tests the module that replaces src/dial.ts when dnt builds for Node. */
import { createMailer } from "@parley-smtp/core";
import { modernServer } from "@parley-smtp/core/testing";
import { listen, testCertificates } from "@parley-smtp/node-socket/testing";
import { describe, expect, it } from "vitest";
import * as dial from "../src/dial.ts";
import * as twin from "../standalone/dial.node.ts";

describe("the twin of denoDial for Node", () => {
  it("exports what it stands for", () => {
    expect(Object.keys(twin)).toEqual(Object.keys(dial));
  });

  it("connects with the same options", async () => {
    const { ca, ...pair } = await testCertificates();
    await using server = await listen({ ...modernServer, tls: "implicit" }, pair);
    const options = { host: "127.0.0.1", port: server.port, tls: "implicit" } as const;
    const message = { from: "a@example.org", to: "b@example.net", raw: "Subject: x\r\n\r\nx\r\n" };

    const trusting = twin.denoDial({ ca: [ca], servername: "localhost" });
    await using mailer = createMailer({ ...options, dial: trusting });
    await mailer.send(message);
    expect(server.messages).toMatchObject([{ raw: message.raw, tls: true }]);

    await using distrustful = createMailer({ ...options, dial: twin.denoDial() });
    await expect(distrustful.send(message)).rejects.toMatchObject({ code: "CERTIFICATE_REFUSED" });
  });
});
