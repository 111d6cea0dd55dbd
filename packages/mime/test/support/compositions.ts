/** Messages that composers are known to get wrong, by what is difficult about them. */
import type { Attachment, Draft } from "../../src/mod.ts";

/** A draft, and what it is about. */
export type Composition = readonly [what: string, draft: Draft];

const base = {
  from: "ann@example.com",
  to: "bob@example.net",
  subject: "Hi",
  text: "Hello.\r\n",
} satisfies Draft;

const smile = "\u{1f600}";
const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";

/** Names of people, all of one line and without blanks at the ends. */
const NAMES: readonly string[] = [
  "Ann",
  "Ann Example",
  "Example, Ann",
  "Müller, Jörg",
  'Ann "The Boss" Example',
  "back\\slash",
  'ends with \\"',
  "J. R. Doe",
  "ann@bank.example",
  "Ann <ceo@bank.example>",
  "Ann (Sales)",
  "Sales: Ann; Bob",
  "=?utf-8?Q?ceo=40bank.example?=",
  "=?utf-8?B?Y2VvQGJhbmsuZXhhbXBsZQ==?=",
  "a =? b ?= c",
  "O'Brien",
  "山田太郎",
  "山田 太郎 ".repeat(12).trim(),
  "Ивáнов Иван",
  "عبد الله",
  `${smile} Ann ${smile}`,
  smile.repeat(40),
  family.repeat(9),
  "e\u0301".repeat(60),
  "x".repeat(200),
  "long name ".repeat(40).trim(),
  "x".repeat(1200),
  "3 Musketeers!",
  "Ann_Example=Corp?",
  "[list] Ann",
  "two  blanks",
  "ü, ö",
  'a,b;c:d<e>f"g\\h(i)j@k.l[m]',
];

const SUBJECTS: readonly string[] = [
  "",
  "a",
  "=",
  "?=",
  "=?utf-8?Q?Hi?=",
  "=?utf-8?Q?Hi?= =?utf-8?Q?there?=",
  "Re: =?utf-8?q?x?= ü",
  "50 % off = 1/2 _really_?",
  "x".repeat(998),
  "x".repeat(1200),
  "word ".repeat(300).trim(),
  "Grüße",
  "ü".repeat(500),
  "ü ".repeat(200).trim(),
  "Grüße aus  München  mit   Lücken",
  "plain then ünïcode then plain then ünïcode",
  "日本語の件名".repeat(60),
  smile.repeat(100),
  `${smile} `.repeat(60).trim(),
  family.repeat(30),
  "a\u0301\u0302\u0303".repeat(50),
  "tab\tinside",
  "ends with =",
  "ends with ?",
  "\u05d0\u05d1\u05d2 left \u05d3",
  "non\u00a0breaking\u00a0blank",
  "soft\u00adhyphen",
  "\u200bzero width\u200b",
  "\ufeffmark",
  "Subject: in a subject",
  ".",
  "--",
  '(comment) "quoted" <angle>',
  ...Array.from({ length: 12 }, (_, at) => "a".repeat(at) + smile.repeat(25)),
  ...Array.from({ length: 8 }, (_, at) => `${"x".repeat(at + 55)} ü ${"y".repeat(20)}`),
];

const TEXTS: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a line end", "\r\n"],
  ["no line end", "Hello."],
  ["leading dots", ".\r\n..\r\n.hidden\r\n...\r\n"],
  ["a lone dot at the end", "x\r\n."],
  ["trailing blanks", "one \r\ntwo\t\r\nthree  \r\n"],
  ["trailing blanks and more", "ü \r\nü\t\r\n"],
  ['"=" at line ends', "a=\r\nb=\r\n=\r\n=3D\r\n"],
  ['"=" and more', "ü=\r\n=C3=BC\r\n"],
  ["mixed line ends", "a\rb\nc\r\nd\n\re\r\rf\n\n"],
  ["mixed line ends and more", "ä\rb\nc\r\nd\n\rü\r\rf\n\n"],
  ["a line of 76", `${"x".repeat(76)}\r\ny\r\n`],
  ["a line of 77 with =", `${"x".repeat(76)}=\r\ny\r\n`],
  ["a line of 998", `${"x".repeat(998)}\r\n`],
  ["a line of 999", `${"x".repeat(999)}\r\n`],
  ["a line of 5000", "x".repeat(5000)],
  ["a line of 5000 with umlauts", "xü".repeat(2500)],
  ["a line of emoji", smile.repeat(2000)],
  ["kanji", "日本語".repeat(700)],
  ["From at a line start", "From ann\r\n>From bob\r\nFrom: eve\r\n"],
  ["what looks like a boundary", "--=_x\r\n--\r\n--=_x--\r\n"],
  ["what looks like a header", "Content-Type: text/html\r\n\r\n<p>\r\n"],
  ["tabs and form feeds", "a\tb\u000cc\r\n"],
  ["blank lines", "\r\n\r\n\r\nx\r\n\r\n\r\ny"],
  ["separators of lines", "a\u2028b\u2029c\u0085d\r\n"],
  ["a mark of byte order inside", "a\ufeffb\r\n"],
  ["one umlaut in much ASCII", `${"plain words here\r\n".repeat(300)}ü\r\n`],
  ["a signature", "Hi\r\n-- \r\nAnn\r\n"],
];

const FILE_NAMES: readonly string[] = [
  "plain.txt",
  "with blanks.txt",
  'quo"ted.txt',
  "semi;colon.txt",
  "back\\slash.txt",
  "per%cent%41.txt",
  "apo'str''ophe.txt",
  "equals=.txt",
  "(parens).txt",
  "comma, file.txt",
  "größe.txt",
  "größe und länge, 'alles'.txt",
  "日本語のファイル名.txt",
  `${"日本語".repeat(30)}.txt`,
  `${smile.repeat(20)}.txt`,
  `${"x".repeat(70)}.txt`,
  `${"x".repeat(240)}.txt`,
  `${"long name ".repeat(20)}.txt`,
  `${"ü".repeat(120)}.txt`,
  "=?utf-8?Q?a.exe?=.txt",
  ".hidden",
  "no-extension",
  "many.dots.tar.gz",
  "UPPER.TXT",
  "a",
];

const bytes = (length: number, of: (at: number) => number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => of(at));

const FILES: readonly (readonly [string, Uint8Array | string])[] = [
  ["nothing", ""],
  ["every byte", bytes(256, (at) => at)],
  ["every byte backwards, often", bytes(5000, (at) => 255 - (at % 256))],
  ["NULs", bytes(300, () => 0)],
  ["line feeds", "\n\n\n"],
  ["carriage returns", "\r\r\r"],
  ["mixed line ends", "a\rb\nc\r\nd"],
  ["dots", ".\r\n.\r\n..\r\n"],
  ["what looks like a boundary", "\r\n--=_\r\n\r\n--=_--\r\n"],
  ["blanks at the end", "x  \r\n\r\n  "],
  ...[1, 2, 3, 55, 56, 57, 58, 113, 114, 115, 1000].map(
    (length) => [`${length} bytes`, bytes(length, (at) => (at * 31 + 200) % 256)] as const,
  ),
];

const TYPES: readonly (readonly [string, string])[] = [
  ["a.avif", "image/avif"],
  ["a.heic", "image/heic"],
  ["a.md", "text/markdown"],
  ["a.wasm", "application/wasm"],
  ["a.woff2", "font/woff2"],
  ["a.mjs", "text/javascript"],
  ["a.pdf", "application/pdf"],
  ["a.PNG", "image/png"],
  ["a.zip", "application/zip"],
  ["a.unknown-type", "application/octet-stream"],
  ["a", "application/octet-stream"],
];

const picture: Attachment = {
  cid: "logo@example.com",
  filename: "logo.png",
  content: bytes(200, (at) => at),
};
const ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Grüße\r\nEND:VCALENDAR\r\n";

const STRUCTURES: readonly Composition[] = [
  ["HTML alone", { ...base, text: undefined, html: "<p>Grüße</p>\r\n" }],
  ["text and HTML", { ...base, html: "<p>Hello</p>\r\n" }],
  [
    "HTML with an image",
    { ...base, html: '<img src="cid:logo@example.com">', attachments: [picture] },
  ],
  [
    "text, HTML, an image and files",
    {
      ...base,
      html: '<img src="cid:logo@example.com">',
      attachments: [
        picture,
        { filename: "a.txt", content: "a" },
        { filename: "b.pdf", content: "b" },
      ],
    },
  ],
  [
    "a file alone",
    { ...base, text: undefined, attachments: [{ filename: "a.pdf", content: "%PDF" }] },
  ],
  ["files without text", { ...base, text: undefined, attachments: [picture, picture] }],
  [
    "two files of one name",
    {
      ...base,
      attachments: [
        { filename: "a", content: "1" },
        { filename: "a", content: "2" },
      ],
    },
  ],
  ["a calendar", { ...base, calendar: { method: "request", content: ics } }],
  [
    "a calendar with HTML and a file",
    { ...base, html: "<p>x</p>\r\n", calendar: { content: ics }, attachments: [picture] },
  ],
  [
    "an alternative",
    {
      ...base,
      alternatives: [{ contentType: "text/x-amp-html", content: "<html ⚡4email></html>" }],
    },
  ],
  [
    "a name that is base64",
    { ...base, attachments: [{ filename: "a.bin", encoding: "base64", content: "AAEC/w==" }] },
  ],
  [
    "an attached message",
    { ...base, attachments: [{ filename: "m.eml", content: "Subject: Inner\r\n\r\nHi.\r\n" }] },
  ],
  [
    "many recipients",
    {
      ...base,
      to: Array.from({ length: 60 }, (_, at) =>
        `Name ${at}, Ü <r${at}@example.net>`.replace(",", ""),
      ),
    },
  ],
  [
    "every field",
    {
      ...base,
      sender: "Office <office@example.com>",
      replyTo: ["Ann <ann@example.com>", "Bö <bo@example.com>"],
      cc: "Eve <eve@example.org>",
      bcc: "hidden@example.org",
      priority: "high",
      inReplyTo: "<a@example.com>",
      references: "<a@example.com> <b@example.com>",
      headers: { "X-Long": "word ".repeat(100).trim(), "X-Text": "Grüße =?utf-8?Q?x?=" },
      list: {
        id: "news.example.com",
        unsubscribe: ["https://example.com/u", "leave@example.com"],
        oneClick: true,
      },
    },
  ],
];

/** Every composition. */
export const compositions: readonly Composition[] = [
  ...NAMES.map(
    (name): Composition => [
      `the name ${name}`,
      {
        ...base,
        from: { name, address: "ann@example.com" },
        to: [
          { name, address: "bob@example.net" },
          { name, address: "eve@example.org" },
        ],
      },
    ],
  ),
  ...SUBJECTS.map((subject): Composition => [`the subject ${subject}`, { ...base, subject }]),
  ...TEXTS.map(([what, text]): Composition => [`a text of ${what}`, { ...base, text }]),
  ...TEXTS.map(
    ([what, text]): Composition => [
      `a text of ${what}, with a file`,
      { ...base, text, attachments: [picture] },
    ],
  ),
  ...TEXTS.filter(([, text]) => text !== "").map(
    ([what, html]): Composition => [`HTML of ${what}`, { ...base, html }],
  ),
  ...FILE_NAMES.map(
    (filename): Composition => [
      `the file ${filename}`,
      { ...base, attachments: [{ filename, content: "x" }] },
    ],
  ),
  ...FILES.map(
    ([what, content]): Composition => [
      `a file of ${what}`,
      { ...base, attachments: [{ filename: "a.bin", content }] },
    ],
  ),
  ...TYPES.map(
    ([filename, contentType]): Composition => [
      `the type of ${filename}`,
      { ...base, attachments: [{ filename, content: "x", headers: { "X-Type": contentType } }] },
    ],
  ),
  ...STRUCTURES,
];
