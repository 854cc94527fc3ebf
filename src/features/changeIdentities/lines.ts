import { type QuickInputButton, QuickInputButtons } from "vscode";
import { PromptCancelled, WentBack } from "../../ui/prompts";
import { createLinesPick, shownLine, type Line, titleButton } from "../../ui/shown/quickPick";

/** A line that can be the one that Enter takes. */
export interface ReviewLine extends Line {
  /** Whether it is focused at first; else the first line is. */
  readonly isDefault?: boolean;
}

/** What can be done with the lines besides choosing one; they stay open. */
export interface LinesButton {
  /** The name of an icon of VS Code, without `$()`. */
  readonly icon: string;
  readonly label: string;
  readonly run: (stepAside: StepAside) => Promise<void>;
}

/** Lines to read, some of which can be chosen. */
export interface Lines<Item extends ReviewLine> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly buttons?: readonly LinesButton[];
  /** Whether there is a step to go back to. */
  readonly canGoBack?: boolean;
  /** Closes the lines, as the user can. */
  readonly signal?: AbortSignal;
  /** Is told how to show other lines, for what is still being looked up; the line that is looked at stays where it is. */
  readonly follow?: (replace: (items: readonly Item[]) => void) => void;
}

/** Lets the lines step aside for a prompt that a line leads to, and come back after it, or where the user goes back from it. */
export type StepAside = (task: () => Promise<void>) => Promise<void>;

/**
 * Shows lines until one is chosen that `take` makes something of; the others leave them open.
 * @throws PromptCancelled, WentBack, and what `take` throws
 */
export async function showLines<Item extends ReviewLine, Result>(
  { title, placeholder, items, buttons = [], canGoBack = false, signal, follow }: Lines<Item>,
  take: (item: Item, stepAside: StepAside) => Promise<Result | undefined>,
): Promise<Result> {
  let isAside = false;
  let close = (): void => undefined;
  const pick = createLinesPick<Item>(title, placeholder);
  const shownButtons = new Map<QuickInputButton, LinesButton>(
    buttons.map((button) => [titleButton(button.icon, button.label), button]),
  );
  try {
    pick.buttons = [...(canGoBack ? [QuickInputButtons.Back] : []), ...shownButtons.keys()];
    const show = (lines: readonly Item[]): void => {
      const before = pick.activeItems[0];
      const isMoved = before !== undefined && before !== defaultOf(pick.items);
      pick.items = lines.map(shownLine);
      // Without an active line the first one becomes it.
      const same = isMoved ? pick.items.find(({ label }) => label === before.label) : undefined;
      const active = same ?? defaultOf(pick.items);
      if (active) {
        pick.activeItems = [active];
      }
    };
    show(items);
    follow?.(show);
    const stepAside: StepAside = async (task) => {
      isAside = true;
      pick.hide();
      try {
        await task();
      } catch (error) {
        if (!(error instanceof WentBack)) {
          throw error;
        }
      }
      isAside = false;
      // The list is shared by all that VS Code asks: a dialog for a file leaves it empty.
      pick.items = [...pick.items];
      pick.show();
    };
    return await new Promise<Result>((resolve, reject) => {
      close = () => {
        reject(new PromptCancelled());
      };
      signal?.addEventListener("abort", close);
      const accept = async (): Promise<void> => {
        const [item] = pick.selectedItems;
        const result = item && (await take(item.line, stepAside));
        if (result !== undefined) {
          resolve(result);
        }
      };
      pick.onDidAccept(() => {
        accept().catch(reject);
      });
      pick.onDidTriggerButton((pressed) => {
        if (pressed === QuickInputButtons.Back) {
          reject(new WentBack());
        }
        shownButtons.get(pressed)?.run(stepAside).catch(reject);
      });
      pick.onDidHide(() => {
        if (!isAside) {
          reject(new PromptCancelled());
        }
      });
      pick.show();
      if (signal?.aborted === true) {
        close();
      }
    });
  } finally {
    signal?.removeEventListener("abort", close);
    pick.dispose();
  }
}

/** The line that is focused at first: the one that says so, or the first that is none of the headings. */
function defaultOf<Shown extends { readonly line: ReviewLine }>(shown: readonly Shown[]): Shown | undefined {
  return shown.find(({ line }) => line.isDefault === true) ?? shown.find(({ line }) => line.isHeading !== true);
}

/** The heading of the lines below it. */
export function heading(label: string): Line {
  return { label, isHeading: true };
}
