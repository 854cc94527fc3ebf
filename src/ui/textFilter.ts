import * as vscode from "vscode";

/** What a user has typed to see less of a view, and what that lets through. */
export class TextFilter<Item> implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private typed = "";
  private test: (item: Item) => boolean = () => true;

  readonly onDidChange = this.changed.event;

  /**
   * @param contextKey tells the menus whether something is typed
   * @param read makes the test of what is typed
   */
  constructor(
    private readonly contextKey: string,
    private readonly read: (text: string) => (item: Item) => boolean,
  ) {
    this.publish();
  }

  /** As it was typed; empty for all. */
  get text(): string {
    return this.typed;
  }

  matches(item: Item): boolean {
    return this.test(item);
  }

  set(text: string): void {
    if (text !== this.typed) {
      this.typed = text;
      this.test = text === "" ? () => true : this.read(text);
      this.publish();
      this.changed.fire();
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private publish(): void {
    void vscode.commands.executeCommand("setContext", this.contextKey, this.typed !== "");
  }
}

/** A filter as those who only ask it see it. */
export type ReadFilter<Item> = Pick<TextFilter<Item>, "matches" | "text">;
