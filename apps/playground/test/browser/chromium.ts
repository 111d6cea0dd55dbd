/** Debian's Chromium, driven by playwright-core against the built page. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { createServer, type PreviewServer, preview, type ViteDevServer } from "vite";
import { built, root } from "../built.ts";

/** The path of Chromium; nothing if it is not installed. */
export const executable: string | undefined = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));

/** Builds the page and serves it on a free loopback port. */
export async function serve(): Promise<{ readonly url: string; readonly server: PreviewServer }> {
  await built();
  const server = await preview({
    root,
    logLevel: "error",
    preview: { port: 0, host: "127.0.0.1" },
  });
  const [url = ""] = server.resolvedUrls?.local ?? [];
  return { url, server };
}

/** Serves the unbuilt page like `pnpm playground`, on a free loopback port. */
export async function serveUnbuilt(): Promise<{
  readonly url: string;
  readonly server: ViteDevServer;
}> {
  const server = await createServer({
    root,
    logLevel: "error",
    server: { port: 0, host: "127.0.0.1" },
  });
  await server.listen();
  const [url = ""] = server.resolvedUrls?.local ?? [];
  return { url, server };
}

/** Starts Chromium without any network requests of its own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
