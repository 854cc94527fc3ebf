import type { QuickPickItem } from "vscode";
import { EventEmitter, l10n, ThemeIcon } from "../../views/fakeVscode";

export { EventEmitter, l10n, ThemeIcon };

interface Told {
  readonly level: "information" | "warning" | "error";
  readonly text: string;
  readonly buttons: readonly string[];
}

/** What a user is shown and answers, in place of a window. Each question has one answer; what was not foreseen is closed. */
class FakeUser {
  /** Messages that wait for nobody. */
  readonly told: Told[] = [];
  /** Titles of the lists and texts of the questions, in their order. */
  readonly asked: string[] = [];
  /** What the questions say below their texts, and the lines of the lists, in their order. */
  readonly details: string[] = [];
  readonly lines: string[] = [];
  /** What was put on the clipboard. */
  readonly copied: string[] = [];
  /** The line to choose of a list, by its title. */
  readonly choices = new Map<RegExp, RegExp>();
  /** The button to press, by the text of the question. What it does first happens while the question stands open. */
  readonly answers = new Map<RegExp, { readonly button: string; readonly first?: () => void }>();

  /** The text to type, by the question. One that is refused closes the input. */
  readonly typed = new Map<RegExp, string>();

  reset(): void {
    this.typed.clear();
    this.told.length = 0;
    this.asked.length = 0;
    this.details.length = 0;
    this.lines.length = 0;
    this.copied.length = 0;
    this.choices.clear();
    this.answers.clear();
  }

  texts(): string[] {
    return this.told.map(({ text }) => text);
  }

  choose(title: string, items: readonly QuickPickItem[]): QuickPickItem | undefined {
    this.asked.push(title);
    this.lines.push(...items.map(({ label }) => label));
    const line = [...this.choices].find(([about]) => about.test(title))?.[1];
    return line && items.find(({ label }) => line.test(label));
  }

  type(prompt: string): string | undefined {
    this.asked.push(prompt);
    return [...this.typed].find(([about]) => about.test(prompt))?.[1];
  }

  answer(level: Told["level"], text: string, ...rest: readonly unknown[]): Promise<string | undefined> {
    const [options, ...buttons] = rest;
    if (typeof options !== "object") {
      this.told.push({ level, text, buttons: rest.map(String) });
      return Promise.resolve(undefined);
    }
    this.asked.push(text);
    this.details.push(detailOf(options));
    const found = [...this.answers].find(([about]) => about.test(text))?.[1];
    found?.first?.();
    return Promise.resolve(found !== undefined && buttons.includes(found.button) ? found.button : undefined);
  }
}

function detailOf(options: unknown): string {
  return typeof options === "object" && options !== null && "detail" in options ? String(options.detail) : "";
}

export const user = new FakeUser();

function createQuickPick() {
  const [accepted, hidden] = [new EventEmitter<undefined>(), new EventEmitter<undefined>()];
  const pick = {
    title: "",
    items: [] as readonly QuickPickItem[],
    activeItems: [],
    selectedItems: [] as readonly QuickPickItem[],
    buttons: [],
    onDidAccept: accepted.event,
    onDidTriggerButton: new EventEmitter<undefined>().event,
    onDidHide: hidden.event,
    show: () => {
      const item = user.choose(pick.title, pick.items);
      pick.selectedItems = item === undefined ? [] : [item];
      (item === undefined ? hidden : accepted).fire(undefined);
    },
    hide: () => undefined,
    dispose: () => undefined,
  };
  return pick;
}

function createInputBox() {
  const [accepted, hidden] = [new EventEmitter<undefined>(), new EventEmitter<undefined>()];
  const nothing = new EventEmitter<undefined>();
  const input = {
    prompt: "",
    value: "",
    validationMessage: undefined as string | undefined,
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: nothing.event,
    onDidTriggerButton: nothing.event,
    show: () => {
      const text = user.type(input.prompt);
      input.value = text ?? "";
      (text === undefined ? hidden : accepted).fire(undefined);
      if (input.validationMessage !== undefined) {
        hidden.fire(undefined);
      }
    },
    dispose: () => undefined,
  };
  return input;
}

export const window = {
  createQuickPick,
  showInformationMessage: user.answer.bind(user, "information"),
  createInputBox,
  showWarningMessage: user.answer.bind(user, "warning"),
  showErrorMessage: user.answer.bind(user, "error"),
  setStatusBarMessage: () => ({ dispose: () => undefined }),
  withProgress: (_: unknown, task: (progress: unknown, token: unknown) => Promise<unknown>) =>
    task({ report: () => undefined }, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
};

export const env = {
  language: "en",
  clipboard: {
    writeText: (text: string) => {
      user.copied.push(text);
      return Promise.resolve();
    },
  },
};
export const ProgressLocation = { Notification: 15 };
export const QuickInputButtons = { Back: { iconPath: {} } };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const commands = { executeCommand: () => Promise.resolve() };
