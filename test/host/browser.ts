import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { type Host } from "./install";

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

export function launchBrowser(host: Host): Promise<Browser> {
  return chromium.launch({ executablePath: host.chromium, args: chromiumArguments });
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
