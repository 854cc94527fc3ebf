import type { IdentityDependents } from "../../identity/identityDependents";
import type { IdentityLimits } from "../../identity/identityLimits";
import { isUserAssignedIdentityId, type ResourceId } from "../../identity/resourceId";
import { member, objectMember, textMember, type Wire } from "../../identity/wire";
import { readIdentityExtensions } from "./identityExtensions";
import { readManager } from "./machineManager";

/**
 * What else depends on the identities of a machine or scale set, as far as its body tells: a GET holds the extensions of a machine, a
 * list leaves them out.
 * @returns undefined where it tells of nothing
 */
export function readDependents(body: Wire, id: ResourceId): IdentityDependents | undefined {
  const properties = objectMember(body, "properties");
  const model = objectMember(properties, "virtualMachineProfile");
  const manager = readManager(body, id);
  const encryptionIdentityId = readEncryptionIdentity(properties) ?? readEncryptionIdentity(model);
  const extensions = readIdentityExtensions(
    member(body, "resources"),
    member(objectMember(model, "extensionProfile"), "extensions"),
  );
  return manager === undefined && encryptionIdentityId === undefined && extensions.length === 0
    ? undefined
    : { manager, encryptionIdentityId, extensions };
}

function readEncryptionIdentity(properties: Wire): string | undefined {
  const identity = objectMember(objectMember(properties, "securityProfile"), "encryptionIdentity");
  const id = textMember(identity, "userAssignedIdentityResourceId");
  return id !== undefined && isUserAssignedIdentityId(id) ? id : undefined;
}

/** Where a user-assigned identity can be used; undefined where it is not limited, or in a way that is not understood. */
export function readIdentityLimits(properties: Wire, location: string): IdentityLimits | undefined {
  const isRegional = textMember(properties, "isolationScope")?.toLowerCase() === "regional";
  const listed = member(objectMember(properties, "assignmentRestrictions"), "providers");
  // What an empty list means is unverified; it is taken for no restriction, and Azure has the last word.
  const providers =
    Array.isArray(listed) && listed.length > 0 && listed.every((each) => typeof each === "string") ? listed : undefined;
  return isRegional || providers !== undefined ? { location, isRegional, providers } : undefined;
}
