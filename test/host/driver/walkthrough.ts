import { type Locator } from "playwright-core";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";

/** A step of a walkthrough. */
export interface WalkthroughStep {
  readonly title: string;
  readonly done: boolean;
  readonly open: boolean;
}

/** The walkthrough that is open in the editor area. */
export class Walkthrough {
  private readonly page: Locator;

  constructor(private readonly screen: Screen) {
    this.page = screen.page.locator(".gettingStartedContainer .gettingStartedSlideDetails");
  }

  /** Waits until the walkthrough of this title is open. */
  async waitFor(title: string): Promise<void> {
    await this.screen.untilTrue(`the walkthrough "${title}"`, async () =>
      (await this.page.locator(".category-title").allInnerTexts()).some((text) => text.trim() === title),
    );
  }

  async steps(): Promise<readonly WalkthroughStep[]> {
    return this.page.locator(".getting-started-step").evaluateAll((steps: PageElement[]) =>
      steps.map((step) => ({
        title: (step.querySelector(".step-title")?.textContent ?? "").trim(),
        done: step.querySelector(".codicon-getting-started-step-checked.complete") !== null,
        open: step.matches(".expanded"),
      })),
    );
  }

  /** Opens a step, unless it is open. */
  async open(title: string): Promise<void> {
    await this.screen.doUntil(
      `the step "${title}" being open`,
      async () => (await this.steps()).some((step) => step.title === title && step.open),
      () => this.screen.act(`open the step "${title}"`, () => this.step(title).locator(".step-title").click()),
    );
  }

  /** Waits until a step is ticked off. */
  async waitForDone(title: string): Promise<void> {
    await this.screen.untilTrue(`the step "${title}" being done`, async () =>
      (await this.steps()).some((step) => step.title === title && step.done),
    );
  }

  /** Presses a button of the open step. */
  async press(label: string): Promise<void> {
    const button = this.page.locator(".getting-started-step.expanded .monaco-button").getByText(label, { exact: true });
    await this.screen.act(`press "${label}" in the walkthrough`, () => button.click());
  }

  private step(title: string): Locator {
    return this.page.locator(".getting-started-step").filter({ hasText: title }).first();
  }
}
