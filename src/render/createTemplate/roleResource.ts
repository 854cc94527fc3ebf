import type { FirstRole, NewMachine } from "../../identity/newMachine";
import { parseResourceId } from "../../identity/resourceId";
import { armLiteral } from "../armLiteral";
import { RenderError } from "../renderError";
import { COMPUTE_API_VERSION, machineType } from "./machineResource";
import type { Json } from "./templateValue";

type JsonObject = Readonly<Record<string, Json>>;

/** The version of the OpenAPI files. */
const AUTHORIZATION_API_VERSION = "2022-04-01";

/** One that real templates nest deployments with (docs/azure-behaviour.md#template-text); not looked up in an OpenAPI file (unverified). */
const DEPLOYMENTS_API_VERSION = "2022-09-01";

const GROUP_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const SUBSCRIPTION_SCHEMA =
  "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";

/** A place that the deployment itself does not reach: the deployment that does, and what the role is on within it. */
interface OtherPlace {
  readonly $schema: string;
  /** Where the nested deployment goes. */
  readonly place: JsonObject;
  /** The resource within it, as `type/name`; none for all of it. */
  readonly on: JsonObject;
}

/**
 * The role of the system-assigned identity, where one is wanted and there is such an identity. The principal's type is named, so that the
 * service does not look for a principal that has not replicated yet (docs/azure-behaviour.md#a-principal-that-is-still-unknown). A deployment makes nothing outside its
 * resource group: for any other scope the role is in a nested deployment, written as real templates write it.
 * @throws RenderError `notAResourceId`
 */
export function roleResource(machine: NewMachine): readonly Json[] {
  const { role, identity } = machine;
  if (role === undefined || identity.systemAssigned === undefined) {
    return [];
  }
  const id = `resourceId('${machineType(machine)}', parameters('name'))`;
  const principalId = `[reference(${id}, '${COMPUTE_API_VERSION}', 'Full').identity.principalId]`;
  const dependsOn = [`[${id}]`];
  const other = otherPlace(role);
  return [
    other === undefined
      ? assignment(role, { dependsOn }, principalId)
      : nestedAssignment(role, other, dependsOn, principalId),
  ];
}

function assignment(role: FirstRole, members: JsonObject, principalId: string): Json {
  return {
    type: "Microsoft.Authorization/roleAssignments",
    apiVersion: AUTHORIZATION_API_VERSION,
    name: armLiteral(role.assignmentName),
    ...members,
    properties: {
      roleDefinitionId: armLiteral(role.roleDefinitionId),
      principalId,
      principalType: "ServicePrincipal",
    },
  };
}

function nestedAssignment(
  role: FirstRole,
  { $schema, place, on }: OtherPlace,
  dependsOn: readonly string[],
  principalId: string,
): Json {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: DEPLOYMENTS_API_VERSION,
    // A name of its own, so that it takes the place of no other deployment there.
    name: `role-${role.assignmentName}`,
    ...place,
    dependsOn,
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { principalId: { value: principalId } },
      template: {
        $schema,
        contentVersion: "1.0.0.0",
        parameters: { principalId: { type: "string" } },
        resources: [assignment(role, on, "[parameters('principalId')]")],
      },
    },
  };
}

function otherPlace({ scope }: FirstRole): OtherPlace | undefined {
  switch (scope.kind) {
    case "ownGroup":
      return undefined;
    case "resourceGroup":
      return { $schema: GROUP_SCHEMA, place: { resourceGroup: armLiteral(scope.resourceGroup) }, on: {} };
    case "subscription":
      return {
        $schema: SUBSCRIPTION_SCHEMA,
        place: { subscriptionId: "[subscription().subscriptionId]", location: "[parameters('location')]" },
        on: {},
      };
    case "resource": {
      const parsed = parseResourceId(scope.id);
      if (parsed === undefined) {
        throw new RenderError("notAResourceId", scope.id);
      }
      const { namespace, types, names, resourceGroup } = parsed;
      const path = types.flatMap((type, at) => [type, names[at] ?? ""]);
      return {
        $schema: GROUP_SCHEMA,
        place: { resourceGroup: armLiteral(resourceGroup) },
        on: { scope: armLiteral([namespace, ...path].join("/")) },
      };
    }
  }
}
