import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { defaultTimeoutMs } from "../until";
import { type PageElement } from "./pageElement";
import { attempt, type Screen } from "./screen";

export interface Notification {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  readonly buttons: readonly string[];
  /** A bar that moves: something is under way. */
  readonly progress: boolean;
}

/** VS Code shows at most three new toasts within 0.8 s; what is left out is in the notification centre alone. */
const toastTimeoutMs = 3_000;
const pressTimeoutMs = 1_000;

/** The notifications at the bottom right: toasts, and the centre behind the bell. */
export class Notifications {
  private readonly items: Locator;
  private readonly center: Locator;

  constructor(private readonly screen: Screen) {
    this.center = screen.page.locator(".notifications-center");
    this.items = screen.page
      .locator(".notifications-toasts .notification-toast-container")
      .or(this.center.locator(".monaco-list-row"));
  }

  /** The notifications that are on the screen now, newest first. */
  async all(): Promise<Notification[]> {
    const toasts = await this.items.evaluateAll((elements: PageElement[]) =>
      elements
        .filter((toast) => toast.checkVisibility() && toast.querySelector(".notification-list-item-message") !== null)
        .map((toast) => ({
          icon: toast.querySelector(".notification-list-item-icon")?.className ?? "",
          message: toast.querySelector(".notification-list-item-message")?.innerText.trim() ?? "",
          buttons: [...toast.querySelectorAll(".notification-list-item-buttons-container .monaco-button")].map(
            (button) => button.innerText.trim(),
          ),
          progress: toast.querySelector(".monaco-progress-container")?.matches(".active") ?? false,
        })),
    );
    return toasts.map(({ icon, ...toast }) => ({
      ...toast,
      severity: icon.includes("codicon-error") ? "error" : icon.includes("codicon-warning") ? "warning" : "info",
    }));
  }

  /**
   * Waits for a notification with this message; opens the centre where there is no toast. A toast without buttons
   * leaves by itself after some ten seconds.
   */
  async waitFor(message: TextMatch, timeoutMs: number = defaultTimeoutMs): Promise<Notification> {
    const toastsUntil = performance.now() + Math.min(toastTimeoutMs, timeoutMs / 2);
    return this.screen.until(
      `a notification saying ${describeMatch(message)}`,
      async () => {
        const found = (await this.all()).find((notification) => matchesText(message, notification.message));
        if (found === undefined && performance.now() > toastsUntil && !(await this.center.isVisible())) {
          await this.openCenter();
        }
        return found;
      },
      timeoutMs,
    );
  }

  async gone(message: TextMatch, timeoutMs?: number): Promise<void> {
    await this.screen.untilTrue(
      `the notification ${describeMatch(message)} going away`,
      async () => !(await this.all()).some((toast) => matchesText(message, toast.message)),
      timeoutMs,
    );
  }

  /** Presses a button of a notification, whose text may change meanwhile. */
  async press(message: TextMatch, button: string): Promise<void> {
    await this.screen.untilTrue(`"${button}" pressed in the notification ${describeMatch(message)}`, async () => {
      const item = this.itemOf(await this.waitFor(message));
      const buttons = item.locator(".notification-list-item-buttons-container");
      return attempt(() => buttons.getByText(button, { exact: true }).click({ timeout: pressTimeoutMs }));
    });
    await this.closeCenter();
  }

  /** Closes a notification with its own cross, and waits until it is gone. */
  async dismiss(message: TextMatch): Promise<void> {
    await this.waitFor(message);
    await this.screen.untilTrue(`the notification ${describeMatch(message)} being dismissed`, async () => {
      const found = (await this.all()).find((notification) => matchesText(message, notification.message));
      if (found !== undefined) {
        await this.pressCross(found);
      }
      return found === undefined;
    });
    await this.closeCenter();
  }

  /**
   * Closes the centre, so that it covers nothing and later notifications come as toasts again. Behind a modal dialog, which what was
   * pressed may have opened, it is out of reach and stays.
   */
  async closeCenter(): Promise<void> {
    const modal = this.screen.page.locator(".monaco-dialog-box").filter({ visible: true });
    await this.screen.untilTrue("the notification centre closing", async () => {
      if (!(await this.center.isVisible()) || (await modal.count()) > 0) {
        return true;
      }
      await attempt(() => this.center.locator(".codicon-notifications-hide").click({ timeout: pressTimeoutMs }));
      return false;
    });
  }

  /** The cross shows under the mouse only, and toasts move when one above or below leaves: then this is done again. */
  private async pressCross(notification: Notification): Promise<void> {
    const item = this.itemOf(notification);
    await attempt(async () => {
      await item.hover({ timeout: pressTimeoutMs });
      await item.locator(".codicon-notifications-clear").click({ timeout: pressTimeoutMs });
    });
  }

  private async openCenter(): Promise<void> {
    await this.screen.act("open the notification centre", () =>
      this.screen.page.locator('.part.statusbar [id="status.notifications"] a').click(),
    );
  }

  private itemOf({ message }: Notification): Locator {
    return this.items.filter({ hasText: message }).filter({ visible: true }).first();
  }
}
