import * as vscode from "vscode";
import { PromptCancelled } from "../prompts";
import type { PreviewItem } from "./previewItems";

/** What is shown for review. `showRequest` opens what would be sent, and leaves the review open. */
export interface Review {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly PreviewItem[];
  readonly showRequest: () => Promise<void>;
}

/** Shows what would be done and waits for Apply. @throws PromptCancelled */
export async function review({ title, placeholder, items, showRequest }: Review): Promise<void> {
  const pick = vscode.window.createQuickPick<PreviewItem>();
  try {
    pick.title = title;
    pick.placeholder = placeholder;
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.items = items;
    await new Promise<void>((resolve, reject) => {
      pick.onDidAccept(() => {
        const action = pick.selectedItems[0]?.action;
        if (action === "apply") {
          resolve();
        } else if (action === "showRequest") {
          showRequest().catch(reject);
        }
      });
      pick.onDidHide(() => {
        reject(new PromptCancelled());
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
