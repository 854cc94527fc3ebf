import { ArmError } from "../armError";
import { putRoleAssignment } from "../authorization/putRoleAssignment";
import { genericBody } from "../arm/resourceRoutes";
import { completeMachine, createMachine } from "../compute/createMachine";
import { scaleSetType, vmType } from "../compute/machineKinds";
import { type ArmRequest } from "../http/exchange";
import { putIdentity } from "../managedIdentity/putIdentity";
import { identityType } from "../managedIdentity/identityType";
import { isObject, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { isAllowed, roleAssignmentType } from "../authorization/rights";
import { type WantedResource } from "./template";

/** Creates or replaces one resource of a deployment, by the rules that a request for it alone would meet. */
export function applyResource(request: ArmRequest, { id, type, apiVersion }: WantedResource, body: JsonObject): void {
  const asItself = { ...request, apiVersion };
  switch (type.toLowerCase()) {
    case vmType.toLowerCase():
      completeMachine(asItself, "virtualMachine", createMachine(asItself, "virtualMachine", id, body));
      return;
    case scaleSetType.toLowerCase():
      completeMachine(asItself, "scaleSet", createMachine(asItself, "scaleSet", id, body));
      return;
    case identityType.toLowerCase():
      putIdentity(request.world, id, body);
      return;
    case roleAssignmentType.toLowerCase(): {
      const { properties } = body;
      const parsed = parseId(id);
      putRoleAssignment(asItself, parsed?.parent ?? "", parsed?.name ?? "", isObject(properties) ? properties : {});
      return;
    }
    default:
      request.world.store.put(id, genericBody(body));
  }
}

/** The resources of a deployment that the caller must not write, found before anything is done. */
export function forbiddenResource(request: ArmRequest, wanted: readonly WantedResource[]): ArmError | undefined {
  const found = wanted.find(({ id, type }) => !isAllowed(request.world, request.caller, `${type}/write`, id));
  if (found === undefined) {
    return undefined;
  }
  const { clientId, objectId } = request.caller;
  // The frame of this text is unverified; the words inside are those of AuthorizationFailed.
  return new ArmError(
    403,
    "InvalidTemplateDeployment",
    `Deployment failed with multiple errors: 'Authorization failed for template resource '${parseId(found.id)?.name ?? ""}' of type '${found.type}'. The client '${clientId}' with object id '${objectId}' does not have permission to perform action '${found.type}/write' at scope '${found.id}'.'`,
  );
}
