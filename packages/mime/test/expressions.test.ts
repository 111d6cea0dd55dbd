/** What a draft can say beside text and files, as written in the message. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { compose, type Draft, file, readMessage } from "../src/mod.ts";
import { oracles } from "./support/oracles.ts";

const draft: Draft = { from: "ann@example.com", to: "bob@example.net", subject: "Hi", text: "Hi." };

const wireOf = async (more: Partial<Draft>): Promise<string> =>
  Buffer.from(await readMessage(await compose({ ...draft, ...more }))).toString("latin1");

const unfolded = async (more: Partial<Draft>): Promise<string> =>
  (await wireOf(more)).replace(/\r\n(?=[ \t])/g, "");

describe("addresses", () => {
  it("may be a group, whose members are recipients", async () => {
    const to = { group: "The Board", members: ["Ann <ann@example.org>", "bob@example.net"] };
    const message = await compose({ ...draft, to });
    expect(message.to).toEqual(["ann@example.org", "bob@example.net"]);
    expect(await unfolded({ to })).toContain(
      "\r\nTo: The Board: Ann <ann@example.org>, bob@example.net;\r\n",
    );
  });

  it("may be a group of nobody that is seen", async () => {
    const more = { to: { group: "undisclosed-recipients" }, bcc: "eve@example.org" };
    expect(await wireOf(more)).toContain("\r\nTo: undisclosed-recipients:;\r\n");
    expect(await wireOf({ to: undefined, bcc: "eve@example.org" })).toContain(
      "\r\nTo: undisclosed-recipients:;\r\n",
    );
  });

  it("stay as they were given", async () => {
    const to = [
      "User@Example.COM",
      "user@[IPv6:2001:DB8::1]",
      '"a b"@example.com',
      "o'x+y@e.example",
    ];
    expect((await compose({ ...draft, to })).to).toEqual(to);
    expect(await unfolded({ to })).toContain(`\r\nTo: ${to.join(", ")}\r\n`);
  });

  it.each<[string, string, string]>([
    ["Ann <ann@example.com>", "Ann", "ann@example.com"],
    ['"Example, Ann" <ann@example.com>', "Example, Ann", "ann@example.com"],
    ['"A \\"B\\" C" <ann@example.com>', 'A "B" C', "ann@example.com"],
    ["ann@example.com (Ann)", "Ann", "ann@example.com"],
    ["<ann@example.com>", "", "ann@example.com"],
    [" Jörg  <ann@example.com> ", "Jörg", "ann@example.com"],
    ["ceo@bank.example <ann@example.com>", "ceo@bank.example", "ann@example.com"],
  ])("are read from %s", async (given, name, address) => {
    const bytes = await readMessage(await compose({ ...draft, to: given }));
    for (const [, read] of oracles) expect((await read(bytes)).to).toEqual([{ name, address }]);
  });

  it.each([
    "Ann, Bob <bob@example.net>",
    "a@example.com; b@example.com",
    "Ann <a@example.com>, Bob <b@example.com>",
    "group:a@example.com;",
    '"unfinished <a@example.com>',
    "Ann <a@example.com> <b@example.com>",
    "a b@example.com",
    "a@b@example.com",
    "<>",
    "",
  ])("are refused: %s", async (to) => {
    await expect(compose({ ...draft, to })).rejects.toThrow(TypeError);
  });

  it("of Bcc are kept for an archive alone", async () => {
    expect(await wireOf({ bcc: "eve@example.org", keepBcc: true })).toContain(
      "Bcc: eve@example.org",
    );
    await expect(wireOf({ bcc: "eve@example.org" })).resolves.not.toContain("eve@");
  });
});

describe("the header", () => {
  it.each<[string | Date, string]>([
    ["2026-02-03T05:05:06+01:00", "Tue, 03 Feb 2026 05:05:06 +0100"],
    ["2026-02-03T00:30:00-03:30", "Tue, 03 Feb 2026 00:30:00 -0330"],
    ["2026-02-03T04:05:06Z", "Tue, 03 Feb 2026 04:05:06 +0000"],
    [new Date(0), "Thu, 01 Jan 1970 00:00:00 +0000"],
  ])("has the date %s", async (date, written) => {
    expect(await wireOf({ date })).toContain(`\r\nDate: ${written}\r\n`);
  });

  it.each(["2026-02-03", "tomorrow", "2026-13-03T05:05:06Z", "2026-02-03T05:05:06"])(
    "refuses the date %s",
    async (date) => {
      await expect(compose({ ...draft, date })).rejects.toThrow("time zone");
    },
  );

  it("has references from one text or a list", async () => {
    const written = "\r\nReferences: <a@x.example> <b@x.example>\r\n";
    expect(await wireOf({ references: "<a@x.example>  b@x.example" })).toContain(written);
    expect(await wireOf({ references: ["a@x.example", "<b@x.example>"] })).toContain(written);
  });

  it("has a priority in words, and leaves a number to the server", async () => {
    const high = await compose({ ...draft, priority: "high" });
    expect(high).toHaveProperty("priority", undefined);
    expect(await wireOf({ priority: "high" })).toMatch(
      /\r\nX-Priority: 1 .*\r\n(?:.*\r\n)*Importance: high\r\n/,
    );
    expect(await compose({ ...draft, priority: 3 })).not.toHaveProperty("priority");
    expect(await wireOf({ priority: "normal" })).not.toMatch(/priority|importance/i);
    await expect(compose({ ...draft, priority: "urgent" as "high" })).rejects.toThrow('"urgent"');
  });

  it("has the fields of a list", async () => {
    const wire = await unfolded({
      list: {
        id: { id: "news.example.com", name: "News of Example" },
        unsubscribe: [
          "https://example.com/u?id=1",
          { url: "leave@example.com", comment: "by mail" },
        ],
        oneClick: true,
        help: "https://example.com/help",
      },
    });
    expect(wire).toContain("\r\nList-Id: News of Example <news.example.com>\r\n");
    expect(wire).toContain(
      "\r\nList-Unsubscribe: <https://example.com/u?id=1>, <mailto:leave@example.com> (by mail)\r\n",
    );
    expect(wire).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    expect(wire).toContain("\r\nList-Help: <https://example.com/help>\r\n");
  });

  it.each([
    ["=?x", "=?utf-8?Q?=3D=3Fx?= <news.example.com>"],
    ["Of <other.example>", '"Of <other.example>" <news.example.com>'],
    ["", "<news.example.com>"],
  ])("keeps the id of a list named %j readable", async (name, written) => {
    const wire = await unfolded({ list: { id: { id: "news.example.com", name } } });
    expect(wire).toContain(`\r\nList-Id: ${written}\r\n`);
  });

  it.each<[object, RegExp]>([
    [{ oneClick: true }, /needs `list.unsubscribe`/],
    [{ oneClick: true, unsubscribe: "leave@example.com" }, /https URL/],
    [{ unsubscribe: "click here" }, /neither a URL nor/],
    [{ unsubscribe: "https://example.com/\r\nBcc: x@y.example" }, /line break/],
    [{ unsubscribe: "https://example.com/>, <x:y" }, /neither a URL nor/],
    [{ id: "news" }, /news\.example\.com/],
  ])("refuses the list %o", async (list, sentence) => {
    await expect(compose({ ...draft, list })).rejects.toThrow(sentence);
  });
});

describe("parts", () => {
  it("have fields of their own, and the encoding that is asked for", async () => {
    const wire = await unfolded({
      attachments: [
        {
          filename: "a.txt",
          content: "x=\n",
          transferEncoding: "quoted-printable",
          headers: { "Content-Description": "Grüße" },
        },
      ],
    });
    expect(wire).toMatch(/Content-Description: =\?utf-8\?/i);
    expect(wire).toMatch(/Content-Transfer-Encoding: quoted-printable\r\n\r\nx=3D=0A/);
  });

  it.each<[string, string]>([
    ["base64", "AAEC\r\n/w=="],
    ["base64", "AAEC_w"],
    ["hex", "000102FF"],
  ])("decode a string that is %s", async (encoding, content) => {
    const attachments = [{ filename: "a.bin", encoding: encoding as "hex", content }];
    const bytes = await readMessage(await compose({ ...draft, attachments }));
    for (const [, read] of oracles)
      expect([...((await read(bytes)).attachments[0]?.bytes ?? [])]).toEqual([0, 1, 2, 255]);
  });

  it.each<[object, RegExp]>([
    [{ encoding: "base64", content: "ä" }, /not valid base64/],
    [{ encoding: "hex", content: "abc" }, /not valid hex/],
    [{ encoding: "latin1", content: "x" }, /`encoding` of an attachment.*"latin1"/],
    [{ transferEncoding: "uuencode", content: "x" }, /must be one of "7bit".*"uuencode"/],
    [{ content: "x", headers: { "Content-Type": "a/b" } }, /give `contentType`/],
    [{ content: "x", headers: { "X-A": "b\r\nX-C: d" } }, /line break/],
  ])("refuse %o", async (attachment, sentence) => {
    const attachments = [attachment as never];
    await expect(compose({ ...draft, attachments })).rejects.toThrow(sentence);
  });

  it("of a calendar are another form of the text and a file, with charset", async () => {
    const content = "BEGIN:VCALENDAR\r\nSUMMARY:Grüße\r\nEND:VCALENDAR\r\n";
    const wire = await unfolded({ calendar: { method: "request", content } });
    expect(wire).toContain("Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n");
    expect(wire).toContain("Content-Type: application/ics; name=invite.ics\r\n");
    expect(wire).toMatch(/multipart\/alternative/);
    const once = new Blob([content]).stream();
    await expect(compose({ ...draft, calendar: { content: once } })).rejects.toThrow("twice");
  });

  it("of an attached message are not shown inline, and not encoded", async () => {
    const attachments = [{ filename: "m.eml", content: "Subject: Inner\n\nHi.\n" }];
    const wire = await unfolded({ attachments });
    expect(wire).toContain("Content-Type: message/rfc822; name=m.eml\r\n");
    expect(wire).toContain("Content-Disposition: attachment; filename=m.eml\r\n");
    expect(wire).toContain("7bit\r\n\r\nSubject: Inner\r\n\r\nHi.\r\n");
  });

  it("without a name get one by their type", async () => {
    const wire = await unfolded({
      attachments: [{ content: "a", contentType: "image/png" }, { content: "b" }],
    });
    expect(wire).toContain("filename=attachment-1.png");
    expect(wire).toContain("filename=attachment-2.bin");
  });

  it("are made of data URLs", async () => {
    const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    const html = `<img src="${pixel}"><img src='${pixel}'><b style="background:url(data:image/svg+xml,%3Csvg/%3E)">data:image/gif;base64,x</b>`;
    const bytes = await readMessage(await compose({ ...draft, html, attachDataUrls: true }));
    for (const [, read] of oracles) {
      const mail = await read(bytes);
      expect(mail.attachments.map(({ contentType }) => contentType)).toEqual([
        "image/gif",
        "image/svg+xml",
      ]);
      const [cid] = mail.attachments.map((each) => each.cid);
      expect(mail.html?.split(`cid:${cid}`)).toHaveLength(3);
      expect(mail.html).toContain("data:image/gif;base64,x</b>");
    }
  });

  it("are made of many data URLs that are not valid in little time", async () => {
    const html = "src=data:image/png,%src=data:".repeat(40_000);
    const start = performance.now();
    await compose({ ...draft, html, attachDataUrls: true });
    // Quadratic work takes half a minute.
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("are as many images of the HTML as there are", async () => {
    const attachments = Array.from({ length: 30_000 }, (_, at) => ({ content: "", cid: `${at}` }));
    expect(await wireOf({ html: "", attachments })).toContain("<29999>");
  }, 30_000);

  it("are as many streams as there are", async () => {
    const empty = (): AsyncIterable<string> => ({
      [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
    });
    const attachments = Array.from({ length: 20_000 }, () => ({ content: empty }));
    const message = await compose({ ...draft, attachments });
    expect((await readMessage(message)).length).toBeGreaterThan(1_000_000);
  }, 30_000);

  it("are files by their path", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "parley-")), "größe 1.txt");
    writeFileSync(path, "on the disk");
    for (const each of [path, pathToFileURL(path)]) {
      const bytes = await readMessage(await compose({ ...draft, attachments: [file(each)] }));
      for (const [, read] of oracles) {
        const [attachment] = (await read(bytes)).attachments;
        expect(attachment?.filename).toBe("größe 1.txt");
        expect(Buffer.from(attachment?.bytes ?? []).toString()).toBe("on the disk");
      }
    }
    const missing = await compose({ ...draft, attachments: [file(`${path}.not`)] });
    await expect(readMessage(missing)).rejects.toThrow("ENOENT");
  });
});
