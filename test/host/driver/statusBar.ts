import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";

export interface StatusBarItem {
  readonly id: string;
  readonly text: string;
  readonly ariaLabel: string;
}

/** The bar at the bottom of the window. */
export class StatusBar {
  constructor(private readonly screen: Screen) {}

  async items(): Promise<StatusBarItem[]> {
    return this.screen.page.locator(".part.statusbar .statusbar-item").evaluateAll((items: PageElement[]) =>
      items
        .filter((item) => item.checkVisibility())
        .map((item) => ({
          id: item.getAttribute("id") ?? "",
          text: item.innerText.trim(),
          ariaLabel: item.getAttribute("aria-label") ?? "",
        })),
    );
  }

  async waitFor(text: TextMatch, timeoutMs?: number): Promise<StatusBarItem> {
    return this.screen.until(
      `the status bar entry ${describeMatch(text)}`,
      async () => (await this.items()).find((item) => matchesText(text, item.text)),
      timeoutMs,
    );
  }

  async click(text: TextMatch): Promise<void> {
    const { id } = await this.waitFor(text);
    await this.screen.act(`click the status bar entry ${describeMatch(text)}`, () =>
      this.screen.page.locator(`.part.statusbar .statusbar-item[id=${JSON.stringify(id)}] a`).click(),
    );
  }
}
