import { l10n } from "vscode";
import type { Written } from "../../azure/azureError";

/** The one sentence that each message about a write has to end with, or hold. */
export function formatWritten(written: Written): string {
  switch (written) {
    case "no":
      return l10n.t("Nothing was written.");
    case "yes":
      return l10n.t("The change was written.");
    case "maybe":
      return l10n.t("The change may have been written.");
  }
}
