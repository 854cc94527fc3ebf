import type { QuickPickItem, TreeDataProvider } from "vscode";

/** A window without a screen: enough of `vscode` to activate the extension, press a command and answer what it asks. */
type Listener<Value> = (value: Value) => void;

const disposable = { dispose: (): void => undefined };

export class EventEmitter<Value> {
  private readonly listeners = new Set<Listener<Value>>();

  readonly event = (listener: Listener<Value>): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: Value): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class Disposable {
  static from(...all: readonly { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      all.forEach((each) => {
        each.dispose();
      });
    });
  }

  constructor(private readonly end: () => void) {}

  dispose(): void {
    this.end();
  }
}

class Value {
  readonly values: readonly unknown[];

  constructor(...values: readonly unknown[]) {
    this.values = values;
  }

  append(): this {
    return this;
  }
}

export class TreeItem {
  constructor(readonly label: string) {}
}
export class MarkdownString extends Value {
  appendText(): this {
    return this;
  }
  appendMarkdown(): this {
    return this;
  }
}
export class ThemeColor extends Value {}
export class ThemeIcon extends Value {}
export class Range extends Value {}
export class Position extends Value {}
export class CodeActionKind extends Value {
  static readonly QuickFix = new CodeActionKind();
  static readonly RefactorRewrite = new CodeActionKind();
  static readonly Refactor = new CodeActionKind();
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const QuickInputButtons = {};
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const FileType = {};
/** Tools for agents are registered, and not called. */
export const lm = { registerTool: () => disposable };
export const ExtensionKind = { UI: 1, Workspace: 2 };
export const ViewColumn = { Beside: -2 };

type Places = readonly (string | number | Readonly<Record<string, string | number>>)[];

export const l10n = {
  t: (
    text: string | { readonly message: string; readonly args?: Places | Exclude<Places[number], string | number> },
    ...values: Places
  ): string => (typeof text === "string" ? filled(text, values) : filled(text.message, [text.args ?? []].flat())),
};

function filled(text: string, values: Places): string {
  return values
    .flatMap<readonly [string, string | number]>((value, index) =>
      typeof value === "object" ? Object.entries(value) : [[String(index), value]],
    )
    .reduce((all, [name, value]) => all.replaceAll(`{${name}}`, String(value)), text);
}

export const env = { language: "en", clipboard: { writeText: () => Promise.resolve() } };

/** The settings of the user, by their whole names. */
export const settings = new Map<string, unknown>();
export const views = new Map<string, TreeDataProvider<unknown>>();
export const messages: string[] = [];
/** The line that is chosen of a quick pick, by its label. */
export const choices: RegExp[] = [];
const registered = new Map<string, (...args: readonly unknown[]) => unknown>();

export const commands = {
  registerCommand: (id: string, run: (...args: readonly unknown[]) => unknown) => {
    registered.set(id, run);
    return disposable;
  },
  executeCommand: (id: string, ...args: readonly unknown[]) => Promise.resolve(registered.get(id)?.(...args)),
};

export function chosen<Item extends { readonly label: string }>(items: readonly Item[]): Item | undefined {
  return items.find(({ label }) => choices.some((choice) => choice.test(label)));
}

function createQuickPick() {
  const [accepted, hidden] = [new EventEmitter<undefined>(), new EventEmitter<undefined>()];
  const nothing = new EventEmitter<unknown>();
  let [isShown, isEnabled] = [false, true];
  const choose = (): void => {
    if (isShown && isEnabled) {
      const item = chosen(pick.items);
      pick.selectedItems = item === undefined ? [] : [item];
      (item === undefined ? hidden : accepted).fire(undefined);
    }
  };
  const pick = {
    items: [] as readonly QuickPickItem[],
    activeItems: [] as readonly QuickPickItem[],
    selectedItems: [] as readonly QuickPickItem[],
    buttons: [] as readonly unknown[],
    value: "",
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeActive: nothing.event,
    onDidTriggerButton: nothing.event,
    onDidTriggerItemButton: nothing.event,
    onDidChangeValue: nothing.event,
    onDidChangeSelection: nothing.event,
    /** A pick whose lines come later is enabled once they are there. */
    get enabled() {
      return isEnabled;
    },
    set enabled(value: boolean) {
      isEnabled = value;
      choose();
    },
    show: () => {
      isShown = true;
      choose();
    },
    hide: () => undefined,
    dispose: () => {
      isShown = false;
    },
  };
  return pick;
}

const message = (text: string): Promise<undefined> => {
  messages.push(text);
  return Promise.resolve(undefined);
};

/** Whatever else is called does nothing; what is registered can be disposed of. */
function lenient<Known extends object>(known: Known): Known {
  return new Proxy(known, {
    get: (target, name) => (name in target ? (Reflect.get(target, name) as unknown) : () => disposable),
  });
}

const channel = lenient({ show: () => undefined });

export const window = lenient({
  createOutputChannel: () => channel,
  createTreeView: (id: string, options: { readonly treeDataProvider: TreeDataProvider<unknown> }) => {
    views.set(id, options.treeDataProvider);
    return lenient({ visible: true });
  },
  createQuickPick,
  showInformationMessage: message,
  showWarningMessage: message,
  showErrorMessage: message,
  withProgress: (_: unknown, task: (progress: unknown, token: unknown) => Promise<unknown>) =>
    task({ report: () => undefined }, { isCancellationRequested: false, onCancellationRequested: () => disposable }),
  state: { focused: true },
  tabGroups: lenient({ all: [] }),
});

export const workspace = lenient({
  textDocuments: [],
  workspaceFolders: undefined,
  getConfiguration: (section: string) => ({
    get: (name: string) => settings.get(`${section}.${name}`),
    inspect: (name: string) => ({ globalValue: settings.get(`${section}.${name}`) }),
  }),
});

export const languages = lenient({});
export const extensions = lenient({ getExtension: () => undefined });
export const authentication = lenient({ getAccounts: () => Promise.resolve([]) });

class FileUri {
  readonly scheme = "file";

  constructor(readonly fsPath: string) {}

  static file(fsPath: string): FileUri {
    return new FileUri(fsPath);
  }

  static from({ path }: { readonly path: string }): FileUri {
    return new FileUri(path);
  }

  static joinPath(base: FileUri, ...parts: readonly string[]): FileUri {
    return new FileUri([base.fsPath, ...parts].join("/"));
  }

  toString(): string {
    return `file://${this.fsPath}`;
  }
}

export const Uri = FileUri;
