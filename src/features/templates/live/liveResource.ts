import type { ChangeTarget } from "../../../azure/compute/computeResource";
import * as vscode from "vscode";
import type { IdentityState } from "../../../identity/identityState";
import { resourceIdKey, resourceName } from "../../../identity/resourceId";
import type { FindLiveDeps, LiveDeps } from "../deps";
import { type AskDeps, resolveTarget } from "../../../ui/steps/targets";
import { withCancellableProgress } from "../../../ui/progress";
import { PromptCancelled } from "../../../ui/prompts";
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

async function keepsRemembered(remembered: string): Promise<boolean> {
  const same = { label: resourceName(remembered), description: vscode.l10n.t("last used"), detail: remembered };
  const other = { label: vscode.l10n.t("Another resource...") };
  const placeholder = vscode.l10n.t("Which live resource?");
  const answer = await pickLine([same, other], { placeholder });
  if (answer === undefined) {
    throw new PromptCancelled();
  }
  return answer === same;
}

/** The live resource that a template's resource is compared with: the given or remembered one, or the one that the user picks. */
export async function pickLive(
  deps: AskDeps,
  { resource }: FoundResource,
  title: string,
  given: { readonly node: unknown; readonly remembered: string | undefined },
): Promise<ChangeTarget> {
  if (given.remembered !== undefined && given.node === undefined && (await keepsRemembered(given.remembered))) {
    await deps.inventory.load();
    const found = findLive(deps, given.remembered);
    if (found !== undefined) {
      return found;
    }
  }
  const kind = resource.kind === "scaleSet" ? "scaleSet" : "virtualMachine";
  return await resolveTarget(deps, given.node, title, (offered) => offered.kind === kind);
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
