import { l10n } from "vscode";
import type { Written } from "../../azure/azureError";

/** The one sentence that each message about a write has to end with, or hold. */
export function formatWritten(written: Written): string {
  switch (written) {
    case "no":
      return l10n.t("No changes were made.");
    case "yes":
      return l10n.t("The change was made.");
    case "maybe":
      return l10n.t("The change might have been made.");
  }
}
