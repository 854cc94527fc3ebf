import { setTimeout as pause } from "node:timers/promises";
import { errors, type Locator, type Page } from "playwright-core";
import { HostError } from "../hostError";
import { defaultTimeoutMs, pollMs, until } from "../until";

const parts: Readonly<Record<string, string>> = {
  "Modal dialog": ".monaco-dialog-box",
  "Quick input": ".quick-input-widget",
  "Context menu": ".monaco-menu-container .monaco-menu",
  Notifications: ".notifications-toasts .notification-list-item, .notifications-center",
  "Side bar": ".part.sidebar",
  Editors: ".part.editor .tabs-container",
  Panel: ".part.panel .composite.title",
  "Status bar": ".part.statusbar",
};

const longestText = 1_500;
const shownLogLines = 8;
const effectMs = 4_000;

async function visibleText(locator: Locator): Promise<string> {
  const texts = await locator.filter({ visible: true }).allInnerTexts();
  return texts
    .join("\n")
    .replace(/\s*\n\s*/g, " | ")
    .trim()
    .slice(0, longestText);
}

/** Long enough for a click or a key on something that is there. */
export const attemptMs = 3_000;

/** Does something with a limit of its own; false where that has passed, for instance because what it is done to moved away. */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) {
      return false;
    }
    throw error;
  }
}

/** What one window shows, and the ways to wait for something in it. Every part of the driver stands on it. */
export class Screen {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(defaultTimeoutMs);
  }

  /** The texts of the parts that are visible now, for a user who reads a failure. */
  async describe(): Promise<string> {
    const lines = ["On the screen:"];
    for (const [name, selector] of Object.entries(parts)) {
      const text = await visibleText(this.page.locator(selector));
      if (text !== "") {
        lines.push(`  ${name}: ${text}`);
      }
    }
    return lines.join("\n");
  }

  /** Waits until `probe` gives something; fails with what was looked for and what the screen shows. */
  until<T>(what: string, probe: () => Promise<T | undefined>, timeoutMs = defaultTimeoutMs): Promise<T> {
    return until(what, probe, { timeoutMs, instead: () => this.describe() });
  }

  async untilTrue(what: string, probe: () => Promise<boolean>, timeoutMs = defaultTimeoutMs): Promise<void> {
    await this.until(what, async () => ((await probe()) ? true : undefined), timeoutMs);
  }

  /**
   * Does something until it has had its effect. What comes while the window opens or closes something may be lost or
   * come too early: a busy window gives the focus back late. For what may be done twice.
   */
  async doUntil(what: string, hasHappened: () => Promise<boolean>, action: () => Promise<void>): Promise<void> {
    let doneAt = Number.NEGATIVE_INFINITY;
    await this.untilTrue(what, async () => {
      if (await hasHappened()) {
        return true;
      }
      if (performance.now() - doneAt > effectMs) {
        await action();
        doneAt = performance.now();
      }
      return false;
    });
  }

  /** Whether something comes about within the time that an effect takes at the most. */
  async sees(hasHappened: () => Promise<boolean>): Promise<boolean> {
    const deadline = performance.now() + effectMs;
    let happened = await hasHappened();
    while (!happened && performance.now() < deadline) {
      await pause(pollMs);
      happened = await hasHappened();
    }
    return happened;
  }

  /** Presses a key until it has had its effect. For keys that may come twice. */
  async pressUntil(key: string, what: string, hasHappened: () => Promise<boolean>): Promise<void> {
    await this.doUntil(what, hasHappened, () => this.page.keyboard.press(key));
  }

  /** Does something that Playwright waits for by itself, with the screen in the error if it never could be done. */
  async act(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const lines = (error instanceof Error ? error.message : String(error)).split("\n");
      const details = lines.length > shownLogLines ? [...lines.slice(0, 1), ...lines.slice(-shownLogLines)] : lines;
      throw new HostError("notSeen", `Could not ${what}: ${details.join("\n")}\n${await this.describe()}`);
    }
  }
}
