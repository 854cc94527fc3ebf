import { l10n } from "vscode";
import type { MutationProgress } from "../../mutation/mutationService";

/** What is going on while a change is applied. */
export function describeProgress(progress: MutationProgress): string {
  switch (progress.kind) {
    case "sending":
      return l10n.t("Sending the change...");
    case "accepted":
      return l10n.t("Accepted by Azure...");
    case "running":
      return l10n.t("In progress for {0} s...", Math.round(progress.elapsedMs / 1000));
    case "planningAgain":
      return l10n.t("The resource has changed. Reading it again...");
    case "waiting":
      return progress.because === "conflict"
        ? l10n.t("Another operation is running. Trying again in {0} s...", progress.seconds)
        : l10n.t("Azure is throttling requests. Trying again in {0} s...", progress.seconds);
  }
}
