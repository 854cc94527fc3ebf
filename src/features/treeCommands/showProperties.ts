import * as vscode from "vscode";
import { resourceName, sameResourceId } from "../../identity/resourceId";
import type { PropertyDeps } from "./deps";
import { asNode, resolveTarget } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";

/** Shows what is known of a resource or an identity as JSON that cannot be edited. */
export async function showProperties(deps: PropertyDeps, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  if (node?.kind === "identity" || node?.kind === "federatedCredential") {
    await showIdentityNode(deps, node);
    return;
  }
  const { resource } = await resolveTarget(deps, argument, vscode.l10n.t("Show properties"));
  const { identity, ...facts } = resource;
  if (node?.kind !== "userAssigned") {
    await open(deps, resource.name, resource.id, {
      ...facts,
      identity: identity.kind === "state" ? identity.state : identity,
    });
    return;
  }
  const onResource =
    identity.kind === "state"
      ? identity.state.userAssigned.find((each) => sameResourceId(each.id, node.identityId))
      : undefined;
  const known = deps.inventory.findIdentity(node.identityId) ?? onResource ?? { id: node.identityId };
  await open(deps, "name" in known ? known.name : node.identityId, node.identityId, known);
}

async function showIdentityNode(
  deps: PropertyDeps,
  node: TreeNode & { readonly kind: "identity" | "federatedCredential" },
): Promise<void> {
  if (node.kind === "identity") {
    const known = deps.inventory.findIdentity(node.identityId) ?? { id: node.identityId };
    await open(deps, resourceName(node.identityId), node.identityId, known);
    return;
  }
  const known = deps.federatedCredentials.find(node.identityId, node.credentialId) ?? { id: node.credentialId };
  await open(deps, resourceName(node.credentialId), node.credentialId, known);
}

async function open(deps: Pick<PropertyDeps, "ui">, label: string, key: string, value: object): Promise<void> {
  await deps.ui.openReadOnly(label, key, JSON.stringify(value, undefined, 2), ".json");
}
