import { type Locator } from "playwright-core";
import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type PageElement } from "./pageElement";
import { attempt, attemptMs, type Screen } from "./screen";

export interface DialogState {
  readonly message: string;
  readonly detail: string;
  readonly severity: string;
  /** In the order of the screen, "Cancel" included. */
  readonly buttons: readonly string[];
  /** The button that Enter presses. */
  readonly primaryButton: string;
}

/** The modal dialog in the middle of the window. */
export class ModalDialog {
  private readonly box: Locator;

  constructor(private readonly screen: Screen) {
    this.box = screen.page.locator(".monaco-dialog-box");
  }

  async now(): Promise<DialogState | undefined> {
    const [state] = await this.box.evaluateAll((boxes: PageElement[]) =>
      boxes.map((box) => ({
        message: box.querySelector(".dialog-message")?.innerText ?? "",
        detail: box.querySelector(".dialog-message-detail")?.innerText ?? "",
        severity: box.querySelector(".dialog-icon")?.getAttribute("aria-label") ?? "",
        buttons: [...box.querySelectorAll(".dialog-buttons .monaco-button")].map((button) => button.innerText.trim()),
        primaryButton: box.querySelector(".dialog-buttons .monaco-button:not(.secondary)")?.innerText.trim() ?? "",
      })),
    );
    return state;
  }

  /** Waits for a dialog, with this message where one is given. */
  async waitFor(message: TextMatch = /(?:)/, timeoutMs?: number): Promise<DialogState> {
    return this.screen.until(
      `a modal dialog saying ${describeMatch(message)}`,
      async () => {
        const state = await this.now();
        return state !== undefined && matchesText(message, state.message) ? state : undefined;
      },
      timeoutMs,
    );
  }

  /** Presses a button and waits until this dialog is gone. */
  async press(button: TextMatch): Promise<void> {
    const { message, buttons } = await this.waitFor();
    const label = buttons.find((candidate) => matchesText(button, candidate));
    const element = this.box
      .locator(".dialog-buttons .monaco-button")
      .getByText(label ?? String(button), { exact: true })
      .or(this.box.getByRole("button", { name: label ?? String(button), exact: true }))
      .first();
    await this.screen.doUntil(
      `the dialog "${message}" closing by ${describeMatch(button)}`,
      async () => (await this.now())?.message !== message,
      async () => {
        await attempt(() => element.click({ timeout: attemptMs }));
      },
    );
  }

  /** Escape, which is the same as Cancel. */
  async cancel(): Promise<void> {
    const { message } = await this.waitFor();
    await this.screen.pressUntil(
      "Escape",
      `the dialog "${message}" closing`,
      async () => (await this.now())?.message !== message,
    );
  }
}
