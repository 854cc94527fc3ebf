import * as vscode from "vscode";
import { permissionsToCreateIn } from "../../identity/newMachinePermissions";
import { permissionToOwn } from "../../identity/permissionsNeeded";
import { formatResourceId, resourceGroupId } from "../../identity/resourceId";
import type { NewUserAssignedIdentity, Operation } from "../../render/operation";
import type { CreateReviewDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { copyOperationsAs, renderOperations } from "../copyAs/copyAs";
import type { IdentityOrder } from "./createIdentitySteps";
import { heading } from "../changeIdentities/lines";
import { checkPermissions } from "../changeIdentities/permissionCheck";
import { permissionLines } from "../changeIdentities/permissionLines";
import { defaultCopyLine, type PreviewItem } from "../changeIdentities/previewItems";
import { review } from "../changeIdentities/review";

/** Shows the identity that would be made, with what stands in the way of that, and waits for agreement. @throws PromptCancelled, WentBack */
export async function reviewIdentity(deps: CreateReviewDeps, order: IdentityOrder, canGoBack: boolean): Promise<void> {
  const { subscription, resourceGroup, isNewResourceGroup, name } = order;
  const { subscriptionId } = subscription;
  const { at, needed } = permissionsToCreateIn({ subscriptionId, resourceGroup, isNewResourceGroup });
  const scope = resourceGroupId(subscriptionId, resourceGroup);
  const question = {
    subscription,
    needed: [...needed, permissionToOwn(at, "write")],
    written: [{ scope, verb: "write" }] as const,
  };
  const permissions = await withCancellableProgress(vscode.l10n.t("Checking your permissions"), (signal) =>
    checkPermissions(deps, question, signal),
  );
  const operations = operationsOf(order);
  const create: PreviewItem = {
    icon: "check",
    label: vscode.l10n.t("Create"),
    description: vscode.l10n.t("{name} in {place}", { name, place: resourceGroup }),
    action: "apply",
  };
  await review({
    title: vscode.l10n.t("Create {identity} in {resourceGroup}", { identity: name, resourceGroup }),
    placeholder: vscode.l10n.t("Nothing changes until you select Create"),
    canGoBack,
    requests: operations.length,
    items: [
      create,
      ...defaultCopyLine(permissionLines(permissions)),
      heading(vscode.l10n.t("What will be created")),
      ...wantedItems(order),
    ],
    showRequest: async () => {
      const text = renderOperations(deps, operations, "httpFile");
      const label = vscode.l10n.t("Request for {0}", name);
      await deps.ui.openReadOnly(label, name, text, ".http", { preserveFocus: true, preview: true });
    },
    copyAs: (target) => copyOperationsAs(deps, { name, operations }, target),
  });
}

function wantedItems(order: IdentityOrder): PreviewItem[] {
  const { subscription, resourceGroup, isNewResourceGroup, name, location, isolationScope, tags = {} } = order;
  const made = isNewResourceGroup ? vscode.l10n.t("new, in {0}", subscription.name) : subscription.name;
  return [
    { icon: "account", label: name, description: location },
    { icon: "folder", label: resourceGroup, description: made },
    ...(isolationScope === "Regional"
      ? [{ icon: "lock", label: vscode.l10n.t("Only for resources in its region") }]
      : []),
    ...Object.entries(tags).map(([key, value]) => ({ icon: "tag", label: key, description: value })),
  ];
}

/** What creating it comes to, in the order in which it is done. */
function operationsOf(order: IdentityOrder): readonly Operation[] {
  const { subscription, resourceGroup, isNewResourceGroup, name, location, isolationScope, tags = {} } = order;
  const { subscriptionId } = subscription;
  const identity: NewUserAssignedIdentity = {
    kind: "createUserAssignedIdentity",
    id: formatResourceId(subscriptionId, resourceGroup, "Microsoft.ManagedIdentity/userAssignedIdentities", name),
    location,
    tags,
    ...(isolationScope === undefined ? {} : { isolationScope }),
  };
  return isNewResourceGroup
    ? [{ kind: "createResourceGroup", subscriptionId, name: resourceGroup, location }, identity]
    : [identity];
}
