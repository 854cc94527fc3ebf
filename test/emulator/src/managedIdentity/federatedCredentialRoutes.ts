import { ArmError } from "../armError";
import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { memberAt, objectAt, textAt, type JsonObject } from "../json";
import { parseId, sameId } from "../resourceId";
import { missingParameter, resourceNotFound } from "../serviceErrors";
import { type StoredResource } from "../store";
import { requestedIdentity } from "./identityRoutes";
import { identityType } from "./identityType";

export const credentialType = `${identityType}/federatedIdentityCredentials`;
const ofIdentity = `/subscriptions/{subscriptionId}/resourceGroups/{groupName}/providers/${identityType}/{name}/federatedIdentityCredentials`;
/** docs/azure-behaviour.md#federated-credentials */
const limit = 20;

export const federatedCredentialRoutes: readonly Route[] = [
  { method: "GET", path: ofIdentity, action: `${credentialType}/read`, handle: list },
  { method: "GET", path: `${ofIdentity}/{credential}`, action: `${credentialType}/read`, handle: get },
  { method: "PUT", path: `${ofIdentity}/{credential}`, action: `${credentialType}/write`, handle: put },
  { method: "DELETE", path: `${ofIdentity}/{credential}`, action: `${credentialType}/delete`, handle: remove },
];

function list(request: ArmRequest): Answer {
  return page(request, credentialsOf(request), render);
}

function credentialsOf(request: ArmRequest): readonly StoredResource[] {
  return request.world.store.ofType(credentialType, requestedIdentity(request).id);
}

function credentialId(request: ArmRequest): string {
  return `${requestedIdentity(request).id}/federatedIdentityCredentials/${param(request, "credential")}`;
}

function get(request: ArmRequest): Answer {
  const found = request.world.store.get(credentialId(request));
  if (found === undefined) {
    throw resourceNotFound(
      credentialType,
      `${param(request, "name")}/${param(request, "credential")}`,
      param(request, "groupName"),
    );
  }
  return { status: 200, body: render(found) };
}

/** Codes and texts of these refusals are unverified; the rules are docs/azure-behaviour.md#federated-credentials. */
function put(request: ArmRequest): Answer {
  const name = param(request, "credential");
  const properties = objectAt(bodyObject(request), "properties") ?? {};
  const issuer = textAt(properties, "issuer");
  const subject = textAt(properties, "subject");
  const audiences = memberAt(properties, "audiences");
  if (issuer === undefined || subject === undefined || !Array.isArray(audiences)) {
    throw missingParameter(issuer === undefined ? "issuer" : subject === undefined ? "subject" : "audiences");
  }
  if (!/^[a-z0-9][a-z0-9_-]{2,119}$/i.test(name)) {
    throw new ArmError(400, "InvalidResourceName", `The resource name '${name}' is invalid.`);
  }
  const id = credentialId(request);
  const others = credentialsOf(request).filter((one) => !sameId(one.id, id));
  const existed = request.world.store.get(id) !== undefined;
  if (!existed && others.length >= limit) {
    throw new ArmError(
      400,
      "FederatedIdentityCredentialLimitExceeded",
      `At most ${limit} federated identity credentials are allowed.`,
    );
  }
  if (
    others.some(
      ({ body }) =>
        textAt(body["properties"], "issuer") === issuer && textAt(body["properties"], "subject") === subject,
    )
  ) {
    throw new ArmError(409, "Conflict", "Issuer and subject combination already exists for this Managed Identity.");
  }
  const stored = request.world.store.put(id, { properties: { issuer, subject, audiences } });
  return { status: existed ? 200 : 201, body: render(stored) };
}

function remove(request: ArmRequest): Answer {
  return { status: request.world.store.remove(credentialId(request)) ? 200 : 204 };
}

function render({ id, body }: StoredResource): JsonObject {
  return { id, name: parseId(id)?.name, type: credentialType, properties: body["properties"] };
}
