import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { Subscription } from "../../azure/accounts";
import { KEEPS_FOCUS } from "../../ui/revealRequests";
import type { TreeNode } from "../../ui/nodes";
import type { ReferenceState } from "../../azure/inventory/deadReferences";
import { referenceInShort, describeReference } from "../../ui/words/usage";
import { describeIdentity, formatKind, resourceAloud } from "../../ui/words/identity";
import type { RowIcon } from "../items/resourceIcons";
import { item } from "../items/item";
import { copyResourceIdLink, portalLink } from "../items/links";
import { markWarnings } from "../items/markWarnings";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";

const { None } = vscode.TreeItemCollapsibleState;

/** A resource below the identity that it uses. Its subscription is said where it is not the identity's. */
export function useItem(
  node: TreeNode,
  resource: ComputeResource,
  { name: subscription }: Subscription,
  {
    isElsewhere,
    isBusy,
    icon,
    reference,
  }: {
    readonly isElsewhere: boolean;
    readonly isBusy: boolean;
    readonly icon: RowIcon;
    readonly reference: ReferenceState;
  },
): RowItem {
  const made = item(node, resource.name, None);
  made.iconPath = icon;
  const place = isElsewhere ? inARow([resource.resourceGroup, subscription]) : resource.resourceGroup;
  // That it is gone altogether stands above, at the identity itself.
  const mark = reference.kind === "stale" ? referenceInShort(reference) : undefined;
  const facts = mark === undefined ? place : inARow([mark, place]);
  made.description = isBusy ? vscode.l10n.t("changing...") : facts;
  const isBroken = reference.kind === "dead" || reference.kind === "stale";
  made.contextValue = isBroken ? `use refreshable ${reference.kind}` : "use refreshable";
  if (mark !== undefined) {
    markWarnings(made, node, [mark], 0);
  }
  made.hover = {
    title: resource.name,
    lines: [
      vscode.l10n.t("{kind} in {resourceGroup}, {place}", {
        kind: formatKind(resource),
        resourceGroup: resource.resourceGroup,
        place: resource.location,
      }),
      vscode.l10n.t("Subscription {0}", subscription),
      describeIdentity(resource),
      mark === undefined ? undefined : describeReference(reference),
      resource.id,
    ],
    actions: [copyResourceIdLink(node), portalLink(node)],
  };
  made.command = {
    command: "managedIdentities.showInResources",
    title: vscode.l10n.t("Show in Resources"),
    arguments: [node, KEEPS_FOCUS],
  };
  const aloud = resourceAloud(resource);
  made.accessibilityInformation = { label: mark === undefined ? aloud : inARow([aloud, mark]) };
  return made;
}
