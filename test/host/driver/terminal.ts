import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type PageElement } from "./pageElement";
import { type Screen } from "./screen";

/** The terminal that is shown. */
export class Terminal {
  constructor(private readonly screen: Screen) {}

  /** What stands in its rows now, without the blanks at their ends. */
  async text(): Promise<string> {
    const rows = await this.screen.page
      .locator(".terminal-wrapper.active .xterm-rows > div")
      .evaluateAll((elements: PageElement[]) => elements.map((row) => row.textContent ?? ""));
    return rows
      .map((row) => row.replaceAll("\u00a0", " ").trimEnd())
      .filter((row) => row !== "")
      .join("\n");
  }

  async waitFor(text: TextMatch): Promise<string> {
    return this.screen.until(`a terminal with ${describeMatch(text)}`, async () => {
      const now = await this.text();
      return matchesText(text, now) ? now : undefined;
    });
  }

  async press(key: string): Promise<void> {
    await this.screen.act(`press ${key} in the terminal`, async () => {
      await this.screen.page.locator(".terminal-wrapper.active .xterm-helper-textarea").focus();
      await this.screen.page.keyboard.press(key);
    });
  }
}
