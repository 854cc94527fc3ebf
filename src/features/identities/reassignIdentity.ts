import * as vscode from "vscode";
import { findUserAssigned } from "../../identity/identityState";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import type { ReassignIdentityDeps } from "./deps";
import { goOnWith, type RunStepsOptions } from "../../ui/prompts";
import { afterWriting } from "../../ui/stoppedAfter";
import { notifyInformation } from "../../ui/shown/messages";
import { formatNames } from "../../ui/words/change";
import { selectedNodes } from "../changeIdentities/changeTargets";
import { lookForReferences, pickReferences } from "./pickReferences";
import { type StaleReference, staleReferences } from "./staleReferences";

/**
 * Gives resources the identities that were created again under the name of those that they have: removes these and assigns those, which
 * takes two writes, as one cannot name an identity twice. Each is planned, shown and agreed to like any other change.
 */
export async function reassignIdentity(
  deps: ReassignIdentityDeps,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const nodes = selectedNodes(argument, selection);
  const found = await lookForReferences(deps, vscode.l10n.t("Comparing identities"), () =>
    staleReferences(deps, nodes),
  );
  if (found.length === 0) {
    void notifyInformation(vscode.l10n.t("No resource has an earlier identity of the same name."));
    return;
  }
  const title = vscode.l10n.t("Remove and assign again");
  const placeholder = vscode.l10n.t("Select the resources to assign the identities to again");
  const detail = ({ ids }: StaleReference): string => formatNames(ids.map(resourceName));
  await goOnWith(
    nodes.length > 0 ? found : undefined,
    () => pickReferences(deps, found, { title, placeholder, detail }),
    (references, options) => reassign(deps, references, options),
  );
}

async function reassign(
  deps: ReassignIdentityDeps,
  references: readonly StaleReference[],
  { canGoBack = false }: RunStepsOptions,
): Promise<void> {
  const change = (kind: "removeUserAssigned" | "assignUserAssigned", { subscription, resource, ids }: StaleReference) =>
    ({ subscription, resource, change: { kind, ids } }) satisfies BatchTarget;
  const read = await deps.changeIdentities(
    references.map((each) => change("removeUserAssigned", each)),
    // What takes it back would assign the identity that is there now: the same as what follows.
    { isUndoOffered: false, canGoBack },
  );
  const lacking = references.flatMap((reference) => {
    const resource = read.find(({ id }) => resourceIdKey(id) === resourceIdKey(reference.resource.id));
    const { identity } = resource ?? {};
    const ids =
      identity?.kind === "state"
        ? reference.ids.filter((id) => findUserAssigned(identity.state, id) === undefined)
        : [];
    return resource === undefined || ids.length === 0 ? [] : [{ ...reference, resource, ids }];
  });
  if (lacking.length === 0) {
    return;
  }
  await afterWriting(
    vscode.l10n.t("{identity} was removed from {resources} but not assigned again. Assign it when you can.", {
      identity: formatNames([...new Set(lacking.flatMap(({ ids }) => ids.map(resourceName)))]),
      resources: formatNames(lacking.map(({ resource }) => resource.name)),
    }),
    () =>
      deps.changeIdentities(
        lacking.map((each) => change("assignUserAssigned", each)),
        { isUndoOffered: false },
      ),
  );
}
