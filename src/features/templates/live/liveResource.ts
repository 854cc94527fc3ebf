import type { ChangeTarget, ComputeResource } from "../../../azure/compute/computeResource";
import * as vscode from "vscode";
import type { IdentityState } from "../../../identity/identityState";
import { resourceIdKey } from "../../../identity/resourceId";
import type { DocumentResource } from "../../../documents/documentResource";
import type { FindLiveDeps, LiveDeps } from "../deps";
import { type AskDeps, resolveTarget } from "../../../ui/steps/targets";
import { withCancellableProgress, withProgressWhereSlow } from "../../../ui/cancellableProgress";
import { goOnWith, PromptCancelled, type RunStepsOptions } from "../../../ui/prompts";
import { pickLine } from "../../../ui/shown/quickPick";
import type { FoundResource } from "../resourceRef";

/** A live resource and what it carries, read a moment ago. */
export interface LiveResource {
  readonly id: string;
  readonly name: string;
  readonly identity: IdentityState;
}

/** The resource with this id, where the inventory knows it. */
export function findLive({ inventory }: FindLiveDeps, id: string): ChangeTarget | undefined {
  const key = resourceIdKey(id);
  const owner = inventory.subscriptions.find((each) => each.resources.has(key));
  const resource = owner?.resources.get(key);
  return owner && resource && { subscription: owner.subscription, resource };
}

/** The listed resources of the name and kind of a template's resource. */
export function namesakes({ inventory }: FindLiveDeps, { label, kind }: DocumentResource): readonly ChangeTarget[] {
  const name = label?.toLowerCase();
  return inventory.subscriptions.flatMap(({ subscription, resources }) =>
    [...resources.values()]
      .filter((resource) => resource.name.toLowerCase() === name && resource.kind === liveKind(kind))
      .map((resource) => ({ subscription, resource })),
  );
}

const liveKind = (kind: DocumentResource["kind"]): ComputeResource["kind"] =>
  kind === "scaleSet" ? "scaleSet" : "virtualMachine";

/** Asks for one of the resources that are probably meant, or for another one. @throws PromptCancelled, WentBack */
async function pickProbable(
  probable: readonly (ChangeTarget & { readonly why: string })[],
  title: string,
  canGoBack: boolean,
): Promise<ChangeTarget | "another"> {
  const lines = probable.map(({ subscription, resource, why }) => ({
    label: resource.name,
    description: why,
    detail: vscode.l10n.t("{resourceGroup} in {subscription}", {
      resourceGroup: resource.resourceGroup,
      subscription: subscription.name,
    }),
    target: { subscription, resource },
  }));
  const other = { label: vscode.l10n.t("Another resource..."), target: "another" as const };
  const placeholder = vscode.l10n.t("Select the live resource");
  const answer = await pickLine([...lines, other], { title, placeholder, canGoBack });
  if (answer === undefined) {
    throw new PromptCancelled();
  }
  return answer.target;
}

/**
 * The live resource that a template's resource is compared with: the given one, or the one that the user picks. Begins with the one of the
 * last time, and with those of its name.
 */
export async function pickLive(
  deps: AskDeps,
  { resource }: FoundResource,
  title: string,
  given: { readonly node: unknown; readonly remembered: string | undefined } & RunStepsOptions,
): Promise<ChangeTarget> {
  const { node, remembered, canGoBack = false } = given;
  const isOffered = (offered: ComputeResource): boolean => offered.kind === liveKind(resource.kind);
  if (node !== undefined) {
    return await resolveTarget(deps, node, { title, isOffered });
  }
  await withProgressWhereSlow(title, () => deps.inventory.load());
  const last = remembered === undefined ? undefined : findLive(deps, remembered);
  const others = namesakes(deps, resource).filter(({ resource: { id } }) => id !== last?.resource.id);
  const probable = [
    ...(last === undefined ? [] : [{ ...last, why: vscode.l10n.t("same as last time") }]),
    ...others.map((each) => ({ ...each, why: vscode.l10n.t("same name") })),
  ];
  if (probable.length === 0) {
    return await resolveTarget(deps, undefined, { title, isOffered, canGoBack });
  }
  const ask = () => pickProbable(probable, title, canGoBack);
  return await goOnWith<ChangeTarget | "another", ChangeTarget>(undefined, ask, async (answer, options) =>
    answer === "another" ? await resolveTarget(deps, undefined, { title, isOffered, ...options }) : answer,
  );
}

/** Reads what a live resource carries now. @throws AzureError, MutationError, PromptCancelled */
export async function readLive(
  { mutation }: Pick<LiveDeps, "mutation">,
  { subscription, resource }: ChangeTarget,
): Promise<LiveResource> {
  const title = vscode.l10n.t("Reading {0}", resource.name);
  const { plan } = await withCancellableProgress(title, (signal) =>
    mutation.plan(subscription, resource.id, { kind: "several", changes: [] }, signal),
  );
  return { id: resource.id, name: resource.name, identity: plan.before };
}
