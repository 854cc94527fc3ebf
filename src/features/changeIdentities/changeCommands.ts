import * as vscode from "vscode";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityChange } from "../../identity/identityChange";
import { type IdentityState, NO_IDENTITY, sameIdentities } from "../../identity/identityState";
import { chosen } from "../../ui/steps/targets";
import { changeStep, makeChange, type PreparedChange, sameChange } from "./changeIdentities";
import { targetsOfNodes, targetsStep } from "./changeTargets";
import type { ChangeCommandDeps } from "./deps";

/** Makes the change on what a command was called on, or on one of the resources that it makes sense on. */
async function change(
  deps: ChangeCommandDeps,
  [node, nodes]: readonly unknown[],
  title: string,
  kind: Exclude<IdentityChange["kind"], "assignUserAssigned" | "removeUserAssigned" | "setTo" | "several">,
  isOffered: (state: IdentityState) => boolean,
): Promise<void> {
  const makesSense = ({ identity }: ComputeResource): boolean => identity.kind === "state" && isOffered(identity.state);
  const answers: { targets?: readonly ChangeTarget[]; prepared?: PreparedChange } = {};
  const given = targetsOfNodes(deps, node, nodes);
  if (given.length > 0) {
    answers.targets = given;
  }
  const review = changeStep<typeof answers>(deps, ({ targets }) => sameChange(chosen(targets), { kind }));
  await deps.ui.runSteps(title, [targetsStep(deps, makesSense), review], answers);
  await makeChange(deps, chosen(answers.prepared));
}

/** Enables the system-assigned identity of resources. A Flexible scale set is offered too: the refusal is explained there. */
export function enableSystemAssigned(deps: ChangeCommandDeps, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t("Enable system-assigned identity");
  return change(deps, args, title, "enableSystemAssigned", ({ systemAssigned }) => systemAssigned === undefined);
}

/** Disables the system-assigned identity of resources, for good. */
export function disableSystemAssigned(deps: ChangeCommandDeps, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t("Disable system-assigned identity");
  return change(deps, args, title, "disableSystemAssigned", ({ systemAssigned }) => systemAssigned !== undefined);
}

/** Removes every user-assigned identity from resources; the system-assigned one stays. */
export function removeAllUserAssigned(deps: ChangeCommandDeps, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t("Remove all user-assigned identities");
  return change(deps, args, title, "removeAllUserAssigned", ({ userAssigned }) => userAssigned.length > 0);
}

/** Removes every identity from resources, of both kinds. */
export function removeAllIdentities(deps: ChangeCommandDeps, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t("Remove all identities");
  return change(deps, args, title, "removeAll", (state) => !sameIdentities(state, NO_IDENTITY));
}
