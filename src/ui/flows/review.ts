import { showLines } from "./lines";
import type { CopyTarget } from "./copyAs";
import type { PreviewItem } from "./previewItems";

/** What is shown for review. Its actions leave the review open: it steps aside for what they ask, and comes back. */
export interface Review {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly PreviewItem[];
  readonly showRequest: () => Promise<void>;
  readonly copyAs: (target: CopyTarget) => Promise<void>;
}

/** Shows what would be done and waits for Apply. @throws PromptCancelled */
export async function review({ showRequest, copyAs, ...lines }: Review): Promise<void> {
  await showLines(lines, async ({ action }, stepAside) => {
    if (action === "showRequest") {
      await showRequest();
    } else if (action === "copyAs" || action === "showAs") {
      await stepAside(() => copyAs(action === "copyAs" ? "clipboard" : "editor"));
    }
    return action === "apply" ? action : undefined;
  });
}
