import * as vscode from "vscode";
import type { Reading } from "../../azure/inventory/lazyReadings";
import { type InstanceListing, instancesBehind } from "../../azure/compute/scaleSetInstances";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import type { ResourceTreeNode } from "../../ui/nodes";
import { instancesInShort, modelInShort, describeModel } from "../../ui/words/scaleSets";
import { brokenItem } from "./failureItem";
import { item, tooltip } from "./item";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

type Instances = Reading<InstanceListing> | undefined;
type NodeOf<Kind extends ResourceTreeNode["kind"]> = ResourceTreeNode & { readonly kind: Kind };

/** The instances of a Uniform scale set, which are listed when it is opened. */
export function uniformInstancesItem(node: NodeOf<"instances">, instances: Instances): RowItem {
  const label = vscode.l10n.t("Instances");
  const made = item(node, label, Collapsed);
  const listing = instances?.kind === "read" ? instances.value : undefined;
  const isBehind = listing !== undefined && instancesBehind(listing).length > 0;
  made.description = listing === undefined ? "" : instancesInShort(listing);
  made.contextValue = isBehind ? "uniformInstances refreshable behind" : "uniformInstances refreshable";
  made.iconPath = new vscode.ThemeIcon("list-unordered");
  made.tooltip = vscode.l10n.t("Instances of this scale set and whether each one runs its latest model");
  made.accessibilityInformation = {
    label: listing === undefined ? label : inARow([label, instancesInShort(listing)]),
  };
  return made;
}

/** An instance of a Uniform scale set, with whether it runs the latest model. */
export function instanceItem(node: NodeOf<"instance">, scaleSet: string, instances: Instances): RowItem {
  const listed = instances?.kind === "read" ? instances.value.instances : [];
  const instance = listed.find(({ instanceId }) => instanceId === node.instanceId);
  if (instance === undefined) {
    return item(node, node.instanceId, None);
  }
  const { name, model, provisioningState } = instance;
  const made = item(node, name, None);
  made.description = modelInShort(model);
  made.contextValue = model === "behind" ? "instance behind" : "instance";
  made.iconPath =
    model === "behind"
      ? new vscode.ThemeIcon("arrow-circle-up", new vscode.ThemeColor("list.warningForeground"))
      : new vscode.ThemeIcon("vm");
  made.tooltip = tooltip([
    vscode.l10n.t("Instance {instance} of {scaleSet}", { instance: node.instanceId, scaleSet }),
    describeModel(model),
    provisioningState && vscode.l10n.t("Provisioning state {0}", provisioningState),
  ]);
  made.accessibilityInformation = {
    label: vscode.l10n.t("{instance}, instance of {scaleSet}, {model}", {
      instance: name,
      scaleSet,
      model: modelInShort(model),
    }),
  };
  return made;
}

/** The instances could not be listed; choosing it tries again. */
export function instancesFailureItem(node: NodeOf<"instancesFailure">, instances: Instances): RowItem {
  const error = instances?.kind === "failed" ? instances.error : undefined;
  return brokenItem(node, vscode.l10n.t("Couldn't list the instances"), error);
}

/** An identity that a Flexible scale set has and this instance of it has not. */
export function onlyOnSetItem(node: NodeOf<"onlyOnSet">, instance: string): RowItem {
  const name = resourceName(node.identityId);
  const made = item(node, name, None);
  made.description = vscode.l10n.t("on the scale set, not on this instance");
  made.contextValue = "onlyOnSet";
  made.iconPath = new vscode.ThemeIcon("circle-slash");
  made.tooltip = tooltip([
    vscode.l10n.t("The scale set has the user-assigned identity {identity}, but {instance} doesn't.", {
      identity: name,
      instance,
    }),
    vscode.l10n.t("Each instance of a Flexible scale set has its own identities."),
    vscode.l10n.t("Resource group {0}", parseResourceId(node.identityId)?.resourceGroup ?? ""),
    node.identityId,
  ]);
  made.accessibilityInformation = {
    label: vscode.l10n.t("{0}, user-assigned identity of the scale set that this instance doesn't have", name),
  };
  return made;
}
