import { type Locator } from "playwright-core";
import { type Screen } from "./screen";

/** The clipboard of the browser, which is the one that the extension writes to. */
export class Clipboard {
  constructor(private readonly screen: Screen) {}

  async read(): Promise<string> {
    return String(await this.screen.page.evaluate("navigator.clipboard.readText()"));
  }

  async write(text: string): Promise<void> {
    await this.screen.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** Waits until the clipboard holds something else than before `action`, which is given that test, and gives it. */
  async after(action: (copied: () => Promise<boolean>) => Promise<void>): Promise<string> {
    const marker = `nothing copied yet ${performance.now()}`;
    await this.write(marker);
    const copied = async (): Promise<boolean> => (await this.read()) !== marker;
    await action(copied);
    await this.screen.untilTrue("something being copied", copied);
    return this.read();
  }

  /** Selects everything in an element that takes keys, and copies it. */
  async allOf(element: Locator): Promise<string> {
    return this.after((copied) =>
      this.screen.doUntil("a text being copied", copied, async () => {
        await this.screen.act("focus the text", () => element.focus());
        await this.screen.page.keyboard.press("ControlOrMeta+a");
        await this.screen.page.keyboard.press("ControlOrMeta+c");
      }),
    );
  }
}
