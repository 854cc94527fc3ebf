import { l10n } from "vscode";
import type { Language } from "../../render/languages";
import type { RenderWords } from "../../render/commentWords";
import { formatNames } from "../../ui/words/change";
import { describeHazard } from "../../ui/words/hazardWords";

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
    case "policyArmTemplate":
      return l10n.t("Azure Policy (ARM template)");
    case "policyBicep":
      return l10n.t("Azure Policy (Bicep)");
  }
}

/** The sentences that a rendered change carries as comments. */
export function renderWords(): RenderWords {
  return {
    hazard(hazard) {
      const { headline, meaning, more } = describeHazard(hazard);
      return [`${headline}.`, meaning, more].filter((part) => part !== undefined).join(" ");
    },
    nothingToDo: (name) => l10n.t("No changes needed for {0}.", name),
    blocked: (name) => l10n.t("Azure would reject this change of {0}.", name),
    accessToken: l10n.t("Put a token here. One way to get one:"),
    onePatch: l10n.t("One request, so that identities are removed and added at once and none is missing in between."),
    flexibleNeedsPatch: l10n.t(
      "One request, because az vmss identity can fail on a Flexible scale set after it has made the change.",
    ),
    ignoreUpgradeHint: l10n.t(
      "Ignore a hint from the Azure CLI to update the instances: the identity belongs to the scale set, so they already have it.",
    ),
    readsFirst: l10n.t(
      "The cmdlet replaces the whole list of identities, so the existing ones are read first and kept.",
    ),
    wholeList: l10n.t("A deployment replaces the whole list of identities: any that isn't listed here is removed."),
    terraformOwnsList: l10n.t(
      "Terraform owns the list: the next apply removes any identity that isn't listed here, even one that a policy assigned.",
    ),
    isolationScopeNeedsProvider: l10n.t("isolation_scope requires version 4.59.0 or later of the azurerm provider."),
    leaveBlockOut: l10n.t("No identities are left: omit the identity block."),
    cannotHold: (version) => l10n.t("API version {0} doesn't support these identities.", version),
    onlyAsCommand: l10n.t("Only a command can do this. Select another language."),
    createGroupFirst: (name) => l10n.t("Create the resource group {0} first.", name),
    policyTitle: (kind, identities) =>
      kind === "virtualMachine"
        ? l10n.t("Assign {0} to virtual machines", formatNames(identities))
        : l10n.t("Assign {0} to virtual machine scale sets", formatNames(identities)),
    policyScope: (subscriptionId, groups) =>
      l10n.t(
        "Deploy this to the subscription {subscription}. The policy applies to every resource of this kind in {resourceGroups}, also to later ones. Existing resources need a remediation task.",
        { subscription: subscriptionId, resourceGroups: groups.join(", ") },
      ),
    policyRoles: (ids) =>
      l10n.t(
        "Then grant the identity of the policy assignment the roles Virtual Machine Contributor on these resource groups and Managed Identity Operator on {0}.",
        ids.join(", "),
      ),
    policyRaces: l10n.t(
      "The policy keeps the identities that a resource has. If something else changes them at the same time, one of the two changes can be lost.",
    ),
    policyOnlyAssigns: l10n.t("A policy can only assign user-assigned identities. Other changes are left out."),
    policyOneSubscription: l10n.t(
      "A policy is deployed to one subscription. Select resources of one subscription at a time.",
    ),
    deployTo: (name) => l10n.t("Deploy this to the resource group {0}.", name),
  };
}
