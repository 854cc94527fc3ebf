import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";

export interface Notification {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  readonly buttons: readonly string[];
  /** A bar that moves: something is under way. */
  readonly progress: boolean;
}

/** The toasts at the bottom right. */
export class Notifications {
  private readonly items: Locator;

  constructor(private readonly screen: Screen) {
    this.items = screen.page.locator(".notifications-toasts .notification-toast-container");
  }

  /** The toasts that are on the screen now, newest first. */
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

  /** Waits for a toast with this message. One without buttons leaves by itself after some ten seconds. */
  async waitFor(message: TextMatch, timeoutMs?: number): Promise<Notification> {
    return this.screen.until(
      `a notification saying ${describeMatch(message)}`,
      async () => (await this.all()).find((toast) => matchesText(message, toast.message)),
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

  /** Presses a button of a toast. */
  async press(message: TextMatch, button: string): Promise<void> {
    const toast = await this.toast(message);
    await this.screen.act(`press "${button}" in the notification ${describeMatch(message)}`, () =>
      toast.locator(".notification-list-item-buttons-container").getByText(button, { exact: true }).click(),
    );
  }

  /** Closes a toast with its own cross, and waits until it is gone. */
  async dismiss(message: TextMatch): Promise<void> {
    const toast = await this.toast(message);
    await this.screen.act(`dismiss the notification ${describeMatch(message)}`, async () => {
      await toast.hover();
      await toast.locator(".codicon-notifications-clear").click();
    });
    await this.gone(message);
  }

  private async toast(message: TextMatch): Promise<Locator> {
    const found = await this.waitFor(message);
    return this.items.filter({ hasText: found.message }).first();
  }
}
