import * as vscode from "vscode";
import type { TreeNode } from "../../ui/nodes";
import type { TooltipLine, TooltipLink } from "../../ui/shown/tooltip";

type IdKind = "principalId" | "clientId" | "resourceId";

const commands = {
  principalId: "managedIdentities.copyPrincipalId",
  clientId: "managedIdentities.copyClientId",
  resourceId: "managedIdentities.copyResourceId",
} as const;

/** A line with an id of a node, and a link that copies it; undefined where the id is not known. */
export function idLine(node: TreeNode, kind: IdKind, text: string, id: string | undefined): TooltipLine | undefined {
  const copy: TooltipLink = { text: vscode.l10n.t("Copy"), command: commands[kind], argument: node };
  return id === undefined ? undefined : { text, links: [copy] };
}

/** Copies the resource ID of a node. */
export function copyResourceIdLink(node: TreeNode): TooltipLink {
  return { text: vscode.l10n.t("Copy Resource ID"), command: commands.resourceId, argument: node };
}

/** Opens a node in the Azure portal. */
export function portalLink(node: TreeNode): TooltipLink {
  return { text: vscode.l10n.t("Open in Azure Portal"), command: "managedIdentities.openInPortal", argument: node };
}
