import * as vscode from "vscode";

/** A context key of VS Code, by which the manifest hides what cannot work at the moment. */
export class ContextKey {
  private value: boolean | undefined;

  constructor(private readonly name: string) {}

  /** Tells VS Code only where it is another value than before. */
  set(value: boolean): void {
    if (value !== this.value) {
      this.value = value;
      void vscode.commands.executeCommand("setContext", this.name, value);
    }
  }
}
