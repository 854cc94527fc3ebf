import { l10n } from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import type { TemplateAction } from "../templateAction";
import { convertInWords, raiseInWords } from "./fix";
import { identityNameInWords } from "./resource";

/** A change as the title of an action. */
export function changeInWords(change: IdentityChange): string {
  switch (change.kind) {
    case "enableSystemAssigned":
      return l10n.t("Enable the system-assigned identity");
    case "disableSystemAssigned":
      return l10n.t("Disable the system-assigned identity");
    case "assignUserAssigned":
      return l10n.t("Assign {0}", change.ids.map(identityNameInWords).join(", "));
    case "removeUserAssigned":
      return l10n.t("Remove {0}", change.ids.map(identityNameInWords).join(", "));
    case "removeAllUserAssigned":
      return l10n.t("Remove all user-assigned identities");
    case "removeAll":
      return l10n.t("Remove all identities");
    case "setTo":
    case "several":
      return l10n.t("Change the identities");
  }
}

/** An action as a title; one that asks for more ends with dots. */
export function actionInWords(action: TemplateAction): string {
  switch (action.kind) {
    case "change":
      return changeInWords(action.change);
    case "assign":
      return l10n.t("Assign user-assigned identities...");
    case "remove":
      return l10n.t("Remove user-assigned identities...");
    case "convertShape":
      return convertInWords(action.shape);
    case "raiseApiVersion":
      return raiseInWords(action.apiVersion);
    case "goToDeclaration":
      return l10n.t("Go to where the identity is declared");
    case "importLive":
      return l10n.t("Import the identities of a live resource...");
    case "compareWithLive":
      return l10n.t("Compare with a live resource...");
  }
}
