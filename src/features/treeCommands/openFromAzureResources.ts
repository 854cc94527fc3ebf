import * as vscode from "vscode";
import { computeResourceKindOfId } from "../../identity/computeResourceType";
import { isWire, member } from "../../identity/wire";
import type { RevealDeps } from "./deps";
import { showInResources } from "./showInResources";

/**
 * The ID of the virtual machine or scale set that a node of the Azure Resources extension stands for. Its nodes are no contract: every
 * member is checked, and what is not as expected is no node.
 */
function resourceIdOfNode(node: unknown): string | undefined {
  const resource = isWire(node) ? member(node, "resource") : undefined;
  const id = isWire(resource) ? member(resource, "id") : undefined;
  return typeof id === "string" && computeResourceKindOfId(id) !== undefined ? id : undefined;
}

/** Opens our view, and shows in it the resource that was clicked in the view of the Azure Resources extension. */
export async function openFromAzureResources(deps: RevealDeps, node?: unknown): Promise<void> {
  await vscode.commands.executeCommand("managedIdentities.resources.focus");
  const resourceId = resourceIdOfNode(node);
  if (resourceId !== undefined) {
    await showInResources(deps, { resourceId });
  }
}
