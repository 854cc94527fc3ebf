import { type Browser, type BrowserContext, type BrowserServer, chromium } from "playwright-core";

const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export type Theme = "light" | "dark";

/** A browser that other processes can use: {@link connectBrowser}. */
export function launchBrowser(chromiumPath: string): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: chromiumPath, args: chromiumArguments });
}

/** Uses a browser that was launched in another process, at its endpoint. Closing it ends the connection only. */
export function connectBrowser(endpoint: string): Promise<Browser> {
  return chromium.connect(endpoint);
}

/** A browser profile of its own: nothing that an earlier window remembered is there. */
export function newProfile(browser: Browser, theme: Theme): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1400, height: 900 },
    deviceScaleFactor: 1,
    colorScheme: theme,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
}
