// biome-ignore-all lint/performance/useDomNodeTextContent: what counts is what is seen
// biome-ignore-all lint/suspicious/noConsole: what was measured is printed
/** The built page in a real Chromium. Without one the tests are skipped, and say so. */
import { readFile } from "node:fs/promises";
import { parseTranscript, replayTranscript } from "@parley-smtp/core/testing";
import type { Browser, Page } from "playwright-core";
import type { PreviewServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpack } from "../../src/link/pack.ts";
import { presets } from "../../src/play/presets.ts";
import { executable, launch, serve, serveUnbuilt } from "./chromium.ts";
import {
  bringAxe,
  faults,
  type Look,
  lookBelow,
  looks,
  picture,
  tooWide,
  Visitor,
} from "./look.ts";

if (!executable)
  console.log(
    "> SKIPPED the playground in Chromium: apt-get install chromium, or set CHROMIUM_PATH",
  );

describe.skipIf(!executable)("the page in Chromium", () => {
  let browser: Browser;
  let server: PreviewServer;
  let visitor: Visitor;

  beforeAll(async () => {
    let url: string;
    ({ url, server } = await serve());
    browser = await launch();
    visitor = new Visitor(browser, url);
    console.log(`> Chromium ${browser.version()}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const verdict = (page: Page): Promise<string> => page.locator("#verdict").innerText();
  /** Returns the lines of the dialogue, after the sentences have replaced “CHUNKING → DATA”. */
  const linesOf = async (page: Page): Promise<string[]> => {
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".line.event .said")].every(
        ({ textContent }) => !textContent?.includes("→"),
      ),
    );
    return page.locator(".line").allInnerTexts();
  };
  const stateOf = (page: Page): string =>
    new URL(page.url()).hash.replace(/^#explore\/|\?.*$/g, "");
  const clock = (page: Page): Promise<string> => page.locator(".stepper .clock").innerText();
  const heard = (page: Page, text: string): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.querySelector("[aria-live]")?.textContent?.includes(wanted),
      text,
    );

  /** A key may be lost while the page handles the previous one, as for real users. */
  const opened = async (page: Page, key: string): Promise<void> => {
    const dialog = page.getByRole("dialog");
    for (let times = 0; times < 5 && !(await dialog.isVisible()); times += 1) {
      await page.keyboard.press(key);
      await dialog.waitFor({ timeout: 5_000 }).catch(() => {});
    }
    await dialog.waitFor();
  };

  it("plays every preset, and its link brings it back", async () => {
    const page = await visitor.open("");
    const again = await visitor.open("");
    for (const name of Object.keys(presets)) {
      await page.locator("#preset").selectOption(name);
      await page.waitForFunction((wanted) => location.hash.endsWith(`preset/${wanted}`), name);
      const said = await verdict(page);
      const lines = await linesOf(page);
      expect(lines.length, name).toBeGreaterThan(2);
      expect(await page.locator(".line:visible").count(), name).toBe(lines.length);
      await visitor.go(again, new URL(page.url()).hash);
      expect(await verdict(again), name).toBe(said);
      const bare = lines.map((line) => line.replace(/new$/, "").trim());
      expect(await linesOf(again), name).toEqual(bare);
    }
    await page.close();
    await again.close();
  });

  it("puts a changed scene with its step into the link, and no credential", async () => {
    const page = await visitor.open("#explore/preset/modern");
    await page.getByRole("combobox", { name: "Credentials", exact: true }).selectOption("password");
    await page.getByRole("textbox", { name: "Password" }).fill("rosebud-49");
    await page.getByRole("textbox", { name: "Password" }).blur();
    await page.getByLabel("CHUNKING under TLS").uncheck();
    await page.getByRole("button", { name: "Add an answer" }).click();
    await page.getByRole("spinbutton", { name: "octets at a time" }).fill("3");
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.waitForFunction(() => /explore\/1\..*step=\d+/.test(location.hash));
    await page.getByRole("button", { name: "Copy link" }).click();
    await heard(page, "Copied");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(page.url());
    expect(await page.content()).not.toContain(Buffer.from("rosebud-49").toString("base64"));

    const again = await visitor.open(new URL(link).hash);
    expect(await verdict(again)).toBe(await verdict(page));
    expect(await clock(again)).toBe(await clock(page));
    expect(await again.getByLabel("CHUNKING under TLS").isChecked()).toBe(false);
    const split = again.getByRole("spinbutton", { name: "octets at a time" });
    expect(await split.inputValue()).toBe("3");
    await split.fill("");
    await split.blur();
    await again.waitForFunction((old) => location.hash !== old, new URL(link).hash);
    expect(JSON.stringify(await unpack(stateOf(again)))).not.toContain("split");
    expect(await again.getByRole("textbox", { name: "Password" }).inputValue()).not.toBe(
      "rosebud-49",
    );
    await page.close();
    await again.close();
  });

  it("can be used with the keyboard alone", async () => {
    const page = await visitor.open("#explore/preset/modern");
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    /** Presses Tab until the field with this id or name has the focus. */
    const tabTo = async (what: string): Promise<void> => {
      for (let times = 0; times < 150; times += 1) {
        const here = await page.evaluate(() => {
          const { id = "", textContent = "" } = document.activeElement ?? {};
          return [id, document.activeElement?.getAttribute("aria-label") ?? "", textContent];
        });
        if (here.includes(what)) return;
        await press("Tab");
      }
      throw new Error(`Tab does not lead to ${what}.`);
    };
    /** Selects the first result in the palette. */
    const goTo = async (letters: string): Promise<void> => {
      const palette = page.getByRole("dialog", { name: /^Go to/ });
      await press("Control+k");
      await palette.waitFor();
      await page.keyboard.type(letters);
      await press("Enter");
      await palette.waitFor({ state: "hidden" });
    };
    await press("Tab");
    await press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await tabTo("preset");
    await page.keyboard.type("Offers BDAT");
    await page.waitForFunction(() => location.hash.endsWith("preset/bdat-502"));
    expect(await verdict(page)).toContain("CHUNKING → DATA");
    await tabTo("CHUNKING under TLS");
    await press("Space");
    expect(await page.getByLabel("CHUNKING under TLS").isChecked()).toBe(false);
    expect(await page.locator(".talk").innerText()).not.toContain("BDAT");
    await page.locator(".since").waitFor();
    await tabTo("Copy link");

    await press("Home");
    expect(await clock(page)).toContain("Step 0 of");
    for (let times = 0; times < 3; times += 1) await press("ArrowRight");
    expect(await clock(page)).toContain("Step 3 of");
    await heard(page, "Step 3 of");
    await press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await goTo("greylist");
    await page.waitForFunction(() => location.hash.endsWith("preset/greylisting"));
    await tabTo("line-1");
    await press("Enter");
    await page.getByText("What Parley does").waitFor();
    await tabTo("tab-node");
    await press("ArrowRight");
    await page.getByText('from "@parley-smtp/deno"').waitFor();
    await goTo("copy link");
    await heard(page, "Copied");
    await goTo("compare");
    await page.getByRole("heading", { name: "Compare", level: 1 }).waitFor();
    await page.close();
  });

  it("says what changed since the last run, and nothing of it on arrival", async () => {
    const page = await visitor.open("#explore/preset/bdat-502");
    expect(await page.locator(".since").count()).toBe(0);
    await page.locator("#preset").selectOption("modern");
    await page.locator(".since").waitFor();
    expect(await page.locator(".since").innerText()).toMatch(/\d+ lines are new/);
    expect(await page.locator(".line .fresh").count()).toBeGreaterThan(1);
    await page.close();
  });

  it("has the known servers, once somebody looks for them", async () => {
    const page = await visitor.open("#explore/preset/modern");
    await page.locator("#preset").focus();
    await page
      .locator('#preset option[value="known/microsoft-365"]')
      .waitFor({ state: "attached" });
    await page.locator("#preset").selectOption("known/microsoft-365");
    await page.waitForFunction(() => location.hash.endsWith("known/microsoft-365"));
    const again = await visitor.open(new URL(page.url()).hash);
    expect(await verdict(again)).toBe(await verdict(page));
    await page.close();
    await again.close();
  });

  it("saves a conversation as a transcript that replays, and prints it plainly", async () => {
    const page = await visitor.open("#explore/preset/bdat-502");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as .smtp" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.smtp$/);
    const text = await readFile(await download.path(), "utf8");
    expect(replayTranscript(parseTranscript(text)).difference).toBeUndefined();
    expect(text).toContain("S: 502 5.5.1 Command not implemented");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".pane:visible, .bar:visible, .actions:visible").count()).toBe(0);
    const printed = await page.locator("#main").innerText();
    expect(printed).toMatch(/^C: MAIL FROM:<ann@example.org> SIZE=31$/m);
    expect(printed).toMatch(/^S: 250-PIPELINING$/m);
    expect(printed).toMatch(/^S: 502 5.5.1 Command not implemented$/m);
    await picture(page, "print", "light");
    await page.close();
  });

  it("reads what is pasted, shows bad input where it is, and opens it in Explore", async () => {
    const page = await visitor.open("#server");
    await page
      .locator("#pasted")
      .fill(
        "220 mail.example.com\nEHLO me\n250-mail.example.com\n250 PIPELINING\n??? nonsense\nMAIL FROM:<a@example.org>\n550 5.7.1 No",
      );
    await page.getByText("One line could not be read.").waitFor();
    expect(await page.locator(".read li.bad code").innerText()).toBe("??? nonsense");
    expect(await page.locator(".read li.bad").getAttribute("value")).toBe("5");
    await page.getByRole("button", { name: "Open in Explore" }).click();
    await page.locator("#verdict").waitFor();
    expect(await verdict(page)).toContain("SENDER_REFUSED");
    await page.close();
  });

  it("opens a transcript from the matrix, and a code from the codes", async () => {
    const page = await visitor.open("#matrix");
    await page.getByText("All of them go as written.").waitFor();
    await page.getByLabel("Only those with").fill("HELO");
    await page.locator("a.cell").first().click();
    await page.locator("#verdict").waitFor();
    expect(page.url()).toContain("#explore/transcript/");
    const codes = await visitor.open("#codes?find=452");
    await codes.getByRole("button", { name: "See it 452", exact: true }).click();
    await codes.locator("#verdict").waitFor();
    expect(await codes.locator(".talk").innerText()).toContain("452 ");
    await page.close();
    await codes.close();
  });

  it("marks what the library says in English in the German page", async () => {
    const page = await visitor.open("#explore/preset/modern", "dark");
    await page.getByRole("textbox", { name: "Von", exact: true }).fill("nobody@nowhere@");
    await page.getByRole("textbox", { name: "Von", exact: true }).blur();
    const alert = page.getByRole("alert");
    expect(await alert.innerText()).toMatch(/lässt sich nicht spielen.*auf Englisch: /);
    expect(await alert.locator('[lang="en"]').innerText()).toMatch(
      /^The address "nobody@nowhere@"/,
    );
    await page.close();
  });

  it("marks where two conversations differ", async () => {
    const page = await visitor.open("#compare/preset/bdat-502?with=preset/modern");
    await page.getByText("22 lines differ.").waitFor();
    const differing = await page.locator(".aligned .differs").allInnerTexts();
    expect(differing).toHaveLength(22);
    expect(differing.join("\n")).toContain("502 5.5.1 Command not implemented");
    await page.close();
  });

  it("refuses a broken link with a sentence in the language of the page", async () => {
    const page = await visitor.open("#explore/9.abc", "dark");
    expect(await page.getByRole("alert").innerText()).toMatch(/Fassung 9.*nur 1/);
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.close();
  });

  const screens: Readonly<Record<string, string>> = {
    explore: "#explore/preset/bdat-502?step=12",
    failed: "#explore/preset/tls-stripped",
    reply: "#explore/preset/wrong-password?step=11",
    scripted: "#explore/transcript/chunking/refused-502",
    server: "#server",
    matrix: "#matrix?find=BDAT",
    codes: "#codes?find=50",
    compare: "#compare",
    embed: "embed/#embed/preset/bdat-502",
  };

  it.each(Object.keys(looks) as Look[])(
    "has no fault that axe finds, and fits the window: %s",
    async (look) => {
      const page = await visitor.blank(look);
      await bringAxe(page);
      for (const [name, hash] of Object.entries(screens)) {
        await visitor.go(page, hash);
        if (name === "server") await page.getByRole("button", { name: /swaks/ }).click();
        await page
          .getByText(/^One moment|^Einen Augenblick/)
          .first()
          .waitFor({ state: "detached" });
        await lookBelow(page);
        await picture(page, name, look);
        // A narrow screen has the same parts, which are checked again in one column.
        if (!/narrow/.test(look) || ["explore", "server", "compare"].includes(name))
          expect(await faults(page), `${name}, ${look}`).toEqual([]);
        expect(await tooWide(page), `${name}, ${look}`).toBeLessThanOrEqual(0);
        if (name === "failed" && look !== "narrow-dark") {
          for (const [key, dialog] of [
            ["Control+k", "palette"],
            ["?", "keys"],
          ] as const) {
            await opened(page, key);
            await picture(page, dialog, look, "window");
            expect(await faults(page), `${dialog}, ${look}`).toEqual([]);
            await page.keyboard.press("Escape");
            await page.getByRole("dialog").waitFor({ state: "hidden" });
          }
        }
      }
      await page.close();
    },
  );

  it("has its styles and its sessions also where it is not built, as `pnpm playground` has it", async () => {
    const unbuilt = await serveUnbuilt();
    const other = new Visitor(browser, unbuilt.url);
    const page = await other.open("#explore/preset/bdat-502");
    expect(await verdict(page)).toContain("CHUNKING → DATA");
    const layout = await page.locator(".bar").evaluate((bar) => getComputedStyle(bar).display);
    expect(layout).toBe("flex");
    expect([...other.outside, ...other.broken]).toEqual([]);
    await page.close();
    await unbuilt.server.close();
  });

  it("fetches three files for the first screen, the rest when it is wanted, and nothing twice", async () => {
    const page = await visitor.open("");
    const fetched = (): Promise<string[]> =>
      page.evaluate(() =>
        performance.getEntriesByType("resource").flatMap(({ name }) => {
          const file = /\/assets\/(.*)$/.exec(name)?.[1];
          return file === undefined ? [] : [file];
        }),
      );
    const named = (names: readonly string[]): string[] =>
      names.map((name) => name.replace(/-[\w-]{8}(?=\.)/, "")).sort();
    expect(named(await fetched())).toEqual(["main.css", "main.js"]);
    await lookBelow(page);
    await page.locator(".line button").first().click();
    await opened(page, "?");
    await page.keyboard.press("Escape");
    for (const screen of ["Your server", "Matrix", "Codes", "Compare", "Explore"]) {
      await page.getByRole("link", { name: screen, exact: true }).click();
      await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    }
    const all = await fetched();
    expect(named(all)).toEqual(expect.arrayContaining(["below.js", "details.js", "codes.js"]));
    expect(all.length).toBe(new Set(all).size);
    await page.close();
  });

  it("plays what computes hashes, which come when they are asked for", async () => {
    const page = await visitor.open("#explore/transcript/auth/scram-sha-256");
    expect(await verdict(page)).toContain("Sent to");
    expect(visitor.own.filter((url) => /real-/.test(url)).length).toBeGreaterThan(0);
    await page.close();
  });

  it("measures first paint and an interaction", async () => {
    const page = await visitor.open("#explore/preset/modern");
    const paint = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    const change = await page.evaluate(async () => {
      const select = document.querySelector<HTMLSelectElement>("#preset");
      const began = performance.now();
      if (select) select.value = "bdat-502";
      select?.dispatchEvent(new Event("change", { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - began;
    });
    console.log(
      `> first contentful paint ${paint.toFixed(0)} ms, another preset on the screen after ${change.toFixed(0)} ms`,
    );
    expect(await verdict(page)).toContain("CHUNKING → DATA");
    expect(paint).toBeGreaterThan(0);
    await page.close();
  });

  it("asked nobody else for anything, and broke nowhere", () => {
    expect(visitor.own.length).toBeGreaterThan(50);
    expect(visitor.outside).toEqual([]);
    expect(visitor.broken).toEqual([]);
  });
});
