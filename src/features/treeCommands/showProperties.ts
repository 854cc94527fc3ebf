import * as vscode from "vscode";
import { resourceName, sameResourceId } from "../../identity/resourceId";
import type { App } from "../../ui/app";
import { asNode, resolveTarget } from "../../ui/steps/targets";
import type { TreeNode } from "../../ui/nodes";

/** Shows what is known of a resource or an identity as JSON that cannot be edited. */
export async function showProperties(app: App, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  if (node?.kind === "identity" || node?.kind === "federatedCredential") {
    await showIdentityNode(app, node);
    return;
  }
  const { resource } = await resolveTarget(app, argument, vscode.l10n.t("Show properties"));
  const { identity, ...facts } = resource;
  if (node?.kind !== "userAssigned") {
    await open(app, resource.name, resource.id, {
      ...facts,
      identity: identity.kind === "state" ? identity.state : identity,
    });
    return;
  }
  const onResource =
    identity.kind === "state"
      ? identity.state.userAssigned.find((each) => sameResourceId(each.id, node.identityId))
      : undefined;
  const known = app.inventory.findIdentity(node.identityId) ?? onResource ?? { id: node.identityId };
  await open(app, "name" in known ? known.name : node.identityId, node.identityId, known);
}

async function showIdentityNode(
  app: App,
  node: TreeNode & { readonly kind: "identity" | "federatedCredential" },
): Promise<void> {
  if (node.kind === "identity") {
    const known = app.inventory.findIdentity(node.identityId) ?? { id: node.identityId };
    await open(app, resourceName(node.identityId), node.identityId, known);
    return;
  }
  const known = app.federatedCredentials.find(node.identityId, node.credentialId) ?? { id: node.credentialId };
  await open(app, resourceName(node.credentialId), node.credentialId, known);
}

async function open(app: App, label: string, key: string, value: object): Promise<void> {
  await app.ui.openReadOnly(label, key, JSON.stringify(value, undefined, 2), ".json");
}
