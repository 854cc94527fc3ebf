import type { CopyTarget } from "../copyAs/copyAs";
import { type Lines, showLines } from "./lines";
import { copyText } from "./permissionLines";
import type { PreviewItem } from "./previewItems";

/** What is shown for review. Its actions leave the review open: it steps aside for what they ask, and comes back. */
export interface Review extends Lines<PreviewItem> {
  readonly showRequest: () => Promise<void>;
  readonly copyAs: (target: CopyTarget) => Promise<void>;
}

/** Shows what would be done and waits for Apply. @throws PromptCancelled */
export async function review({ showRequest, copyAs, ...lines }: Review): Promise<void> {
  await showLines(lines, async ({ action, copy }, stepAside) => {
    if (copy !== undefined) {
      await copyText(copy);
    }
    if (action === "showRequest") {
      await showRequest();
    } else if (action === "copyAs" || action === "showAs") {
      await stepAside(() => copyAs(action === "copyAs" ? "clipboard" : "editor"));
    }
    return action === "apply" ? action : undefined;
  });
}
