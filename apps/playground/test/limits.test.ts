/** Malicious links: each is played within limits, or refused with a sentence. */
import { afterAll, describe, expect, it, vi } from "vitest";
import { blockGrowth } from "../../../packages/core/test/block-work.ts";
import { pack, unpack } from "../src/link/pack.ts";
import { readScene } from "../src/link/schema.ts";
import { LinkTrouble } from "../src/link/trouble.ts";
import { maxEffects } from "../src/play/limits.ts";
import { plainText } from "../src/play/plain.ts";
import { play } from "../src/play/play.ts";
import { presets } from "../src/play/presets.ts";
import { demoSecrets, type Scene, sceneOf } from "../src/play/scene.ts";
import { playTranscript } from "../src/play/script.ts";
import { textOfLine } from "../src/ui/line-text.ts";
import { en } from "../src/words/en.ts";

// Sentences are loaded when needed.
afterAll(() => vi.dynamicImportSettled());

const base = sceneOf({ capabilities: ["PIPELINING"], tls: "none" });
const crowd = Array.from({ length: 100 }, (_, at) => `a${at}@b.example`);

const SCENES: Readonly<Record<string, Scene>> = {
  "one recipient for each transaction": {
    ...base,
    server: { ...base.server, maxRecipients: 1 },
    mail: { ...base.mail, to: crowd, count: 20 },
  },
  "pieces of one octet": {
    ...base,
    pieces: 1,
    server: { ...base.server, capabilities: Array.from({ length: 100 }, () => "X".repeat(500)) },
    mail: { ...base.mail, count: 20 },
  },
  "replies in packets of one octet": {
    ...base,
    server: {
      ...base.server,
      answers: [{ to: "EHLO", reply: `250 ${"x".repeat(490)}`, split: 1 }],
    },
    mail: { ...base.mail, to: crowd, count: 20, content: "large" },
  },
  "patterns with many gaps": {
    ...base,
    server: {
      ...base.server,
      refuse: Array.from({ length: 100 }, () => ({
        recipient: `${"*a".repeat(249)}*b`,
        reply: "550 no",
      })),
    },
    mail: { ...base.mail, to: [`${"a".repeat(60)}@${"a.".repeat(60)}a`] },
  },
};

it.each(Object.entries(SCENES))("plays within its bound: %s", async (_, scene) => {
  const played = play(await unpack(await pack(scene)), demoSecrets);
  if ("problem" in played) expect(played.problem).toContain(`more than ${maxEffects} steps`);
  else expect(played.lines.length).toBeLessThan(maxEffects);
});

const transcript = (...head: readonly string[]): string =>
  ["# title: x", ...head, "", "S: 220 mx.example", "C: EHLO client.example.org", "S: 250 mx"].join(
    "\n",
  );
const message = (more: object): string =>
  `# message: ${JSON.stringify({ from: "a@b.example", to: ["c@d.example"], raw: "Hi.\r\n", ...more })}`;

it.each<[string, string, RegExp]>([
  ["four million lines", transcript(message({ lines: 4_000_000 })), /have 312000005 octets/],
  ["endless lines", transcript(message({ lines: 1e300 })), /octets/],
  ["lines less than none", transcript(message({ lines: -1 })), /./],
  ["many messages", transcript(...Array.from({ length: 900 }, () => message({}))), /900 messages/],
  [
    "much in many messages",
    transcript(...Array.from({ length: 99 }, () => message({ lines: 1_000 }))),
    /octets/,
  ],
  ["pieces of nothing", transcript(message({ stream: { octets: 0 } })), /stream\.octets/],
  ["pieces of less", transcript(message({ stream: { octets: -1 } })), /stream\.octets/],
  ["pieces that are no number", transcript(message({ stream: { octets: "x" } })), /stream\.octets/],
  ["small pieces", transcript(message({ lines: 1_000, stream: { octets: 1 } })), /78005 pieces/],
  ["an option of another kind", transcript('# options: {"auth":{"user":"a","token":[]}}'), /./],
  ["nested options", transcript(`# options: ${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`), /./],
])("refuses a transcript with %s in a sentence", (_, text, sentence) => {
  const played = playTranscript(text, 10);
  expect("problem" in played ? played.problem : "it was played").toMatch(sentence);
});

it("plays a long transcript once only", () => {
  const replies = Array.from({ length: 900 }, (_, at) => `S: 250-X${at} ${"y".repeat(80)}`);
  const text = [transcript("# options: {}"), "C: EHLO again", ...replies, "S: 250 OK"].join("\n");
  expect(text.length).toBeGreaterThan(80_000);
  expect(playTranscript(text, 10)).toHaveProperty("lines");
});

describe("the work of reading a link grows with its length", () => {
  it.each<[string, (n: number) => Promise<unknown> | unknown]>([
    ["answers", (n) => ({ ...base, server: { ...base.server, answers: list(n, { to: "MAIL" }) } })],
    ["recipients", (n) => ({ ...base, mail: { ...base.mail, to: list(n, "a@b.example") } })],
    ["capabilities", (n) => ({ ...base, server: { capabilities: list(n, "X"), tls: "none" } })],
    [
      "unknown keys",
      (n) => ({ ...base, ...Object.fromEntries(list(n, 1).map((one, at) => [`k${at}`, one])) }),
    ],
    ["ports", (n) => ({ ...base, server: { ...base.server, ports: { ...list(n, {}) } } })],
    [
      "features",
      (n) => ({ ...base, client: { ...base.client, features: { ...list(n, "avoid") } } }),
    ],
  ])("%s", async (_, make) => {
    const work = (n: number) => {
      const value = make(n);
      return () => {
        try {
          readScene(value);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkTrouble);
        }
      };
    };
    expect(await blockGrowth(work, 500)).toBeLessThan(6);
  });

  it.each([
    ["only separators", ".".repeat(100_000)],
    ["no base64", `1.${"%".repeat(100_000)}`],
    ["base64 of nothing", `1.${"A".repeat(100_000)}`],
  ])("and ends in a sentence: %s", async (_, text) => {
    const failed = await unpack(text).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LinkTrouble);
    expect((failed as LinkTrouble).message.length).toBeLessThan(300);
  });
});

function list<T>(n: number, one: T): T[] {
  return Array.from({ length: n }, () => one);
}

it("shows what a link holds escaped", async () => {
  const text = "\u001b[2J\u202egpj\u2066\u2028\u009b";
  const server = { ...base.server, name: text, greeting: `220 ${text}` };
  const scene = { ...presets.modern, server: { ...server, capabilities: [`X${text}`] } };
  const played = play(await unpack(await pack(scene)), demoSecrets);
  if ("problem" in played) throw new Error(played.problem);
  const tell = (line: (typeof played.lines)[number]): string => textOfLine(line, en);
  const shown = [...played.lines.map(tell), ...plainText(played.lines, tell).split("\n")];
  expect(shown.join("")).toContain("\\u202e");
  expect(shown.join("")).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  const failed = await unpack(`${text}.x`).catch((error: unknown) => error);
  expect(String(failed)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
});
