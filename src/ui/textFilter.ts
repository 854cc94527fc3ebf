import * as vscode from "vscode";
import { ContextKey } from "./contextKey";

/** What a user has typed to see less of a view, and what that lets through. */
export class TextFilter<Item> implements vscode.Disposable {
  private readonly isFiltered: ContextKey;
  private readonly changed = new vscode.EventEmitter<void>();
  private typed = "";
  private test: (item: Item) => boolean = () => true;

  readonly onDidChange = this.changed.event;

  /**
   * @param contextKey tells the menus whether something is typed
   * @param read makes the test of what is typed
   */
  constructor(
    contextKey: string,
    private readonly read: (text: string) => (item: Item) => boolean,
  ) {
    this.isFiltered = new ContextKey(contextKey);
    this.isFiltered.set(false);
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
      this.isFiltered.set(text !== "");
      this.changed.fire();
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** A filter as those who only ask it see it. */
export type ReadFilter<Item> = Pick<TextFilter<Item>, "matches" | "text">;
