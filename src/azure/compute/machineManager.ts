import type { MachineManager, ManagingService } from "../../identity/identityDependents";
import { parseResourceId, type ResourceId, resourceType } from "../../identity/resourceId";
import { objectMember, textMember, type Wire } from "../../identity/wire";

/** Types of resources that own machines, in small letters (docs/azure-behaviour.md#machines-of-a-service). */
const OWNERS: ReadonlyMap<string, ManagingService> = new Map<string, ManagingService>([
  ["microsoft.containerservice/managedclusters", "kubernetes"],
  ["microsoft.databricks/workspaces", "databricks"],
  ["microsoft.batch/batchaccounts", "batch"],
  ["microsoft.servicefabric/managedclusters", "serviceFabric"],
  ["microsoft.solutions/applications", "managedApplication"],
]);

/** The service that a machine or scale set belongs to, by its owner, its tags or its resource group; undefined where it is the user's own. */
export function readManager(body: Wire, id: ResourceId): MachineManager | undefined {
  const properties = objectMember(body, "properties");
  const ownerId = textMember(body, "managedBy") ?? textMember(properties, "managedBy");
  const owner = ownerId === undefined ? undefined : parseResourceId(ownerId);
  const service =
    (owner && OWNERS.get(resourceType(owner).toLowerCase())) ??
    serviceOfTags(objectMember(body, "tags")) ??
    serviceOfGroup(id.resourceGroup);
  if (service !== undefined) {
    return { service, ownerId: owner?.text };
  }
  // A machine's own scale set sets no identities of it: Azure calls it an owner for deleting resource groups only.
  const isScaleSet = owner?.namespace.toLowerCase() === "microsoft.compute";
  return owner === undefined || isScaleSet ? undefined : { service: "other", ownerId: owner.text };
}

function serviceOfTags(tags: Wire): ManagingService | undefined {
  if (Object.keys(tags).some((name) => name.toLowerCase().startsWith("aks-managed-"))) {
    return "kubernetes";
  }
  if (textMember(tags, "Vendor")?.toLowerCase() === "databricks") {
    return "databricks";
  }
  // Unverified: no document states the tags of pools in a user's own subscription. A false match costs a line to read.
  return textMember(tags, "BatchAccountName") !== undefined && textMember(tags, "PoolName") !== undefined
    ? "batch"
    : undefined;
}

function serviceOfGroup(group: string): ManagingService | undefined {
  if (/^mc_.+_.+_.+$/i.test(group)) {
    return "kubernetes";
  }
  return /^sfc_[0-9a-f-]{36}$/i.test(group) ? "serviceFabric" : undefined;
}
