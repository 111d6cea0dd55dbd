/** Takes the screenshot for the README from the real page: `pnpm --filter @parley-smtp/playground picture`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve } from "../test/browser/chromium.ts";

const folder = join(import.meta.dirname, "../../../docs/pictures");
const { url, server } = await serve();
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 1200 },
      colorScheme,
      locale: "en-US",
      reducedMotion: "reduce",
    });
    await page.goto(`${url}#explore/preset/bdat-502`);
    // The reply that the preset is about, with its details.
    await page.locator(".line.bad button").click();
    await page.getByText("What Parley does").waitFor();
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      scrollTo(0, 0);
      document.querySelector(".beside")?.scrollTo(0, 0);
    });
    const picture = await asWebp(await page.screenshot());
    await page.close();
    const path = join(folder, `playground-${colorScheme}.webp`);
    writeFileSync(path, picture);
    process.stdout.write(`${path}: ${(picture.length / 1000).toFixed(0)} kB\n`);
  }
} finally {
  await browser.close();
  await server.close();
}

/** Chromium can also write WebP, at half the size of its PNG. */
async function asWebp(png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const base64 = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.8).replace(/^[^,]*,/, "");
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  await page.close();
  return Buffer.from(base64, "base64");
}
