import { l10n } from "vscode";
import type { IdentityType } from "../../../identity/identityState";

/** What a type of identity means. */
export function typeMeaningInWords(type: IdentityType): string {
  switch (type) {
    case "SystemAssigned":
      return l10n.t("An identity of its own, which lives and dies with the resource");
    case "UserAssigned":
      return l10n.t("The listed identities, which several resources can share");
    case "SystemAssigned, UserAssigned":
      return l10n.t("Both an identity of its own and the listed ones");
    case "None":
      return l10n.t("No identity");
  }
}
