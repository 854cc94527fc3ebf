import { type Locator } from "playwright-core";
import { type Screen } from "./screen";

/** The card that appears where the mouse rests. */
export class HoverCard {
  private readonly card: Locator;

  constructor(private readonly screen: Screen) {
    this.card = screen.page.locator(".monaco-hover").filter({ visible: true });
  }

  /** Rests the mouse on an element and gives the text of the card; takes the mouse away again. */
  async over(element: Locator, what: string): Promise<string> {
    await this.leave();
    await this.screen.act(`rest the mouse on ${what}`, () => element.hover());
    const text = await this.screen.until(`a hover over ${what}`, () => this.text());
    await this.leave();
    return text;
  }

  /** Rests the mouse on an element and presses a link of the card; its text may stand there more than once. */
  async press(element: Locator, link: string, what: string): Promise<void> {
    const target = this.card.locator("a").getByText(link, { exact: true }).first();
    await this.leave();
    await this.screen.act(`rest the mouse on ${what}`, () => element.hover());
    await this.screen.act(`press "${link}" in the hover over ${what}`, () => target.click());
    await this.leave();
  }

  /** The text of the card that is there now, if one is. */
  async text(): Promise<string | undefined> {
    const texts = await this.card.allInnerTexts();
    const text = texts.join("\n").trim();
    return text === "" ? undefined : text;
  }

  private async leave(): Promise<void> {
    await this.screen.page.mouse.move(700, 4);
    await this.screen.untilTrue("the hover going away", async () => (await this.text()) === undefined);
  }
}
