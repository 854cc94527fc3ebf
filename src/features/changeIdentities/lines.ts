import { PromptCancelled } from "../../ui/prompts";
import { createLinesPick, shownLine, type Line } from "../../ui/shown/quickPick";

/** Lines to read, some of which can be chosen. */
export interface Lines<Item extends Line> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** Is told how to show other lines, for what is still being looked up; the line that is looked at stays where it is. */
  readonly follow?: (replace: (items: readonly Item[]) => void) => void;
}

/** Lets the lines step aside for a prompt that a line leads to, and come back after it. */
export type StepAside = (task: () => Promise<void>) => Promise<void>;

/**
 * Shows lines until one is chosen that `take` makes something of; the others leave them open.
 * @throws PromptCancelled, and what `take` throws
 */
export async function showLines<Item extends Line, Result>(
  { title, placeholder, items, follow }: Lines<Item>,
  take: (item: Item, stepAside: StepAside) => Promise<Result | undefined>,
): Promise<Result> {
  let isAside = false;
  const pick = createLinesPick<Item>(title, placeholder);
  try {
    pick.items = items.map(shownLine);
    follow?.((others) => {
      const active = pick.activeItems[0]?.label;
      pick.items = others.map(shownLine);
      // Without an active line the first one becomes it.
      const same = pick.items.find(({ label }) => label === active);
      if (same) {
        pick.activeItems = [same];
      }
    });
    const stepAside: StepAside = async (task) => {
      isAside = true;
      pick.hide();
      await task();
      isAside = false;
      // The list is shared by all that VS Code asks: a dialog for a file leaves it empty.
      pick.items = [...pick.items];
      pick.show();
    };
    return await new Promise<Result>((resolve, reject) => {
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
      pick.onDidHide(() => {
        if (!isAside) {
          reject(new PromptCancelled());
        }
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** The heading of the lines below it. */
export function heading(label: string): Line {
  return { label, isHeading: true };
}
