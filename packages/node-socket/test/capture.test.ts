import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { captureDial, type ReceivedMessage, toFolder } from "../src/capture.ts";
import { createMailer } from "../src/mod.ts";

const place = mkdtempSync(join(tmpdir(), "parley-capture-"));
afterAll(() => rmSync(place, { recursive: true }));

const message = {
  from: "ann@example.org",
  to: ["bob@example.net", "hidden@example.net"],
  raw: "Subject: x\r\nTo: bob@example.net\r\n\r\n.Grüße\r\n",
};

describe("toFolder", () => {
  it("writes each message into a file of its own, with the envelope", async () => {
    const folder = join(place, "a", "b");
    const dial = captureDial(toFolder(folder));
    await using mailer = createMailer({
      host: "smtp.example.com",
      auth: { user: "u", pass: "p" },
      dial,
    });
    await Promise.all([1, 2, 3].map(() => mailer.send(message)));
    const files = readdirSync(folder);
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[123]\.eml$/);
      expect(readFileSync(join(folder, file), "utf8")).toBe(
        `X-Envelope-From: <ann@example.org>\r\nX-Envelope-To: <bob@example.net>\r\nX-Envelope-To: <hidden@example.net>\r\n${message.raw}`,
      );
    }
  });

  it("shares a folder with others that write in the same millisecond", async () => {
    const folder = join(place, "shared");
    const received = { from: "a@example.org", to: ["b@example.net"], content: new Uint8Array(3) };
    const capture = [1, 2, 3, 4, 5].map(() => toFolder(folder));
    await Promise.all(capture.map((each) => each(received as unknown as ReceivedMessage)));
    expect(readdirSync(folder)).toHaveLength(5);
  });

  it("refuses the message when the folder cannot be written", async () => {
    const file = join(place, "file");
    writeFileSync(file, "");
    await using mailer = createMailer({
      host: "smtp.example.com",
      dial: captureDial(toFolder(file)),
    });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: "MESSAGE_REFUSED" });
  });

  it.each([[""], [undefined]])("refuses the folder %j", (folder) => {
    expect(() => toFolder(folder as string)).toThrow(TypeError);
  });
});
