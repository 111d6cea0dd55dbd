// biome-ignore-all lint/performance/useDomNodeTextContent: what counts is what is seen
// biome-ignore-all lint/suspicious/noConsole: what was measured is printed
/** The built page in a real Chromium. Without one the tests are skipped, and say so. */
import type { Browser, Page } from "playwright-core";
import type { PreviewServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executable, launch, serve } from "./chromium.ts";

if (!executable)
  console.log(
    "> SKIPPED the playground in Chromium: apt-get install chromium, or set CHROMIUM_PATH",
  );

describe.skipIf(!executable)("the page in Chromium", () => {
  let browser: Browser;
  let server: PreviewServer;
  let url = "";
  /** What any page asked of anybody else. */
  const outside: string[] = [];
  const broken: string[] = [];

  beforeAll(async () => {
    ({ url, server } = await serve());
    browser = await launch();
    console.log(`> Chromium ${browser.version()}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(hash: string, locale = "en-US"): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
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

  it("is German where the browser is", async () => {
    const page = await open("#explore/preset/bdat-502", "de-DE");
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    expect(await verdict(page)).toContain("auf anderem Weg");
    expect(await page.locator(".sentences").innerText()).toContain(
      "BDAT wurde mit 502 beantwortet",
    );
    await page.context().close();
  });

  it("asked nobody else for anything, and broke nowhere", () => {
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
  });
});
