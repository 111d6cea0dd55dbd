import { describe, expect, it } from "vitest";
import { connect, optionsFromUrl, SmtpError } from "../../src/mod.ts";
import { modernServer, testServer } from "../../src/testing/mod.ts";

const message = {
  from: "ann@example.org",
  to: ["bob@example.net", "eve@example.net"],
  raw: "Subject: Hi\r\n\r\nHi.\r\n",
};
const lmtp = { host: "mail.example", protocol: "lmtp" } as const;

describe("LMTP", () => {
  it.each([
    { by: "BDAT", capabilities: ["PIPELINING", "CHUNKING"] },
    { by: "DATA", capabilities: ["PIPELINING"] },
  ])("reports each recipient's own reply with $by", async ({ capabilities }) => {
    const server = testServer({
      capabilities,
      tls: "none",
      lmtp: true,
      refuse: [{ recipient: "bob@*", reply: "452 4.2.2 Over quota", afterContent: true }],
    });
    await using connection = await connect({ ...lmtp, dial: server.dial });
    const receipt = await connection.send(message);
    expect(receipt.recipients).toMatchObject([
      { outcome: "rejected", temporary: true, reply: { code: 452 } },
      { outcome: "accepted", reply: { code: 250 } },
    ]);
    expect(server.messages.map(({ to }) => to)).toEqual([["eve@example.net"]]);
    const again = await connection.send({ ...message, to: "eve@example.net" });
    expect(again.accepted).toHaveLength(1);
  });

  it("is not spoken to a server of SMTP, nor SMTP to one of LMTP", async () => {
    const wrong = connect({ ...lmtp, dial: testServer(modernServer).dial });
    await expect(wrong).rejects.toSatisfy(SmtpError.is);
    const { dial } = testServer({ ...modernServer, lmtp: true });
    await expect(connect({ host: "mail.example", dial })).rejects.toSatisfy(SmtpError.is);
  });

  it("has a URL of its own, and not the port of SMTP", async () => {
    expect(optionsFromUrl("lmtp://mail.example:2003")).toMatchObject({ ...lmtp, port: 2003 });
    const { dial } = testServer();
    await expect(connect({ ...lmtp, port: 25, dial })).rejects.toThrow(RangeError);
    await expect(connect({ ...lmtp, protocol: "pop3" as "lmtp", dial })).rejects.toThrow(TypeError);
  });
});
