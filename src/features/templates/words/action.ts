import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import { describeChange } from "../../../ui/words/change";
import type { TemplateAction } from "../templateAction";
import { describeConvert, describeRaise } from "./fix";
import { formatIdentityName } from "./resource";

/** An action as a title; one that asks for more ends with dots. */
export function describeAction(action: TemplateAction, spelling: Spelling): string {
  switch (action.kind) {
    case "change":
      return describeChange(action.change, (text) => formatIdentityName(text, spelling));
    case "assign":
      return l10n.t("Assign user-assigned identities...");
    case "remove":
      return l10n.t("Remove user-assigned identities...");
    case "convertShape":
      return describeConvert(action.shape);
    case "raiseApiVersion":
      return describeRaise(action);
    case "ignoreChanges":
      return l10n.t("Ignore identity changes (ignore_changes)...");
    case "goToDeclaration":
      return l10n.t("Go to the identity's declaration");
    case "importLive":
      return l10n.t("Import the identities of a live resource...");
    case "compareWithLive":
      return l10n.t("Compare with a live resource...");
  }
}
