/** The work grows with the text, whatever the text is. */
import { expect, it } from "vitest";
import { findReplies } from "../../src/find-replies/mod.ts";
import { blockGrowth } from "../block-work.ts";
import { growth, growthOfReading } from "../work.ts";
import { PASTES } from "./pastes.ts";

/** Pieces that make long texts: of each kind of line, and of each mark that is searched for its end. */
const PIECES: Record<string, string> = {
  "a log": `Jan 12 10:00:00 mail postfix/smtp[1]: 3F1B: to=<ann@example.org>, relay=mx.example.org[192.0.2.4]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.4] said: 550 5.1.1 No such user (in reply to RCPT TO command))\n`,
  "a session": "C: RCPT TO:<ann@example.org>\nS: 550-5.1.1 No\nS: 550 5.1.1 such user\n",
  "a session without marks": "220 mx.example.org ESMTP\nRCPT TO:<a@example.org>\n550 no\n",
  prose: "I get an error when I send mail to ann@example.org.\n",
  "one line": "smtp error 550 no such user ",
  "lines that promise more": "550-5.1.1 a\n",
  "lines that promise more, and others": "550-5.1.1 a\nand so on\n",
  "folded fields": "Diagnostic-Code: smtp; 550 5.1.1\n  a\n",
  "one folded field": "    and more of it\n",
  "literals in pieces": "'a' +\n",
  "open literals": '"550 5.1.1 a\n',
  quotes: `"'\``,
  escapes: '\\"',
  parentheses: "(550 5.1.1 a",
  brackets: "[<{",
  addresses: "a@b ",
  "long addresses": `${"a".repeat(63)}@${"b".repeat(63)} `,
  entities: "&lt;",
  tags: "<br ",
  quotations: "> > >\n",
  "blank lines": " \n",
  numbers: "550 ",
  "JSON lines": '{"email":"ann@example.org","reason":"550 5.1.1 No"}\n',
  "broken JSON": '{"a":',
  AUTH: "AUTH PLAIN\nabcdefgh\n",
  passwords: 'password="',
  "passwords in one line": "pass=a ",
  "passwords in sentences": "password is a ",
  "passwords with escapes": 'password="\\\\"',
  "options with passwords": "--pass a ",
  "calls that log in": "login(",
  "calls with open literals": 'login("',
  "calls with arguments": "login('a', 'b', ",
  "URLs with passwords": "smtp://a:b@",
  "URLs without end": "smtp://a:",
  "private keys": "-----BEGIN PRIVATE KEY-----",
  "AUTH with odd marks": "AUTH X-A-------",
  "words of base64": "334 \nQUJDREVG",
  "numeric entities": "&#61;&amp;#61;",
  "lines of quoted-printable": "pass=3D=\n",
  "POP3 passwords": "> PASS a1\n",
  "names in lines": "password:\n",
  "names with notes": "password (a",
  "tables of passwords": "mx.example.org a@b:c ",
  "letters before no name": "abcdefgh",
  "statuses of HTTP": "HTTP/1.1 502 Bad Gateway\n",
  "clauses between a name and a password": "password a b c ",
  "logins before a password": "user a, ",
  "pairs of a login and a password": "credentials: a@b ",
  "Secrets of Kubernetes": "kind: Secret\ndata:\n a: b\n",
  "soft line breaks": "pass=\n",
  "escaped marks": "\\u0022",
  "groups of letters": "password: abcd efgh ",
  "sessions in one line": ">> DATA << 354 go ",
  "codes that end a literal": '"a (550)" ',
  failures: "ECONNREFUSED 192.0.2.1:25\n",
  "words of a server": "the server responded: no\n",
};

/** Longer than what is tried as one reply. */
const SHORT = 24_000;

function repeat(piece: string, characters: number): string {
  return piece.repeat(Math.ceil(characters / piece.length));
}

it.each(Object.keys(PIECES))(
  "takes four times as much work for four times as much of: %s",
  async (name) => {
    const work = (n: number) => {
      const text = repeat(PIECES[name] as string, n);
      return () => findReplies(text);
    };
    expect(growth(work, SHORT)).toBeLessThan(6);
    expect(growthOfReading(work, SHORT)).toBeLessThan(6);
    expect(await blockGrowth(work, SHORT)).toBeLessThan(6);
  },
);

it("reads all pasted texts four times with four times the work", async () => {
  const all = PASTES.map(({ text }) => text).join("\n\n");
  const work = (n: number) => {
    const text = `${all}\n\n`.repeat(n);
    return () => findReplies(text);
  };
  expect(await blockGrowth(work, 1)).toBeLessThan(6);
});
