/** What is fuzzed, and what has to hold for any input at all. */
import { toSessionConfig } from "../../src/client/options/options.ts";
import { optionsFromUrl } from "../../src/client/options/url.ts";
import { ObstacleError } from "../../src/protocol/mime/obstacle.ts";
import { parseEhlo } from "../../src/protocol/plan/capabilities.ts";
import { formatReply, type Reply, replyText } from "../../src/protocol/reply/reply.ts";
import { ReplyParser, ReplySyntaxError } from "../../src/protocol/reply/reply-parser.ts";
import { canonical } from "../../test/content-reference.ts";
import { cut, recode, unfit } from "../../test/mime/recode.ts";
import type { Target } from "./engine.ts";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString("latin1");

function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** The replies of a stream that comes in these pieces, and what ended it. */
function repliesOf(pieces: readonly Uint8Array[]): {
  replies: Reply[];
  failure?: string;
  unread: number;
} {
  const parser = new ReplyParser({ lineOctets: 512, lines: 40, octets: 2048 });
  const replies: Reply[] = [];
  try {
    for (const piece of pieces) {
      parser.push(piece);
      for (let reply = parser.next(); reply; reply = parser.next()) replies.push(reply);
    }
  } catch (error) {
    if (!(error instanceof ReplySyntaxError)) throw error;
    check(!/\p{Cc}/u.test(error.message), "a control character gets into the message of an error");
    return { replies, failure: `${error.kind} ${error.line}`, unread: 0 };
  }
  check(parser.ready === 0, "a reply is left over");
  return { replies, unread: parser.unread };
}

const replies: Target = {
  name: "replies",
  code: [
    "/protocol/reply/reply.ts",
    "/protocol/reply/reply-parser.ts",
    "/protocol/reply/enhanced.ts",
  ],
  words: [
    "\r\n",
    "\n",
    "\r",
    " ",
    "-",
    "250",
    "250-",
    "250 ",
    "421 4.3.2 ",
    "5.1.1",
    "#5.5.1",
    "(#5.5.1)",
    "\xFF",
    "\xC3\xA4",
    "\xE2\x80\xA8",
    "\0",
  ],
  seeds: [
    latin1("220 mail.example.net ESMTP\r\n250-mail.example.net\r\n250-SIZE 1000\r\n250 HELP\r\n"),
    latin1("502 5.5.1 Command not implemented\r\n354\r\n550-5.7.1 No\r\n550 5.7.1 (#5.7.1)\n"),
  ],
  run(octets) {
    const whole = repliesOf([octets]);
    const single = repliesOf(Array.from(octets, (octet) => Uint8Array.of(octet)));
    check(
      JSON.stringify(whole) === JSON.stringify(single),
      "it depends on the pieces that the stream comes in",
    );
    for (const reply of whole.replies) {
      check(reply.code >= 200 && reply.code < 600, "a code that is not valid");
      check(Object.isFrozen(reply) && Object.isFrozen(reply.lines), "a reply that is not frozen");
      check(reply.lines.length > 0, "a reply without lines");
      check(
        !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(formatReply(reply)),
        "a control character gets through formatReply",
      );
      if (reply.enhanced)
        check(
          /^[245]\.\d{1,3}\.\d{1,3}$/.test(reply.enhanced),
          "an enhanced code that is not valid",
        );
      replyText(reply);
    }
  },
};

const capabilities: Target = {
  name: "capabilities",
  code: ["/protocol/plan/capabilities.ts"],
  words: [
    "\n",
    " ",
    "=",
    "SIZE",
    "SIZE 10",
    "AUTH",
    "AUTH=LOGIN",
    "PLAIN",
    "LIMITS RCPTMAX=10",
    "MAILMAX=1",
    "RCPTDOMAINMAX=",
    "XXXXXXXA",
    "****",
    "__proto__",
    "constructor",
    "9".repeat(30),
    "\xC4\xB1",
  ],
  seeds: [
    latin1(
      "mail.example\nPIPELINING\nSIZE 1000\nAUTH PLAIN LOGIN\nAUTH=LOGIN\nLIMITS RCPTMAX=5 MAILMAX=2\nXXXXXXXA\n8BITMIME",
    ),
  ],
  run(octets) {
    const lines = Buffer.from(octets).toString("utf8").split("\n");
    const known = parseEhlo({ code: 250, lines });
    check(JSON.stringify(known.lines) === JSON.stringify(lines), "the lines are not kept as sent");
    check(Object.getPrototypeOf(known.keywords) === null, "keywords have a prototype");
    check(
      known.size === undefined || (Number.isSafeInteger(known.size) && known.size > 0),
      "a size that is not valid",
    );
    for (const limit of Object.values(known.limits ?? {})) {
      check(Number.isSafeInteger(limit) && limit > 0, "a limit that is not valid");
    }
    for (const mechanism of known.auth) check(/^\S+$/.test(mechanism), "a mechanism with a space");
    check(new Set(known.auth).size === known.auth.length, "a mechanism twice");
    check(
      ({} as Record<string, unknown>)["polluted"] === undefined,
      "Object.prototype was written to",
    );
  },
};

const mime: Target = {
  name: "mime",
  code: ["/protocol/mime/"],
  words: [
    "\r\n",
    "\r\n\r\n",
    "--b\r\n",
    "--b--\r\n",
    "Content-Type: ",
    "multipart/mixed; boundary=b",
    "multipart/signed",
    "message/rfc822",
    "text/plain; charset=utf-8",
    "Content-Transfer-Encoding: ",
    "8bit",
    "binary",
    "base64",
    "quoted-printable",
    "=E4",
    "=\r\n",
    "\xC3\xA4",
    ";",
    '"',
    "\\",
    "(",
    ")",
    "boundary*=utf-8''b",
    " ",
    "\t",
    "MIME-Version: 1.0\r\n",
    "DKIM-Signature: v=1\r\n",
  ],
  seeds: [
    latin1(
      "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\xC3\xBC\xC3\x9Fe\r\n",
    ),
    latin1(
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\xE4\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\xFF\r\n--b--\r\n",
    ),
    latin1("Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\n\xE4\r\n"),
  ],
  run(octets) {
    const content = canonical(octets);
    for (const level of ["unsigned", "always"] as const) {
      const whole = attempt(() => recode([content], level));
      const pieces = cut(content, [content.length >> 1, content.length >> 2, 1]);
      const again = attempt(() => recode(pieces, level));
      check(
        textOf(again.out) === textOf(whole.out) && again.why === whole.why,
        "it depends on the pieces that the message comes in",
      );
      if (whole.why !== undefined) continue;
      const [wrong] = unfit(whole.out);
      check(wrong === undefined, `what was re-encoded ${wrong}`);
      check(content.length < 2 || textOf(whole.out).endsWith("\r\n"), "the last line end is lost");
    }
  },
};

function attempt(work: () => Uint8Array): { out: Uint8Array; why?: string } {
  try {
    return { out: work() };
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    return { out: new Uint8Array(), why: `${error.part} ${error.reason}` };
  }
}

const nowhere = (): never => {
  throw new Error("Nothing is dialled here.");
};

const PASS = "c4n4ry-Pass";

const url: Target = {
  name: "url",
  code: ["/client/options/url.ts", "/client/options/options.ts"],
  words: [
    "smtp://",
    "smtps://",
    "lmtp://",
    "?tls=",
    "starttls",
    "implicit",
    "none",
    "&name=",
    "%0d%0a",
    "%00",
    "%",
    "[::1]",
    "@",
    ":",
    "/",
    "#",
    "\\",
    "xn--",
    "\xC3\xA4",
    ":99999",
    "..",
    " ",
  ],
  seeds: [
    latin1("smtps://ann:s%40fe@mail.example:465"),
    latin1("smtp://mail.example:587?tls=starttls&name=client.example"),
    latin1("lmtp://[::1]:24"),
  ],
  run(octets) {
    const given = Buffer.from(octets)
      .toString("utf8")
      .replace(/^(\w+:\/\/)(?:[^/@]*@)?/, `$1ann:${PASS}@`);
    try {
      const { config: options } = toSessionConfig({ ...optionsFromUrl(given), dial: nowhere });
      check(options.host !== "", "a host that is empty");
      check(!/[\p{Cc}\s]/u.test(options.host), "a host with a space or control character");
      check(
        options.port === undefined || (options.port >= 0 && options.port < 65_536),
        "a port that is not valid",
      );
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
      check(!error.message.includes(PASS), "the password stands in an error");
    }
  },
};

/** All of them. */
export const targets: readonly Target[] = [replies, capabilities, mime, url];
