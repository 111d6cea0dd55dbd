/** What compose refuses, before anything is composed. */
import { expect, it } from "vitest";
import { compose, type Draft, file } from "../src/mod.ts";

const draft: Draft = { from: "ann@example.com", to: "bob@example.net", text: "Hello." };
const evil = "Hi\r\nBcc: eve@example.org";
const circle: { self?: unknown } = {};
circle.self = circle;
const attachment = { content: "x" };

it.each<[where: string, more: Partial<Draft>]>([
  ["the subject", { subject: evil }],
  ["a subject, by a line feed alone", { subject: "Hi\nBcc: eve@example.org" }],
  ["a subject, by a carriage return alone", { subject: "Hi\rBcc: eve@example.org" }],
  ["a subject, by NUL", { subject: "Hi\0" }],
  ["a display name", { to: { name: evil, address: "bob@example.net" } }],
  ["an address", { to: { address: `bob@example.net${evil}` } }],
  ["a mailbox as text", { cc: `Bob <bob@example.net>${evil}` }],
  ["the sender", { sender: evil }],
  ["where answers go", { replyTo: evil }],
  ["the return address", { envelope: { from: `ann@example.com>${evil}` } }],
  ["the Message-ID", { messageId: `<a@example.com>${evil}` }],
  ["what it answers", { inReplyTo: evil }],
  ["the thread", { references: ["<a@example.com>", evil] }],
  ["the value of a field", { headers: { "X-Tag": ["good", evil] } }],
  ["the name of a field", { headers: { [`X-Tag: 1${evil}`]: "good" } }],
  ["a file name", { attachments: [{ ...attachment, filename: evil }] }],
  ["a media type", { attachments: [{ ...attachment, contentType: `text/plain${evil}` }] }],
  ["a cid", { attachments: [{ ...attachment, cid: evil }] }],
  ["the type of an alternative", { alternatives: [{ content: "x", contentType: evil }] }],
])("nothing is injected through %s", async (_, more) => {
  await expect(compose({ ...draft, ...more })).rejects.toThrow(TypeError);
});

it.each<[what: string, more: object, sentence: RegExp]>([
  ["a list in one string", { to: "bob@example.net, eve@example.org" }, /not one mailbox/],
  ["a group", { to: "Friends: bob@example.net, eve@example.org;" }, /not one mailbox/],
  ["a name without an address", { to: "Bob" }, /"Bob"|""/],
  ["an address with a list in it", { to: { address: "a@b.example,c@d.example" } }, /local-part@/],
  ["an address with another behind it", { to: { address: "a@b.example>c@d.example" } }, /local-p/],
  ["a misspelled field", { subjcet: "x" }, /no `subjcet`\. Did you mean `subject`/],
  ["a field that does not exist", { colour: "red" }, /A draft has no `colour`\. There are: from/],
  ["an attachment by path", { attachments: [{ path: "/etc/passwd" }] }, /no `path`.*file\(path\)/],
  ["a URL to fetch", { attachments: [{ href: "http://a.example" }] }, /no `href`\. Fetch/],
  ["nodemailer's icalEvent", { icalEvent: { content: "" } }, /Write `calendar`/],
  ["nodemailer's amp", { amp: "<html>" }, /x-amp-html/],
  ["a misspelled part option", { attachments: [{ content: "", fileName: "a" }] }, /`filename`/],
  ["a misspelled list option", { list: { unsubscribed: "https://a.example" } }, /`unsubscribe`/],
  ["a misspelled mailbox", { cc: { adress: "a@b.example" } }, /`address`/],
  ["a misspelled envelope", { envelope: { form: "a@b.example" } }, /`from`/],
  ["no author", { from: undefined }, /needs an author/],
  ["several authors without a sender", { from: ["a@x.example", "b@x.example"] }, /`sender`/],
  ["no recipient", { to: [] }, /no recipient/],
  ["Bcc among the fields", { headers: { bcc: "eve@example.org" } }, /give `bcc`/],
  ["Content-Type among the fields", { headers: { "Content-Type": "a/b" } }, /from the content/],
  ["a number for content", { text: 1 }, /`text` must be a string, bytes/],
  ["a path for content", { attachments: [{ content: { path: "/etc/passwd" } }] }, /must be a str/],
  ["no content", { attachments: [{ filename: "a.txt" }] }, /must be a string, bytes/],
  ["a media type that is none", { attachments: [{ content: "", contentType: "pdf" }] }, /"pdf"/],
  [
    "a media type with an open quote",
    { attachments: [{ content: "", contentType: 'a/b; name="x' }] },
    /a\/b/,
  ],
  [
    "a media type with a list",
    { attachments: [{ content: "", contentType: "a/b; x=1, y=2" }] },
    /a\/b/,
  ],
  [
    "a media type without end",
    { attachments: [{ content: "", contentType: `a/b${"; x=1".repeat(9_999)}` }] },
    /a\/b/,
  ],
  ["a cid beyond a line", { attachments: [{ content: "", cid: "ü".repeat(500) }] }, /`cid`/],
  ["a Message-ID beyond a line", { messageId: "€".repeat(400) }, /`messageId`/],
  ["an address beyond a line", { to: `${"ü".repeat(500)}@b.example` }, /900 bytes/],
  [
    "a comment beyond a line",
    { list: { help: { url: "a@b.example", comment: "(".repeat(500) } } },
    /400/,
  ],
  ["an id of a list beyond a line", { list: { id: `${"a.".repeat(500)}a` } }, /`list\.id`/],
  ["a value that JSON refuses", { attachments: [{ content: "", encoding: 1n }] }, /"hex", not 1/],
  ["a value in a circle", { attachments: [{ content: "", encoding: circle }] }, /not \[object/],
  ["a date that is none", { date: new Date("never") }, /valid Date/],
  ["a Message-ID with a space", { messageId: "<a b@example.com>" }, /<id@example\.com>/],
])("%s is refused with a sentence", async (_, more, sentence) => {
  const attempt = compose({ ...draft, ...more } as Draft);
  await expect(attempt).rejects.toThrow(TypeError);
  await expect(attempt).rejects.toThrow(sentence);
});

it("a URL of a file that is encoded wrongly is refused with a sentence", () => {
  expect(() => file(new URL("file:///100%.pdf"))).toThrow(/percent-encod/);
});
