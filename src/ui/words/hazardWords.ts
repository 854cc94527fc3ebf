import { l10n } from "vscode";
import type { DefaultIdentity } from "../../identity/defaultIdentity";
import type { Hazard } from "../../identity/hazard";
import { resourceName } from "../../identity/resourceId";

/** A hazard for people. The preview has room for a headline and one short line; the dialog says `more` as well. */
export interface HazardWords {
  readonly headline: string;
  readonly meaning: string;
  readonly more?: string;
}

function describeDefault(identity: DefaultIdentity): string {
  switch (identity.kind) {
    case "systemAssigned":
      return l10n.t("the system-assigned identity");
    case "userAssigned":
      return resourceName(identity.id);
    case "mustBeNamed":
      return l10n.t("None (a client ID is required)");
    case "none":
      return l10n.t("none");
  }
}

function describeLegacy({ apiVersion, shape }: Extract<Hazard, { kind: "legacyApiVersion" }>): HazardWords {
  switch (shape) {
    case "none":
      return {
        headline: l10n.t("API version {0} doesn't support managed identities", apiVersion),
        meaning: l10n.t("They require 2016-03-30 or later."),
      };
    case "systemAssignedOnly":
      return {
        headline: l10n.t("API version {0} supports only the system-assigned identity", apiVersion),
        meaning: l10n.t(
          "User-assigned identities require 2017-12-01 or later, and 2018-06-01 or later in their current form.",
        ),
      };
    case "array":
      return {
        headline: l10n.t("API version {0} replaces the whole list of identities", apiVersion),
        meaning: l10n.t("An identity that someone else assigns at the same time would be lost."),
      };
  }
}

function describePolicyPutsBack({ policy, identity }: Extract<Hazard, { kind: "policyPutsBack" }>): HazardWords {
  return {
    headline:
      identity.kind === "systemAssigned"
        ? l10n.t("The policy {0} enables the system-assigned identity again", policy)
        : l10n.t("The policy {policy} assigns {identity} again", { policy, identity: resourceName(identity.id) }),
    meaning: l10n.t("To keep the identity off, exempt the resource from the policy."),
  };
}

function describeManager({ service, ownerId }: Extract<Hazard, { kind: "managedByService" }>): HazardWords {
  switch (service) {
    case "kubernetes":
      return {
        headline: l10n.t("Azure Kubernetes Service manages this resource"),
        meaning: l10n.t("It can undo the change. Change the cluster or node pool instead."),
      };
    case "databricks":
      return {
        headline: l10n.t("Azure Databricks manages this resource"),
        meaning: l10n.t("It can undo the change. Change the workspace instead."),
      };
    case "batch":
      return {
        headline: l10n.t("Azure Batch manages this resource"),
        meaning: l10n.t("It can undo the change. Change the pool instead."),
      };
    case "serviceFabric":
      return {
        headline: l10n.t("A Service Fabric managed cluster manages this resource"),
        meaning: l10n.t("It can undo the change. Change the node type instead."),
      };
    case "managedApplication":
      return {
        headline: l10n.t("A managed application owns this resource"),
        meaning: l10n.t("Its publisher can undo the change. Ask the publisher to change the application."),
      };
    case "other":
      return {
        headline: l10n.t("{0} manages this resource", resourceName(ownerId ?? "")),
        meaning: l10n.t("It can undo the change. Change the identities there instead."),
      };
  }
}

function describeExtension({
  extension,
  purpose,
  needs,
}: Extract<Hazard, { kind: "extensionNeedsIdentity" }>): HazardWords {
  const headline =
    needs === "systemAssigned"
      ? l10n.t("The extension {0} needs the system-assigned identity", extension)
      : needs === "default"
        ? l10n.t("The extension {0} uses the default identity", extension)
        : l10n.t("The extension {0} uses an identity that will be removed", extension);
  switch (purpose) {
    case "entraSignIn":
      return { headline, meaning: l10n.t("Without it, signing in with Microsoft Entra ID can fail.") };
    case "machineConfiguration":
      return { headline, meaning: l10n.t("Without it, Azure Policy can't check the configuration of the machine.") };
    case "azureMonitor":
      return { headline, meaning: l10n.t("Without it, Azure Monitor Agent can stop sending data.") };
    case "keyVault":
      return { headline, meaning: l10n.t("Without it, certificates from the key vault might no longer be renewed.") };
  }
}

/** A hazard as running text, for a dialog or a message. */
export function hazardInASentence({ headline, meaning, more }: HazardWords): string {
  return [l10n.t("{0}.", headline), meaning, more].filter((part) => part !== undefined).join(" ");
}

/** Says a hazard in plain words. */
export function describeHazard(hazard: Hazard): HazardWords {
  switch (hazard.kind) {
    case "systemAssignedIsLost":
      return {
        headline: l10n.t("Disabling the system-assigned identity can't be undone"),
        meaning: l10n.t("A new identity would have none of its access."),
        more: l10n.t("Role assignments and group memberships must be granted again."),
      };
    case "anotherSystemAssigned":
      return {
        headline: l10n.t("The system-assigned identity was replaced and stays"),
        meaning: l10n.t("The one that was enabled no longer exists: someone disabled it and enabled it again."),
      };
    case "perhapsAnotherSystemAssigned":
      return {
        headline: l10n.t("This might not be the system-assigned identity that was enabled"),
        meaning: l10n.t(
          "Which one was enabled couldn't be confirmed. If someone else enabled this one, it's permanently lost.",
        ),
      };
    case "defaultIdentityChanges":
      return {
        headline: l10n.t("The default identity changes"),
        meaning: l10n.t("Before: {before}. After: {after}.", {
          before: describeDefault(hazard.before),
          after: describeDefault(hazard.after),
        }),
        more: l10n.t("Code that passes a client ID isn't affected."),
      };
    case "flexibleTakesUserAssignedOnly":
      return {
        headline: l10n.t("A Flexible scale set supports only user-assigned identities"),
        meaning: l10n.t("Assign a user-assigned identity instead, or enable it on each instance."),
      };
    case "legacyApiVersion":
      return describeLegacy(hazard);
    case "policyWillReassign":
      return {
        headline: l10n.t("Azure Policy assigns {0} again", resourceName(hazard.id)),
        meaning: l10n.t("It belongs to a built-in policy. To keep it off, exempt the resource from that policy."),
      };
    case "earlierIdentityStays":
      return {
        headline: l10n.t(
          "{0} was deleted and created again, but the earlier one stays assigned",
          resourceName(hazard.id),
        ),
        meaning: l10n.t("The resource keeps the old client ID until it is removed and assigned again."),
      };
    case "policyPutsBack":
      return describePolicyPutsBack(hazard);
    case "policyMayTakeAway":
      return {
        headline: l10n.t("The policy {0} sets identities too", hazard.policy),
        meaning: l10n.t("If it runs at the same time, this change can be lost. Check the identities afterward."),
      };
    case "managedByService":
      return describeManager(hazard);
    case "encryptionNeedsIdentity":
      return {
        headline: l10n.t("Disk encryption uses {0}", resourceName(hazard.id)),
        meaning: l10n.t("It gets the tokens for the key vault. Without it, disks might not be unlocked."),
      };
    case "extensionNeedsIdentity":
      return describeExtension(hazard);
    case "otherRegion":
      return {
        headline: l10n.t("{identity} can only be used in {region}", {
          identity: resourceName(hazard.id),
          region: hazard.region,
        }),
        meaning: l10n.t("Its isolation scope is Regional. Select an identity in the region of the resource."),
      };
    case "otherProviders":
      return {
        headline: l10n.t("{0} can't be used by Microsoft.Compute", resourceName(hazard.id)),
        meaning: l10n.t(
          "Its assignment restrictions allow only other resource providers. Select a different identity.",
        ),
      };
    case "notAUserAssignedIdentity":
      return {
        headline: l10n.t("{0} isn't a user-assigned identity", resourceName(hazard.id)),
        meaning: l10n.t("Only the ID of a Microsoft.ManagedIdentity/userAssignedIdentities resource can be assigned."),
      };
  }
}
