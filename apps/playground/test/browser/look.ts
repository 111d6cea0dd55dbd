/** Checks a screen: a screenshot, the findings of axe, and whether it fits the window. */
import { join } from "node:path";
import axeCore from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const pictures = join(import.meta.dirname, "../../screenshots");

/** Sizes, colours and languages in which every screen is checked. */
export const looks = {
  light: { viewport: { width: 1400, height: 900 }, colorScheme: "light", locale: "en-US" },
  dark: { viewport: { width: 1400, height: 900 }, colorScheme: "dark", locale: "de-DE" },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: "light", locale: "en-US" },
  "narrow-dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark", locale: "de-DE" },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

/** One combination of size, colours and language. */
export type Look = keyof typeof looks;

/** The requests and errors of the pages. */
export class Visitor {
  /** Requests of the pages to their own server. */
  readonly own: string[] = [];
  /** Requests of any page to other hosts. */
  readonly outside: string[] = [];
  /** Uncaught errors, and violations of the page's policy. */
  readonly broken: string[] = [];
  readonly #contexts = new Map<Look, BrowserContext>();
  readonly #traffic = new WeakMap<Page, { underWay: number; last: number }>();
  readonly #browser: Browser;
  readonly #url: string;

  /**
   * @param browser a real browser
   * @param url the address of the page's server
   */
  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  /** Opens the page at an address, and waits for everything that it loads. */
  async open(hash: string, look: Look = "light"): Promise<Page> {
    const page = await this.blank(look);
    await this.go(page, hash);
    return page;
  }

  /** Opens an empty page. */
  async blank(look: Look): Promise<Page> {
    const page = await (await this.#context(look)).newPage();
    const traffic = { underWay: 0, last: performance.now() };
    this.#traffic.set(page, traffic);
    const count = (by: number): void => {
      traffic.underWay += by;
      traffic.last = performance.now();
    };
    page.on("requestfinished", () => count(-1));
    page.on("requestfailed", () => count(-1));
    page.on("request", (request) => {
      count(1);
      const url = request.url();
      if (url.startsWith(this.#url)) this.own.push(url);
      else if (!/^(?:data|blob):/.test(url)) this.outside.push(url);
    });
    page.on("pageerror", (error) => this.broken.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.broken.push(message.text());
    });
    return page;
  }

  /** Opens an address as on a first visit, and waits for everything that it loads. */
  async go(page: Page, hash: string): Promise<void> {
    // Between two addresses of the page, nothing would be loaded again.
    if (page.url() !== "about:blank") await page.goto("about:blank");
    await page.goto(this.#url + hash);
    await page.waitForSelector("h1", { state: "attached" });
    await this.#quiet(page);
  }

  /** Waits until there were no requests for a while; Playwright's own wait takes half a second each time. */
  async #quiet(page: Page): Promise<void> {
    for (let since = 0; since < 150; ) {
      await new Promise((done) => setTimeout(done, 25));
      const { underWay = 0, last = 0 } = this.#traffic.get(page) ?? {};
      since = underWay > 0 ? 0 : performance.now() - last;
    }
  }

  async #context(look: Look): Promise<BrowserContext> {
    const known = this.#contexts.get(look);
    if (known) return known;
    const context = await this.#browser.newContext({
      ...looks[look],
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    // Anything slower than this does not arrive.
    context.setDefaultTimeout(60_000);
    this.#contexts.set(look, context);
    return context;
  }
}

/** Makes Explore load the parts that it delays until the user scrolls there. */
export async function lookBelow(page: Page): Promise<void> {
  if ((await page.locator(".played").count()) === 0) return;
  await page.locator(".played h2").last().scrollIntoViewIfNeeded();
  await page.locator(".decisions").waitFor();
  await page.evaluate(() => scrollTo(0, 0));
}

/** Takes a screenshot for people. */
export async function picture(
  page: Page,
  name: string,
  look: Look,
  part: "page" | "window" = "page",
): Promise<void> {
  // The end of a list of a thousand rows looks like its beginning.
  const { height } = await page.evaluate(() => document.documentElement.getBoundingClientRect());
  await page.screenshot({
    path: join(pictures, `${name}-${look}.png`),
    fullPage: part === "page" && height < 6000,
  });
}

/** Returns by how many pixels the page is wider than the window, which makes it scroll. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * Loads axe into a page once, because passing it takes longer than running it. The page's policy allows no foreign
 * script, but scripts of the inspector are exempt.
 */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript(axeCore.source);
}

/** Returns the findings of axe, one per line. */
export async function faults(page: Page): Promise<readonly string[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      readonly axe: {
        run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
      };
    };
    return (await axe.run({ resultTypes: ["violations"] })).violations;
  });
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 2)
        .map(({ html, failureSummary = "" }) => `${html} ${failureSummary}`)
        .join("; ")}`,
  );
}
