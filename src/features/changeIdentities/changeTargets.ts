import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import { flexibleInstances } from "../../azure/inventory/inventory";
import { directoryKey, subscriptionKey } from "../../azure/inventory/subscriptionInventory";
import { resourceIdKey } from "../../identity/resourceId";
import type { TreeNode } from "../../ui/nodes";
import { answerStep, PromptCancelled, type Step } from "../../ui/prompts";
import { groupOf, shownTargets, type TreeView } from "../../ui/shownResources";
import {
  asNode,
  type AskDeps,
  chosen,
  pickTargets,
  type TargetChoiceDeps,
  type TargetDeps,
  targetOfNode,
} from "../../ui/steps/targets";
import { notifyInformation, notifyWarning } from "../../ui/shown/messages";
import type { ReadFilter } from "../../ui/textFilter";
import type { TreeSettings } from "../../ui/treeSettings";
import { formatPlural } from "../../ui/words/plural";

/** What finding the resources of nodes works with. */
export interface NodeDeps extends TargetDeps {
  readonly treeSettings: Pick<TreeSettings, "grouping">;
  readonly resourceFilter: ReadFilter<ComputeResource>;
}

/** The nodes that a command was called with: all that are selected, or the one that was clicked. */
export function selectedNodes(node: unknown, nodes: unknown): readonly TreeNode[] {
  const all: readonly unknown[] = Array.isArray(nodes) && nodes.length > 0 ? nodes : [node];
  return all.flatMap((each) => asNode(each) ?? []);
}

/** Whether a node stands for all the resources below it. */
function holdsMany(node: TreeNode): boolean {
  return node.kind === "subscription" || node.kind === "group" || node.kind === "instances";
}

function resourcesBelow(deps: NodeDeps, node: TreeNode): ChangeTarget[] {
  const inventory = node.subscriptionKey === undefined ? undefined : deps.inventory.subscription(node.subscriptionKey);
  if (inventory === undefined) {
    return [];
  }
  const view: TreeView = { grouping: deps.treeSettings.grouping, filter: deps.resourceFilter };
  const toTargets = (resources: readonly ComputeResource[]): ChangeTarget[] =>
    resources.map((resource) => ({ subscription: inventory.subscription, resource }));
  switch (node.kind) {
    case "subscription":
      return toTargets(shownTargets(inventory, view));
    case "group":
      return toTargets(shownTargets(inventory, view).filter((each) => groupOf(each, node.grouping) === node.value));
    case "instances": {
      const shown = new Set(shownTargets(inventory, view).map(({ id }) => resourceIdKey(id)));
      const instances = flexibleInstances(inventory, node.resourceId);
      return toTargets(
        view.filter.text === "" ? instances : instances.filter(({ id }) => shown.has(resourceIdKey(id))),
      );
    }
    default: {
      const target = targetOfNode(deps, node);
      return target ? [target] : [];
    }
  }
}

/** Resources once each: a selection can hold a resource and the group that it stands in. */
export function distinctTargets<Target extends ChangeTarget>(targets: readonly Target[]): Target[] {
  const key = ({ subscription, resource }: Target): string =>
    `${subscriptionKey(subscription)} ${resourceIdKey(resource.id)}`;
  return [...new Map(targets.map((target) => [key(target), target])).values()];
}

/**
 * The resources of the nodes that a command was called on, each once: themselves, or all that is shown below them. Empty where it was
 * called on none.
 * @throws PromptCancelled where there is nothing below them, after saying so
 */
export function targetsOfNodes(deps: NodeDeps, node: unknown, nodes: unknown): readonly ChangeTarget[] {
  const selected = selectedNodes(node, nodes);
  const targets = distinctTargets(selected.flatMap((each) => resourcesBelow(deps, each)));
  if (targets.length === 0 && selected.some(holdsMany)) {
    void notifyInformation(vscode.l10n.t("There are no scale sets or virtual machines here."));
    throw new PromptCancelled();
  }
  return targets;
}

/** Asks for resources, where the command was not called on any. */
export function targetsStep(
  deps: TargetChoiceDeps,
  isOffered?: (resource: ComputeResource) => boolean,
): Step<{ targets?: readonly ChangeTarget[] }> {
  return answerStep("targets", (_, prompts) => pickTargets(deps, prompts, isOffered));
}

/** The resources that a command is for: those of its nodes, or those that the user picks. @throws PromptCancelled, AzureError */
export async function resolveTargets(
  deps: NodeDeps & AskDeps,
  node: unknown,
  nodes: unknown,
  title: string,
  isOffered?: (resource: ComputeResource) => boolean,
): Promise<readonly ChangeTarget[]> {
  const given = targetsOfNodes(deps, node, nodes);
  if (given.length > 0) {
    return given;
  }
  const answers: { targets?: readonly ChangeTarget[] } = {};
  await deps.ui.runSteps(title, [targetsStep(deps, isOffered)], answers);
  return chosen(answers.targets);
}

/** The subscription of all of the resources; undefined where they are in several. */
export function onlySubscription(targets: readonly ChangeTarget[]): Subscription | undefined {
  const [first] = targets;
  const keys = new Set(targets.map(({ subscription }) => subscriptionKey(subscription)));
  return keys.size === 1 ? first?.subscription : undefined;
}

/** How resources are named in a prompt: the one by its name, several by how many they are and where. */
export function formatTargets(targets: readonly ChangeTarget[]): string {
  const [first] = targets;
  if (first !== undefined && targets.length === 1) {
    return first.resource.name;
  }
  const only = onlySubscription(targets);
  return only === undefined
    ? formatPlural(vscode.l10n.t("{count, plural, one {# resource} other {# resources}}"), { count: targets.length })
    : formatPlural(vscode.l10n.t("{count, plural, one {# resource} other {# resources}} in {subscription}"), {
        count: targets.length,
        subscription: only.name,
      });
}

/**
 * A user-assigned identity belongs to one tenant and cannot be assigned in another (docs/azure-behaviour.md#another-tenant).
 * @throws PromptCancelled where the resources belong to several, after saying so
 */
export function requireOneTenant(targets: readonly ChangeTarget[]): void {
  const directories = new Set(targets.map(({ subscription }) => directoryKey(subscription)));
  if (directories.size > 1) {
    void notifyWarning(
      formatPlural(
        vscode.l10n.t(
          "The resources are in {count, plural, one {# tenant} other {# tenants}}. A user-assigned identity can only be assigned in its own tenant. Select resources in one tenant.",
        ),
        { count: directories.size },
      ),
    );
    throw new PromptCancelled();
  }
}
