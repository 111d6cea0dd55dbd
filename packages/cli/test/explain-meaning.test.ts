/** `parley explain` of replies whose meaning was judged by hand: the meaning comes first, and nothing contradicts it. */
import { englishMeanings, germanMeanings } from "@parley-smtp/node-socket/meaning";
import { afterEach, describe, expect, it, vi } from "vitest";
import { languageOf } from "../src/language.ts";
import { main } from "../src/main.ts";
import { flat } from "./support/parley.ts";

afterEach(() => vi.restoreAllMocks());

/** Runs the program in this process, because a process for each of several hundred replies would take minutes. */
async function printed(args: readonly string[]): Promise<string> {
  let text = "";
  const keep = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  const code = await main(["explain", ...args]);
  vi.restoreAllMocks();
  expect(code, text).toBe(0);
  return text;
}

/** Returns the paragraph after a label. */
function behind(label: string, text: string): string {
  const [, paragraph = ""] = new RegExp(`^${label} {2,}(.*(?:\\n {15}.*)*)`, "m").exec(text) ?? [];
  return flat(paragraph).trim();
}

describe("explain", () => {
  it("begins with what happened and ends with the codes", async () => {
    const text = await printed(["552 5.2.2 Mailbox full", "--command", "RCPT"]);
    const happened = englishMeanings.happened["mailbox-full"];
    expect(text).toMatch(/^What happened {2}\S/);
    expect(behind("What happened", text)).toBe(happened);
    for (const label of ["Who acts", "Sender", "Developer", "Administrator", "How to check"])
      expect(behind(label, text), label).toMatch(/\.$/);
    expect(text).toMatch(/^Likely cause {3}- \S/m);
    expect(text.indexOf("Administrator")).toBeLessThan(text.indexOf("Likely cause"));
  });

  it("says that a reply without a reason is a guess, with the causes of its code", async () => {
    const text = await printed(["554 Transaction failed"]);
    expect(behind("How certain", text)).toMatch(/^The reply does not say why/);
    expect(text).toMatch(/^Likely cause +- \S/m);
    expect(text).toMatch(/^Administrator +\S/m);
  });

  it.each([
    ["451 4.7.1 Greylisted for 5 minutes", "Wait", "5 minutes"],
    ["451 4.7.1 Greylisted, try again in 5400 seconds", "Wait", "1 hour 30 minutes"],
    [
      "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
      "Blocklist",
      "zen.spamhaus.org",
    ],
    [
      "550 5.7.26 Unauthenticated. See https://support.google.com/mail/answer/81126",
      "Help page",
      "https://support.google.com/mail/answer/81126",
    ],
    ["550 5.1.1 User unknown", "Trying again", "Trying again does not help."],
  ])("%s: %s", async (reply, label, value) => {
    expect(behind(label, await printed([reply]))).toBe(value);
  });

  it("keeps the codes and their RFCs, without a sentence that does not fit", async () => {
    const text = await printed([
      "552-5.7.0 This message was blocked because its content presents a potential\n552 5.7.0 security issue.",
    ]);
    expect(flat(text)).toMatch(/ 552 +The registered meaning \(.*RFC 5321.*does not fit/);
    expect(text).not.toMatch(/mailbox is full/);
  });

  it.each([
    [{ LC_ALL: "de_DE.UTF-8", LANG: "en_US.UTF-8" }, "de"],
    [{ LC_MESSAGES: "de", LANG: "C" }, "de"],
    [{ LC_ALL: "", LANG: "de_AT.UTF-8" }, "de"],
    [{ LANG: "den_XX" }, "en"],
    [{ LANG: "fr_FR.UTF-8" }, "en"],
    [{}, "en"],
  ])("takes the language of the environment %o: %s", (env, language) => {
    expect(languageOf(env)).toBe(language);
  });

  it("speaks German where the environment does, and English where --lang says so", async () => {
    vi.stubEnv("LC_ALL", "de_DE.UTF-8");
    expect(await printed(["550 5.1.1 User unknown"])).toMatch(/^Was geschah/);
    expect(await printed(["550 5.1.1 User unknown", "--lang", "en"])).toMatch(/^What happened/);
    vi.unstubAllEnvs();
  });

  it("refuses a language that it does not speak, with those that it does", async () => {
    let text = "";
    vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    expect(await main(["explain", "550 No", "--lang", "fr"])).toBe(2);
    expect(text).toMatch(/fr.*en.*de/s);
  });

  it("speaks German", async () => {
    const text = await printed(["550 5.1.1 User unknown", "--lang", "de"]);
    expect(behind("Was geschah", text)).toBe(germanMeanings.happened["mailbox-unknown"]);
    expect(text).toMatch(/^Ursache +- \S/m);
    const guess = await printed(["554 Transaction failed", "--lang", "de"]);
    expect(behind("Wie sicher", guess)).toMatch(/Das ist eine Vermutung/);
  });
});
