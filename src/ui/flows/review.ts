import { showLines } from "./lines";
import type { PreviewItem } from "./previewItems";

/** What is shown for review. `showRequest` opens what would be sent, and leaves the review open. */
export interface Review {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly PreviewItem[];
  readonly showRequest: () => Promise<void>;
}

/** Shows what would be done and waits for Apply. @throws PromptCancelled */
export async function review({ showRequest, ...lines }: Review): Promise<void> {
  await showLines(lines, async ({ action }) => {
    if (action === "showRequest") {
      await showRequest();
    }
    return action === "apply" ? action : undefined;
  });
}
