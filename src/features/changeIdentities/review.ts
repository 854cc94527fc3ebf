import * as vscode from "vscode";
import { PromptCancelled } from "../../ui/prompts";
import type { CopyTarget } from "../copyAs/copyAs";
import { type Lines, type LinesButton, showLines } from "./lines";
import { copyText } from "./permissionLines";
import type { ApplyAction, PreviewItem } from "./previewItems";
import { formatPlural } from "../../ui/words/plural";

/** What is shown for review. Its buttons leave the review open: it steps aside for what they ask, and comes back. */
export interface Review extends Omit<Lines<PreviewItem>, "buttons"> {
  /** How many requests are sent; without any there is nothing to show. */
  readonly requests: number;
  readonly showRequest: () => Promise<void>;
  readonly copyAs: (target: CopyTarget) => Promise<void>;
}

function buttonsOf({ requests, showRequest, copyAs }: Review): LinesButton[] {
  if (requests === 0) {
    return [];
  }
  const label = formatPlural(
    vscode.l10n.t("{count, plural, one {Show the Exact Request} other {Show the Exact Requests}}"),
    { count: requests },
  );
  return [
    { icon: "code", label, run: showRequest },
    {
      icon: "copy",
      label: vscode.l10n.t("Copy as..."),
      run: (stepAside) => stepAside(() => copyAs("clipboard")),
    },
    {
      icon: "go-to-file",
      label: vscode.l10n.t("Show as..."),
      run: (stepAside) => stepAside(() => copyAs("editor")),
    },
  ];
}

/** Shows what would be done and waits for agreement to it, or to a part of it. @throws PromptCancelled, WentBack */
export async function review(given: Review): Promise<ApplyAction> {
  const lines = { ...given, buttons: buttonsOf(given) };
  const chosen = await showLines(lines, async ({ action, copy, instead }) => {
    if (copy !== undefined) {
      await copyText(copy);
    }
    return action ?? instead;
  });
  if (typeof chosen === "string") {
    return chosen;
  }
  void vscode.commands.executeCommand(chosen.command, ...chosen.args);
  throw new PromptCancelled();
}
