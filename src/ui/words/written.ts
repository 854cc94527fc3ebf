import { l10n } from "vscode";
import type { AzureError, Written } from "../../azure/azureError";

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

/** Whether what failed with an error may have been done all the same: of that nobody can say that it was not. */
export function mayBeWritten({ written }: AzureError): boolean {
  return written === "maybe" || written === "yes";
}

/** What stays of a command that stops after it has created a resource group. */
export function describeNewGroup(name: string): string {
  return l10n.t("The resource group {0} was created.", name);
}
