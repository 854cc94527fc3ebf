/** What the trees use of `vscode`, without a window. */
export class EventEmitter<Value> {
  private readonly listeners = new Set<(value: Value) => void>();

  readonly event = (listener: (value: Value) => void): { dispose(): void } => {
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

export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class Uri {
  private constructor(readonly text: string) {}

  static from({ scheme, path, query }: { scheme: string; path: string; query: string }): Uri {
    return new Uri(`${scheme}:${path}?${query}`);
  }

  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri([base.text, ...parts].join("/"));
  }
}

export const env = { language: "en" };

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

type Places = readonly (string | number)[] | Readonly<Record<string, string | number>>;

const fill = (text: string, places: Places): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.entries<string | number>(places).find(([key]) => key === name)?.[1];
    return String(value ?? place);
  });

/** Places are numbered, named, or given along with a note for translators. */
export const l10n = {
  t: (text: string | { readonly message: string; readonly args?: Places }, ...values: readonly unknown[]): string => {
    if (typeof text !== "string") {
      return fill(text.message, text.args ?? []);
    }
    const [first] = values;
    return fill(text, typeof first === "object" ? (first as Places) : (values as Places));
  },
};

export const workspace = { getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }) };

export const commands = { executeCommand: (): Promise<void> => Promise.resolve() };
