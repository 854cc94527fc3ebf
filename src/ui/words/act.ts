import { l10n } from "vscode";
import { resourceName } from "../../identity/resourceId";
import { scopeName } from "../../identity/permissionsNeeded";
import type { Act, ActOutcome } from "../../mutation/journal/journalAct";
import type { UndoObstacle } from "../../mutation/journal/undoAct";
import { formatPlural } from "./plural";

/** What an act was, as the title of its entry. */
export function formatAct(act: Act): string {
  switch (act.kind) {
    case "createIdentity":
      return l10n.t("Create user-assigned identity");
    case "deleteIdentity":
      return l10n.t("Delete user-assigned identity");
    case "createResourceGroup":
      return l10n.t("Create resource group");
    case "grantAccess":
      return l10n.t("Grant access");
    case "removeAccess":
      return l10n.t("Remove access");
    case "addFederatedCredential":
      return l10n.t("Add federated credential {0}", act.name);
    case "removeFederatedCredential":
      return l10n.t("Remove federated credential {0}", act.name);
    case "addToGroup":
      return l10n.t("Add to group");
    case "removeFromGroup":
      return l10n.t("Remove from group");
    case "removeExtension":
      return l10n.t("Remove extension {0}", act.extension);
    case "upgradeInstances":
      return formatPlural(l10n.t("Upgrade {count, plural, one {# instance} other {# instances}}"), {
        count: act.instanceIds.length,
      });
    case "deploy":
      return l10n.t("Deploy template");
    case "cancelDeployment":
      return l10n.t("Cancel deployment");
    case "registerProvider":
      return l10n.t("Register {0}", act.namespace);
  }
}

/** Where an act was done: a name. */
export function formatActPlace(act: Act): string {
  switch (act.kind) {
    case "createIdentity":
    case "deleteIdentity":
    case "addFederatedCredential":
    case "removeFederatedCredential":
      return resourceName(act.identityId);
    case "createResourceGroup":
      return scopeName(act.resourceGroupId);
    case "grantAccess":
    case "removeAccess":
      return act.scope === undefined ? l10n.t("unknown") : scopeName(act.scope);
    case "addToGroup":
    case "removeFromGroup":
      return act.groupId;
    case "removeExtension":
      return resourceName(act.resourceId);
    case "upgradeInstances":
      return resourceName(act.scaleSetId);
    case "deploy":
    case "cancelDeployment":
      return resourceName(act.deploymentId);
    case "registerProvider":
      return l10n.t("subscription");
  }
}

/** The ids that an act is about, for a tooltip. */
export function idsOfAct(act: Act): readonly string[] {
  return Object.values(act).filter((value): value is string => typeof value === "string" && value !== act.kind);
}

/** How an act ended. `isLive`: a window is working on it. */
export function formatActOutcome(outcome: ActOutcome, isLive: boolean): string {
  switch (outcome.kind) {
    case "running":
      return isLive ? l10n.t("changing...") : l10n.t("might have been changed");
    case "done":
      return l10n.t("done");
    case "unknown":
      return l10n.t("might have been changed");
  }
}

/** Why an act cannot be taken back. */
export function formatUndoObstacle(obstacle: UndoObstacle): string {
  switch (obstacle) {
    case "never":
      return l10n.t("This can't be undone. No changes were made.");
    case "used":
      return l10n.t("The identity is in use, or its use couldn't be checked, so it stays. No changes were made.");
    case "gone":
      return l10n.t("What was created no longer exists. No changes were made.");
    case "principalGone":
      return l10n.t("The identity no longer exists, so its access can't be restored. No changes were made.");
  }
}
