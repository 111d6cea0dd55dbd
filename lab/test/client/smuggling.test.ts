/**
 * Content that looks like the end of a message to some server, with a second message after it (SMTP smuggling,
 * CVE-2023-51764 to -51766), and octets that are not allowed in a message: one message is sent, one message with the
 * same octets arrives, with every real server, by DATA and by BDAT.
 */
import { createMailer, type NodeOptions, SmtpError } from "@parley-smtp/node-socket";
import { expect, it } from "vitest";
import { compareStored, type LabServer, SERVER_NAMES, type StoredMessage } from "../../src/mod.ts";
import { describeServer } from "./suite.ts";

const VICTIM = "second@lab.test";
const BOX = "test@lab.test";

/** A second message, as it would be smuggled in. */
const SMUGGLED = `MAIL FROM:<eve@lab.test>\r\nRCPT TO:<${VICTIM}>\r\nDATA\r\nSubject: smuggled\r\n\r\nHello.\r\n.\r\n`;

/** What a server may take for the end of a message. */
const ENDS: readonly string[] = [
  "\n.\n",
  "\n.\r\n",
  "\r.\r",
  "\r.\r\n",
  "\r\n.\n",
  "\r\n.\r",
  "\r\n.\r\n",
  "\r\r\n.\r\r\n",
  "\r\n.\0\r\n",
  "\0\r\n.\r\n",
  "\n\n.\n\n",
  "\u2028.\u2028",
  "\u0085.\u0085",
  "\x0b.\x0c",
  "\r\n..\r\n",
  "\r\n. \r\n",
];

interface Item {
  readonly name: string;
  readonly raw: string;
  /** Without a header field, servers insert one to end the header. */
  readonly repaired?: true;
}

const head = (subject: string): string =>
  [
    "From: <ann@lab.test>",
    `Subject: ${subject}`,
    "Date: Tue, 24 Nov 2026 12:00:00 +0000",
    `Message-ID: <${subject.replaceAll(/\W+/g, "-")}@lab.test>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ].join("\r\n");

const CORPUS: readonly Item[] = [
  ...ENDS.flatMap((end, at) => [
    { name: `end ${at} in the body`, raw: `\r\n\r\nBefore.${end}${SMUGGLED}` },
    { name: `end ${at} as the last`, raw: `\r\n\r\nBefore.${end}` },
    {
      name: `end ${at} in the header`,
      raw: `\r\nX-Odd: before${end}${SMUGGLED}\r\n\r\nBody.\r\n`,
      repaired: true as const,
    },
  ]),
  { name: "nothing but the header", raw: "\r\n\r\n" },
  { name: "dots alone", raw: "\r\n\r\n.\r\n..\r\n...\r\n.\r\n" },
  { name: "no last line end", raw: "\r\n\r\n.Hello." },
  { name: "a last CR", raw: "\r\n\r\nHello.\r" },
  { name: "a last LF", raw: "\r\n\r\nHello.\n" },
  { name: "a BDAT in the body", raw: "\r\n\r\nBDAT 5 LAST\r\nHello\r\nQUIT\r\nRSET\r\n" },
  // Haraka breaks lines of more than 992 octets.
  { name: "a long line of dots", raw: `\r\n\r\n${".".repeat(900)}\r\nHello.\r\n` },
].map((item) => ({ ...item, raw: `${head(item.name)}${item.raw}` }));

/** Returns the message as it has to arrive: every line end is CRLF, including the last one. */
function canonical(raw: string): Uint8Array {
  const lines = raw.replaceAll(/\r\n|\r|\n/g, "\r\n");
  return Buffer.from(lines.endsWith("\r\n") ? lines : `${lines}\r\n`);
}

function optionsFor(server: LabServer): NodeOptions {
  return {
    host: "localhost",
    port: server.ports.plain,
    ca: server.ca,
    ...(server.name === "smtp-sink" ? {} : { auth: server.credentials }),
    features: { TLS: "prefer", AUTH: "prefer" },
    timeouts: { total: 30_000 },
  };
}

const subjectOf = ({ raw }: StoredMessage): string | undefined =>
  /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString("latin1"))?.[1];

for (const name of SERVER_NAMES) {
  await describeServer(
    name,
    `${name}, with content that looks like more than one message`,
    (running) => {
      it.each(["DATA", "BDAT"])("has one message for each, the same octets, by %s", async (by) => {
        const server = running();
        await server.clearMessages();
        const options = optionsFor(server);
        const features = {
          ...options.features,
          ...(by === "DATA" ? ({ CHUNKING: "avoid" } as const) : {}),
        };
        await using mailer = createMailer({ ...options, features });
        const accepted: { item: Item; recoded: boolean }[] = [];
        const refused: Item[] = [];
        for (const item of CORPUS) {
          try {
            const { fallbacks } = await mailer.send({
              from: "ann@lab.test",
              to: BOX,
              raw: item.raw,
            });
            accepted.push({
              item,
              recoded: fallbacks.some(({ method }) => method === "re-encoded"),
            });
          } catch (error) {
            if (!SmtpError.is(error)) throw error;
            expect(error.recipients.map(({ outcome }) => outcome)).not.toContain("unknown");
            refused.push(item);
          }
        }
        const stored = await server.messages();
        console.log(`> ${name} by ${by}: ${accepted.length} taken, ${refused.length} refused`);
        expect(stored.map(({ recipient }) => recipient)).toEqual(accepted.map(() => BOX));
        const otherwise = accepted.filter(({ item, recoded }) => {
          const copies = stored.filter((copy) => subjectOf(copy) === item.name);
          const [copy] = copies;
          if (copies.length !== 1 || !copy) return true;
          return !recoded && !item.repaired && !compareStored(canonical(item.raw), copy.raw).equal;
        });
        expect(otherwise.map(({ item }) => item.name)).toEqual([]);
      });
    },
  );
}
