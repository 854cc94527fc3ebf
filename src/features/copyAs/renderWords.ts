import { l10n } from "vscode";
import type { Language } from "../../render/render";
import type { RenderWords } from "../../render/words";
import { describeHazard } from "../../ui/words/hazard";

/** The name of a language in a list. */
export function describeLanguage(language: Language): string {
  switch (language) {
    case "azureCliBash":
      return l10n.t("Azure CLI (bash)");
    case "azureCliPowerShell":
      return l10n.t("Azure CLI (PowerShell)");
    case "azureCliCmd":
      return l10n.t("Azure CLI (cmd)");
    case "azPowerShell":
      return l10n.t("Az PowerShell");
    case "curl":
      return l10n.t("REST with curl (bash)");
    case "httpFile":
      return l10n.t("REST as an HTTP file");
    case "armTemplate":
      return l10n.t("ARM template");
    case "bicep":
      return l10n.t("Bicep");
    case "terraform":
      return l10n.t("Terraform");
  }
}

/** The sentences that a rendered change carries as comments. */
export function renderWords(): RenderWords {
  return {
    hazard(hazard) {
      const { headline, meaning, more } = describeHazard(hazard);
      return [`${headline}.`, meaning, more].filter((part) => part !== undefined).join(" ");
    },
    nothingToDo: (name) => l10n.t("Nothing to do: {0} already is as wanted.", name),
    blocked: (name) => l10n.t("Azure would refuse this change of {0}.", name),
    accessToken: l10n.t("A token goes here. One way to get it:"),
    onePatch: l10n.t("One request, so that removing and adding happen at once and nothing is missing in between."),
    flexibleNeedsPatch: l10n.t(
      "One request, because az vmss identity can fail on a Flexible scale set after it has made the change.",
    ),
    ignoreUpgradeHint: l10n.t(
      "If the Azure CLI says to update the instances: the identity lives on the scale set, and they have it already.",
    ),
    readsFirst: l10n.t("The cmdlet replaces the whole list of identities, so what is there is read first and kept."),
    wholeList: l10n.t("A deployment replaces the whole list of identities: one that is not named here is removed."),
    terraformOwnsList: l10n.t(
      "Terraform owns the list: an identity that is not named here, also one that a policy assigned, goes with the next apply.",
    ),
    isolationScopeNeedsProvider: l10n.t("isolation_scope requires version 4.59.0 or later of the azurerm provider."),
    leaveBlockOut: l10n.t("No identity is left: leave the identity block out."),
    cannotHold: (version) => l10n.t("API version {0} cannot hold these identities.", version),
    onlyAsCommand: l10n.t("This can only be done by a command: choose another language."),
    createGroupFirst: (name) => l10n.t("Make the resource group {0} first.", name),
    deployTo: (name) => l10n.t("Deploy this to the resource group {0}.", name),
  };
}
