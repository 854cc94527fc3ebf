import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import { isTreeNode, type TreeNode } from "../nodes";
import type { Inventory } from "../../azure/inventory/inventory";
import type { AzextUi } from "../azextUi";
import type { TreeSelection } from "../treeSelection";
import {
  answerStep,
  type Choice,
  goOnWith,
  PromptCancelled,
  type Prompts,
  type RunStepsOptions,
  type Step,
} from "../prompts";
import { notifyWarning } from "../shown/messages";
import { describeIdentity, formatKind } from "../words/identity";

/** What finding a resource works with. */
export interface TargetDeps {
  readonly inventory: Pick<Inventory, "load" | "loaded" | "subscription" | "subscriptions">;
}

/** What listing the resources to choose from works with. */
export interface TargetChoiceDeps extends TargetDeps {
  /** A command of the palette is called on nothing, and means what is selected first of all. */
  readonly treeSelection: Pick<TreeSelection, "of">;
}

/** What asking anything works with. */
export interface WizardDeps {
  readonly ui: Pick<AzextUi, "runSteps">;
}

/** What asking for a resource works with. */
export interface AskDeps extends TargetChoiceDeps, WizardDeps {}

/** The node that a command was called with, where it was called with one. */
export function asNode(argument: unknown): TreeNode | undefined {
  return isTreeNode(argument) ? argument : undefined;
}

/** The resource that a node stands for or hangs below. */
export function targetOfNode({ inventory: all }: TargetDeps, node: TreeNode | undefined): ChangeTarget | undefined {
  if (node === undefined || !("resourceId" in node)) {
    return undefined;
  }
  const inventory = all.subscription(node.subscriptionKey);
  const resource = inventory?.resources.get(resourceIdKey(node.resourceId));
  return inventory && resource && { subscription: inventory.subscription, resource };
}

/** The resources that are offered, by subscription and name. */
export async function targetChoices(
  { inventory }: TargetDeps,
  isOffered: (resource: ComputeResource, subscription: Subscription) => boolean,
): Promise<Choice<ChangeTarget>[]> {
  const subscriptions = await inventory.loaded();
  return subscriptions
    .flatMap(({ subscription, resources }) =>
      [...resources.values()]
        .filter((resource) => isOffered(resource, subscription))
        .map((resource) => ({
          label: resource.name,
          description: vscode.l10n.t("{kind} in {resourceGroup}, {place}", {
            kind: formatKind(resource),
            resourceGroup: resource.resourceGroup,
            place: resource.location,
          }),
          detail: describeIdentity(resource),
          group: subscription.name,
          data: { subscription, resource },
        })),
    )
    .sort((left, right) => left.group.localeCompare(right.group) || left.label.localeCompare(right.label));
}

/** The same, what is selected in the tree first, and ticked. */
async function choices(
  deps: TargetChoiceDeps,
  isOffered: (resource: ComputeResource) => boolean,
): Promise<Choice<ChangeTarget>[]> {
  const all = await targetChoices(deps, isOffered);
  const selection = deps.treeSelection.of("resources").flatMap((node) => targetOfNode(deps, node) ?? []);
  const selected = new Set(selection.map(({ resource }) => resourceIdKey(resource.id)));
  const isSelected = ({ data: { resource } }: Choice<ChangeTarget>): boolean =>
    selected.has(resourceIdKey(resource.id));
  return [
    ...all.filter(isSelected).map((choice) => ({ ...choice, picked: true })),
    ...all.filter((choice) => !isSelected(choice)),
  ];
}

/** Asks for one of the resources that are offered. @throws PromptCancelled */
export function pickTarget(
  deps: TargetChoiceDeps,
  prompts: Prompts,
  isOffered: (resource: ComputeResource) => boolean = () => true,
): Promise<ChangeTarget> {
  return prompts.pick(choices(deps, isOffered), {
    placeholder: vscode.l10n.t("Select a scale set or virtual machine"),
    loading: vscode.l10n.t("Listing your scale sets and virtual machines..."),
    empty: vscode.l10n.t("There's no scale set or virtual machine that this applies to."),
  });
}

/** Asks for some of the resources that are offered. @throws PromptCancelled, WentBack */
export function pickTargets(
  deps: TargetChoiceDeps,
  prompts: Prompts,
  isOffered: (resource: ComputeResource) => boolean = () => true,
): Promise<readonly ChangeTarget[]> {
  return prompts.pickMany(choices(deps, isOffered), {
    placeholder: vscode.l10n.t("Select scale sets and virtual machines"),
    loading: vscode.l10n.t("Listing your scale sets and virtual machines..."),
    empty: vscode.l10n.t("There are no scale sets or virtual machines that this applies to."),
  });
}

/** Asks for the resource, where the command was not called on one. */
export function targetStep(
  deps: TargetChoiceDeps,
  isOffered?: (resource: ComputeResource) => boolean,
): Step<{ target?: ChangeTarget }> {
  return answerStep("target", (_, prompts) => pickTarget(deps, prompts, isOffered));
}

/** The resource that any node stands for, or belongs to, also one of the view of changes. Other extensions can call a command with anything. */
export function resourceIdOfArgument(argument: unknown): string | undefined {
  return typeof argument === "object" &&
    argument !== null &&
    "resourceId" in argument &&
    typeof argument.resourceId === "string"
    ? argument.resourceId
    : undefined;
}

/** A resource by its ID, where it is listed. @throws AzureError */
export async function findListedTarget(
  { inventory }: TargetDeps,
  resourceId: string,
): Promise<ChangeTarget | undefined> {
  const key = resourceIdKey(resourceId);
  const subscriptions = await inventory.loaded();
  const owner = subscriptions.find(({ resources }) => resources.has(key));
  const resource = owner?.resources.get(key);
  return owner && resource && { subscription: owner.subscription, resource };
}

/** How the resource that a command is for is asked for. */
export interface TargetQuestion extends RunStepsOptions {
  readonly title: string;
  readonly isOffered?: (resource: ComputeResource) => boolean;
}

/**
 * Goes on with the resource that a command is for: the node's, or the one that the user picks.
 * @throws PromptCancelled, AzureError; WentBack where there is a step before
 */
export async function withTarget<Result>(
  deps: AskDeps,
  argument: unknown,
  { title, isOffered, ...options }: TargetQuestion,
  goOn: (target: ChangeTarget, options: Required<RunStepsOptions>) => Promise<Result>,
): Promise<Result> {
  const ask = async (): Promise<ChangeTarget> => {
    const answers: { target?: ChangeTarget } = {};
    await deps.ui.runSteps(title, [targetStep(deps, isOffered)], answers, options);
    return chosen(answers.target);
  };
  return await goOnWith(await targetOfArgument(deps, argument), ask, goOn);
}

/** The resource that a command is for: the node's, or the one that the user picks. @throws as `withTarget` */
export function resolveTarget(deps: AskDeps, argument: unknown, question: TargetQuestion): Promise<ChangeTarget> {
  return withTarget(deps, argument, question, (target) => Promise.resolve(target));
}

/** The resource that a command was called on; undefined where it was called on none. @throws PromptCancelled where it is not listed */
async function targetOfArgument(deps: TargetDeps, argument: unknown): Promise<ChangeTarget | undefined> {
  const resourceId = resourceIdOfArgument(argument);
  const target =
    targetOfNode(deps, asNode(argument)) ??
    (resourceId === undefined ? undefined : await findListedTarget(deps, resourceId));
  if (target === undefined && resourceId !== undefined) {
    void notifyNotListed(resourceId);
    throw new PromptCancelled();
  }
  return target;
}

/** Tells that a resource is not listed: it was deleted or moved, or its subscription is not shown. */
export async function notifyNotListed(resourceId: string): Promise<void> {
  await notifyWarning(
    vscode.l10n.t(
      "{0} isn't listed. It was deleted or moved, or its subscription isn't shown.",
      resourceName(resourceId),
    ),
  );
}

/** What a step has certainly answered. */
export function chosen<T>(answer: T | undefined): T {
  if (answer === undefined) {
    throw new Error("A step of a flow gave no answer.");
  }
  return answer;
}
