// biome-ignore-all lint/performance/useDomNodeTextContent: what counts is what is seen
// biome-ignore-all lint/suspicious/noConsole: what was measured is printed
/** The built page in a real Chromium. Without one the tests are skipped, and say so. */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { PreviewServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presets } from "../../src/play/presets.ts";
import { executable, launch, serve } from "./chromium.ts";

if (!executable)
  console.log(
    "> SKIPPED the playground in Chromium: apt-get install chromium, or set CHROMIUM_PATH",
  );

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const pictures = join(import.meta.dirname, "../../screenshots");

describe.skipIf(!executable)("the page in Chromium", () => {
  let browser: Browser;
  let server: PreviewServer;
  let url = "";
  /** What any page asked of anybody else. */
  const outside: string[] = [];
  const broken: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    ({ url, server } = await serve());
    browser = await launch();
    console.log(`> Chromium ${browser.version()}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  interface Look {
    readonly dark?: boolean;
    readonly width?: number;
    readonly locale?: string;
  }
  async function open(
    hash: string,
    { dark, width = 1400, locale = "en-US" }: Look = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? "dark" : "light",
      locale,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.on("request", (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith("data:"))
        outside.push(request.url());
    });
    page.on("pageerror", (error) => broken.push(error.message));
    await page.goto(url + hash);
    await page.waitForSelector("h1", { state: "attached" });
    return page;
  }
  const verdict = (page: Page): Promise<string> => page.locator("#verdict").innerText();

  it("plays every preset, and its link brings it back", async () => {
    const page = await open("");
    for (const name of Object.keys(presets)) {
      await page.locator("#preset").selectOption(name);
      await page.waitForFunction((wanted) => location.hash.endsWith(`preset/${wanted}`), name);
      const said = await verdict(page);
      const lines = await page.locator(".line").count();
      expect(lines, name).toBeGreaterThan(2);
      const again = await open(new URL(page.url()).hash);
      expect(await verdict(again), name).toBe(said);
      expect(await again.locator(".line").count(), name).toBe(lines);
      await again.context().close();
    }
    await page.context().close();
  });

  it("puts a changed scene with its step into the link, and no credential", async () => {
    const page = await open("#explore/preset/modern");
    await page.getByLabel("Credentials", { exact: true }).selectOption("password");
    await page.getByLabel("Password").fill("rosebud-49");
    await page.getByLabel("Password").blur();
    await page.getByLabel("CHUNKING under TLS").uncheck();
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.waitForFunction(() => /explore\/1\..*step=\d+/.test(location.hash));
    const said = await verdict(page);
    const { hash } = new URL(page.url());
    expect(await page.content()).not.toContain(Buffer.from("rosebud-49").toString("base64"));
    const again = await open(hash);
    expect(await verdict(again)).toBe(said);
    expect(await again.getByLabel("CHUNKING under TLS").isChecked()).toBe(false);
    expect(await again.getByLabel("Password").inputValue()).not.toBe("rosebud-49");
    expect(await again.locator(".stepper .clock").innerText()).toBe(
      await page.locator(".stepper .clock").innerText(),
    );
    await page.context().close();
    await again.context().close();
  });

  it("can be used with the keyboard alone", async () => {
    const page = await open("#explore/preset/bdat-502");
    await page.keyboard.press("Home");
    expect(await page.locator(".stepper .clock").innerText()).toContain("Step 0 of");
    for (let times = 0; times < 3; times += 1) await page.keyboard.press("ArrowRight");
    expect(await page.locator(".stepper .clock").innerText()).toContain("Step 3 of");
    await page.waitForFunction(() =>
      /Step 3 of/.test(document.querySelector("[aria-live]")?.textContent ?? ""),
    );
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("greylist");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.endsWith("preset/greylisting"));
    await page.locator("#line-1").focus();
    await page.keyboard.press("Enter");
    await page.getByText("What Parley does").waitFor();
    await page.context().close();
  });

  it("reads what is pasted, shows bad input where it is, and opens it in Explore", async () => {
    const page = await open("#server");
    await page
      .locator("#pasted")
      .fill(
        "220 mail.example.com\nEHLO me\n250-mail.example.com\n250 PIPELINING\n??? nonsense\nMAIL FROM:<a@example.org>\n550 5.7.1 No",
      );
    await page.getByText("One line could not be read.").waitFor();
    expect(await page.locator(".read li.bad code").innerText()).toBe("??? nonsense");
    await page.getByRole("button", { name: "Open in Explore" }).click();
    await page.locator("#verdict").waitFor();
    expect(await verdict(page)).toContain("SENDER_REFUSED");
    await page.context().close();
  });

  it("opens a transcript from the matrix, and a code from the codes", async () => {
    const page = await open("#matrix");
    await page.getByText("All of them go as written.").waitFor();
    await page.getByLabel("Only those with").fill("HELO only");
    await page.locator("a.cell").first().click();
    await page.locator("#verdict").waitFor();
    expect(page.url()).toContain("#explore/transcript/");
    const codes = await open("#codes?find=452");
    await codes.getByRole("button", { name: "Explore 452" }).click();
    await codes.locator("#verdict").waitFor();
    expect(await codes.locator(".talk").innerText()).toContain("452 ");
    await page.context().close();
    await codes.context().close();
  });

  it("is German where the browser is", async () => {
    const page = await open("#explore/preset/bdat-502", { locale: "de-DE" });
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    expect(await verdict(page)).toContain("auf anderem Weg");
    expect(await page.locator(".sentences").innerText()).toContain(
      "BDAT wurde mit 502 beantwortet",
    );
    await page.context().close();
  });

  const screens = {
    explore: "#explore/preset/bdat-502?step=12",
    failed: "#explore/preset/tls-stripped",
    server: "#server",
    matrix: "#matrix",
    codes: "#codes?find=5",
    compare: "#compare",
    embed: "embed/#embed/preset/bdat-502",
  };
  const looks = { light: {}, dark: { dark: true }, narrow: { width: 360 } };

  it.each(Object.entries(screens))(
    "has no fault that axe finds, and fits: %s",
    async (name, hash) => {
      for (const [look, options] of Object.entries(looks)) {
        const page = await open(hash, options);
        if (name === "server")
          await page.getByRole("button", { name: "A conversation (swaks)" }).click();
        await page.waitForLoadState("networkidle");
        await page.waitForFunction(() => !document.body.innerText.includes("One moment"));
        await page.screenshot({
          path: join(pictures, `${name}-${look}.png`),
          fullPage: name !== "codes",
        });
        await page.addScriptTag({ path: axe }).catch(async () => page.evaluate(await axeSource()));
        const found = await page.evaluate(async () => {
          const { violations } = await (
            globalThis as unknown as {
              axe: {
                run(): Promise<{
                  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
                }>;
              };
            }
          ).axe.run();
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 2)
                .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
                .join("; ")}`,
          );
        });
        expect(found, `${name}, ${look}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${name}, ${look}`).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    },
  );

  it("measures first paint and an interaction", async () => {
    const page = await open("#explore/preset/modern");
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
    expect(paint).toBeGreaterThan(0);
    await page.context().close();
  });

  it("asked nobody else for anything, and broke nowhere", () => {
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
  });
});

/** The page's policy lets no foreign script tag in; the inspector may evaluate one. */
async function axeSource(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(axe, "utf8");
}
