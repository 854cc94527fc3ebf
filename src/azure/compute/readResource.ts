import { computeResourceKindOfType, type OrchestrationMode } from "../../identity/computeResourceType";
import { readIdentity } from "../../identity/readIdentity";
import { isUserAssignedIdentityId, parseResourceId, type ResourceId, resourceType } from "../../identity/resourceId";
import type { ComputeResource, UserAssignedIdentityResource } from "./computeResource";
import { readDependents, readIdentityLimits } from "./readDependents";
import { retiredOfMachine, retiredOfScaleSet } from "./extensions";
import { isWire, member, objectMember, textMember, type Wire } from "../../identity/wire";

/**
 * Reads a virtual machine or a scale set from the body of an answer.
 * @returns undefined where the body has no usable id or is something of another type.
 */
export function readComputeResource(body: unknown): ComputeResource | undefined {
  const id = readId(body);
  if (!isWire(body) || id === undefined) {
    return undefined;
  }
  const properties = objectMember(body, "properties");
  const dependents = readDependents(body, id);
  const facts = {
    ...commonFacts(body, id),
    ...(dependents === undefined ? {} : { dependents }),
    identity: readIdentity(member(body, "identity")),
    provisioningState: textMember(properties, "provisioningState"),
  };
  switch (computeResourceKindOfType(resourceType(id))) {
    case "virtualMachine": {
      const retiredExtensions = retiredOfMachine(body);
      return {
        kind: "virtualMachine",
        ...facts,
        scaleSetId: readScaleSetId(properties),
        ...(retiredExtensions === undefined ? {} : { retiredExtensions }),
      };
    }
    case "scaleSet": {
      const retiredExtensions = retiredOfScaleSet(properties);
      return { kind: "scaleSet", ...facts, orchestrationMode: readOrchestrationMode(properties), retiredExtensions };
    }
    case undefined:
      return undefined;
  }
}

/**
 * Reads a user-assigned identity from the body of an answer.
 * @returns undefined where the body has no usable id or is something of another type.
 */
export function readUserAssignedIdentity(body: unknown): UserAssignedIdentityResource | undefined {
  const id = readId(body);
  if (!isWire(body) || id === undefined || !isUserAssignedIdentityId(id.text)) {
    return undefined;
  }
  const properties = objectMember(body, "properties");
  const facts = commonFacts(body, id);
  const limits = readIdentityLimits(properties, facts.location);
  return {
    ...facts,
    ...(limits === undefined ? {} : { limits }),
    principalId: textMember(properties, "principalId"),
    clientId: textMember(properties, "clientId"),
    tenantId: textMember(properties, "tenantId"),
  };
}

function readId(body: unknown): ResourceId | undefined {
  const id = isWire(body) ? textMember(body, "id") : undefined;
  return id === undefined ? undefined : parseResourceId(id);
}

/** The name is the id's: a request is made from the id, so that what is shown and what is changed cannot differ. */
function commonFacts(body: Wire, id: ResourceId) {
  const tags = Object.entries(objectMember(body, "tags")).filter(
    (tag): tag is [string, string] => typeof tag[1] === "string",
  );
  return {
    ...(tags.length === 0 ? {} : { tags: Object.fromEntries(tags) }),
    id: id.text,
    name: id.names.at(-1) ?? id.text,
    subscriptionId: id.subscriptionId,
    resourceGroup: id.resourceGroup,
    location: textMember(body, "location") ?? "",
  };
}

function readScaleSetId(properties: Wire): string | undefined {
  const id = textMember(objectMember(properties, "virtualMachineScaleSet"), "id");
  const parsed = id === undefined ? undefined : parseResourceId(id);
  return parsed !== undefined && computeResourceKindOfType(resourceType(parsed)) === "scaleSet" ? id : undefined;
}

function readOrchestrationMode(properties: Wire): OrchestrationMode {
  return textMember(properties, "orchestrationMode")?.toLowerCase() === "flexible" ? "Flexible" : "Uniform";
}
