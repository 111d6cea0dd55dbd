/** What a screen looks like: a picture of it, what axe finds, and whether it fits. */
import { join } from "node:path";
import axeCore from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const pictures = join(import.meta.dirname, "../../screenshots");

/** Sizes, colours and languages that every screen is looked at in. */
export const looks = {
  light: { viewport: { width: 1400, height: 900 }, colorScheme: "light", locale: "en-US" },
  dark: { viewport: { width: 1400, height: 900 }, colorScheme: "dark", locale: "de-DE" },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: "light", locale: "en-US" },
  "narrow-dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark", locale: "de-DE" },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

/** One way to look at a screen. */
export type Look = keyof typeof looks;

/** Who asked for what, and what went wrong on the way. */
export class Visitor {
  /** What the pages asked of their own server. */
  readonly own: string[] = [];
  /** What any page asked of anybody else. */
  readonly outside: string[] = [];
  /** Errors that nobody caught, and what the page's policy forbade. */
  readonly broken: string[] = [];
  readonly #contexts = new Map<Look, BrowserContext>();
  readonly #traffic = new WeakMap<Page, { underWay: number; last: number }>();
  readonly #browser: Browser;
  readonly #url: string;

  /**
   * @param browser a real one
   * @param url where the page is served
   */
  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  /** Opens the page at an address; whatever it fetches on arrival has come. */
  async open(hash: string, look: Look = "light"): Promise<Page> {
    const page = await this.blank(look);
    await this.go(page, hash);
    return page;
  }

  /** A page that shows nothing yet. */
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

  /** Goes to an address as if for the first time; whatever is fetched on arrival has come. */
  async go(page: Page, hash: string): Promise<void> {
    // From one address of the page to another nothing would be loaded anew.
    if (page.url() !== "about:blank") await page.goto("about:blank");
    await page.goto(this.#url + hash);
    await page.waitForSelector("h1", { state: "attached" });
    await this.#quiet(page);
  }

  /** Waits until nothing has been under way for a while; Playwright's own waiting takes half a second each time. */
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
    // What does not come within this time does not come.
    context.setDefaultTimeout(60_000);
    this.#contexts.set(look, context);
    return context;
  }
}

/** Has Explore fetch what it keeps back until somebody looks there. */
export async function lookBelow(page: Page): Promise<void> {
  if ((await page.locator(".played").count()) === 0) return;
  await page.locator(".played h2").last().scrollIntoViewIfNeeded();
  await page.locator(".decisions").waitFor();
  await page.evaluate(() => scrollTo(0, 0));
}

/** Takes a picture for somebody to look at. */
export async function picture(
  page: Page,
  name: string,
  look: Look,
  part: "page" | "window" = "page",
): Promise<void> {
  // A list of a thousand rows looks at its end as it does at its beginning.
  const { height } = await page.evaluate(() => document.documentElement.getBoundingClientRect());
  await page.screenshot({
    path: join(pictures, `${name}-${look}.png`),
    fullPage: part === "page" && height < 6000,
  });
}

/** Pixels that the page is wider than the window: what sticks out makes everything scroll. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * Has axe at hand on a page, wherever it goes: handing it over takes longer than what it does. The
 * page's policy lets no foreign script in; what the inspector brings is outside of it.
 */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript(axeCore.source);
}

/** What axe finds, in a line each. */
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
