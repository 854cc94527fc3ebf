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

  /** Waits until the clipboard holds something else than before `action`, and gives it. */
  async after(action: () => Promise<void>): Promise<string> {
    const marker = `nothing copied yet ${performance.now()}`;
    await this.write(marker);
    await action();
    return this.screen.until("something being copied", async () => {
      const text = await this.read();
      return text === marker ? undefined : text;
    });
  }
}
