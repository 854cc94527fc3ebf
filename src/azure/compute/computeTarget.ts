import { computeResourceKindOfId } from "../../identity/computeResourceType";
import { parseResourceId } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource } from "./computeResource";

/** The virtual machine or scale set that a request is for, taken apart. */
export interface ComputeTarget {
  readonly kind: ComputeResource["kind"];
  readonly id: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** @throws AzureError `invalid` for an id of something else, or of another subscription than the one that says as whom to ask */
export function computeTarget({ subscriptionId, tenant }: Subscription, id: string): ComputeTarget {
  const kind = computeResourceKindOfId(id);
  const parsed = parseResourceId(id);
  const name = parsed?.names[0];
  if (kind === undefined || parsed === undefined || name === undefined) {
    throw new AzureError({ reason: "invalid", target: "resourceId" });
  }
  if (parsed.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw new AzureError({ reason: "invalid", target: "subscriptionId" });
  }
  return { kind, id, tenantId: tenant.tenantId, subscriptionId, resourceGroup: parsed.resourceGroup, name };
}

/** The same for what only a scale set has. @throws AzureError `invalid` */
export function scaleSetTarget(subscription: Subscription, id: string): ComputeTarget {
  const target = computeTarget(subscription, id);
  if (target.kind !== "scaleSet") {
    throw new AzureError({ reason: "invalid", target: "resourceId" });
  }
  return target;
}

/** The path of a virtual machine or scale set, each part inside its segment. */
export function computePath({ kind, subscriptionId, resourceGroup, name }: ComputeTarget): string {
  const [root, group, leaf] = [subscriptionId, resourceGroup, name].map(encodeURIComponent);
  const type = kind === "virtualMachine" ? "virtualMachines" : "virtualMachineScaleSets";
  return `/subscriptions/${root}/resourceGroups/${group}/providers/Microsoft.Compute/${type}/${leaf}`;
}
