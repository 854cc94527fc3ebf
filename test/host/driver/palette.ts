import { type QuickInput } from "./quickInput";
import { type Screen } from "./screen";

const registrationTimeoutMs = 40_000;

/** The command palette. */
export class Palette {
  constructor(
    private readonly screen: Screen,
    readonly quickInput: QuickInput,
  ) {}

  /**
   * Runs a command by its title, category included ("Azure: Refresh"). A command that an extension has not
   * contributed yet is waited for: the palette lists what there was when it opened, so it is opened again.
   */
  async run(title: string): Promise<void> {
    await this.screen.untilTrue(
      `the command "${title}" in the palette`,
      async () => {
        await this.search(title);
        if (await this.lists(title)) {
          return true;
        }
        await this.quickInput.cancel();
        return false;
      },
      registrationTimeoutMs,
    );
    await this.quickInput.choose(title);
    await this.screen.untilTrue("the command palette closing", async () => !(await this.isOpen()));
  }

  /** The titles that the palette offers for a text. */
  async find(text: string): Promise<string[]> {
    await this.search(text);
    await this.quickInput.waitUntil("the palette's answer", ({ items }) => items.length > 0);
    const items = await this.quickInput.allItems();
    await this.quickInput.cancel();
    return items.map(({ label }) => label);
  }

  private async search(text: string): Promise<void> {
    await this.screen.pressUntil("F1", "the command palette", () => this.isOpen());
    await this.quickInput.type(`>${text}`);
  }

  private async isOpen(): Promise<boolean> {
    return (await this.quickInput.now())?.value.startsWith(">") ?? false;
  }

  private async lists(title: string): Promise<boolean> {
    const state = await this.quickInput.waitUntil("the palette's answer", ({ items }) => items.length > 0);
    return state.items.some((item) => item.label === title);
  }
}
