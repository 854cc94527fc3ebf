import type { ComputeResourceType } from "../../../src/identity/computeResourceType";
import type { IdentityChange } from "../../../src/identity/identityChange";
import type { IdentityState } from "../../../src/identity/identityState";
import { planChange } from "../../../src/identity/plan";
import { formatResourceId } from "../../../src/identity/resourceId";
import type { PlannedChange } from "../../../src/render/operation";
import type { RenderOptions } from "../../../src/render/renderOptions";

export const subscription = "11111111-1111-1111-1111-111111111111";

export const machine: ComputeResourceType = { kind: "virtualMachine" };
export const uniform: ComputeResourceType = { kind: "scaleSet", orchestrationMode: "Uniform" };
export const flexible: ComputeResourceType = { kind: "scaleSet", orchestrationMode: "Flexible" };

/** The id of a machine or scale set in the test's resource group. */
export function resourceId(resource: ComputeResourceType, name: string, resourceGroup = "rg-app"): string {
  const type = resource.kind === "virtualMachine" ? "virtualMachines" : "virtualMachineScaleSets";
  return formatResourceId(subscription, resourceGroup, `Microsoft.Compute/${type}`, name);
}

/** A change planned on a resource in a state. */
export function planned(
  resource: ComputeResourceType,
  name: string,
  before: IdentityState,
  change: IdentityChange,
): PlannedChange {
  return {
    kind: "changeIdentities",
    resourceId: resourceId(resource, name),
    resource,
    plan: planChange(before, change, { resource }),
  };
}

/** Words that say by their name alone what they stand for. */
export const options: RenderOptions = {
  words: {
    hazard: (hazard) => `hazard ${hazard.kind}`,
    nothingToDo: (name) => `nothing to do on ${name}`,
    blocked: (name) => `blocked on ${name}`,
    accessToken: "access token",
    onePatch: "one patch",
    flexibleNeedsPatch: "flexible needs a patch",
    ignoreUpgradeHint: "ignore the upgrade hint",
    readsFirst: "reads first",
    wholeList: "whole list",
    terraformOwnsList: "terraform owns the list",
    isolationScopeNeedsProvider: "isolation scope needs a provider",
    leaveBlockOut: "leave the block out",
    cannotHold: (apiVersion) => `${apiVersion} cannot hold this`,
    onlyAsCommand: "only as a command",
    createGroupFirst: (name) => `make ${name} first`,
    policyTitle: (kind, identities) => `assign ${identities.join("+")} to each ${kind}`,
    policyScope: (id, groups) => `policy for ${groups.join("+")} in ${id}`,
    policyRoles: (ids) => `roles on ${ids.join("+")}`,
    policyRaces: "policy races",
    policyOnlyAssigns: "a policy only assigns",
    policyOneSubscription: "one subscription only",
    deployTo: (name) => `deploy to ${name}`,
  },
  resourceManager: "https://management.azure.com",
  apiVersion: "2024-07-01",
};

/** The lines of a text that are not comments of the language. */
export function codeLines(text: string, comment: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith(comment));
}
