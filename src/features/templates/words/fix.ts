import { l10n } from "vscode";
import type { FixFacts } from "../../../documents/documentDiagnostic";
import type { IdentityChange } from "../../../identity/identityChange";
import type { ListShape, RaiseApiVersion } from "../../../documents/planQuestion";
import { formatName } from "./resource";

/** Turning a list of identities into this shape. */
export function describeConvert(shape: ListShape): string {
  return shape === "dictionary" ? l10n.t("Convert to userAssignedIdentities") : l10n.t("Convert to identityIds");
}

/** Raising the API version of a resource; beside an API profile it is one that Azure Stack Hub has. */
export function describeRaise({ apiVersion, hubProfile }: RaiseApiVersion): string {
  return hubProfile !== undefined
    ? l10n.t("Set API version {0} on this resource (supported by Azure Stack Hub)", apiVersion)
    : l10n.t("Raise the API version to {0}", apiVersion);
}

function describeChange(change: IdentityChange, resource: string): string {
  switch (change.kind) {
    case "enableSystemAssigned":
      return l10n.t("Enable the system-assigned identity of {0}", resource);
    case "disableSystemAssigned":
      return l10n.t("Disable the system-assigned identity");
    case "removeUserAssigned":
      return l10n.t("Remove this identity");
    case "removeAllUserAssigned":
      return l10n.t("Remove all user-assigned identities");
    case "removeAll":
      return l10n.t("Remove all identities");
    case "assignUserAssigned":
    case "setTo":
    case "several":
      return l10n.t("Change the identities of {0}", resource);
  }
}

/** What a fix does, as the title of a quick fix. */
export function describeFix(fix: FixFacts): string {
  switch (fix.kind) {
    case "change":
      return describeChange(fix.change, formatName(fix.resource));
    case "convertShape":
      return describeConvert(fix.shape);
    case "raiseApiVersion":
      return describeRaise(fix);
    case "ignoreChanges":
      return l10n.t("Ignore identity changes");
    case "correctCasing":
      return l10n.t("Correct the casing of the ID");
    case "renameAttribute":
      return l10n.t("Rename to {0}", fix.replacement);
    case "setType":
      return l10n.t('Set the type to "{0}"', fix.type);
    case "removeLists":
      return fix.isEmpty ? l10n.t("Remove the empty userAssignedIdentities") : l10n.t("Remove the listed identities");
    case "removeEntry":
      return l10n.t("Remove this identity");
    case "removeIdentity":
      return l10n.t("Remove the identity");
    case "removeFromProperties":
      return fix.holder === "properties"
        ? l10n.t("Remove the identity from properties")
        : l10n.t("Remove the identity from virtualMachineProfile");
    case "removeDuplicate":
      return l10n.t("Remove this duplicate");
    case "moveOutOfProperties":
      return fix.holder === "properties"
        ? l10n.t("Move the identity out of properties")
        : l10n.t("Move the identity out of virtualMachineProfile");
    case "removeReadOnly":
      return l10n.t("Remove the values that Azure sets");
    case "emptyValues":
      return l10n.t("Empty the values of the listed identities");
    case "readFromResource":
      return l10n.t("Read the identity from the resource");
    case "correctType":
      return l10n.t("Correct the spelling of the type");
    case "removeExtension":
      return l10n.t("Remove the retired extension");
  }
}
