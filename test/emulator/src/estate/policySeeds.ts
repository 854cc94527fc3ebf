import { policyAssignmentType, policySetDefinitionType } from "../authorization/policyRoutes";
import { type JsonObject } from "../json";
import { type ResourceSeed } from "./estate";
import { groupId, groups } from "./groupSeeds";
import { subscriptions } from "./places";

const definitions = "/providers/Microsoft.Authorization/policyDefinitions";
const prerequisites = `/providers/${policySetDefinitionType}/12794019-7a00-42cf-95c2-882eed337cc8`;

function assignment(scope: string, name: string, properties: JsonObject): ResourceSeed {
  return {
    id: `${scope}/providers/${policyAssignmentType}/${name}`,
    name,
    type: policyAssignmentType,
    properties: { scope, notScopes: [], enforcementMode: "Default", parameters: {}, ...properties },
  };
}

/** An initiative over a subscription, and a policy over one of its groups (docs/azure-behaviour.md#azure-policy). */
export const policySeeds: readonly ResourceSeed[] = [
  {
    id: prerequisites,
    name: "12794019-7a00-42cf-95c2-882eed337cc8",
    type: policySetDefinitionType,
    properties: {
      policyType: "BuiltIn",
      displayName: "Prerequisites of machine configuration",
      policyDefinitions: [
        { policyDefinitionId: `${definitions}/3cf2ab00-13f1-4d0c-8971-2ac904541a7e`, parameters: {} },
        { policyDefinitionId: `${definitions}/497dff13-db2a-4c0f-8603-28fa3b331ab6`, parameters: {} },
      ],
    },
  },
  assignment(`/subscriptions/${subscriptions.staging}`, "machine-configuration", {
    displayName: "Machine configuration",
    policyDefinitionId: prerequisites,
  }),
  assignment(groupId(groups.appStaging), "monitor-identity", {
    displayName: "Identity of the monitoring agent",
    policyDefinitionId: `${definitions}/d367bd60-64ca-4364-98ea-276775bddd94`,
    parameters: {
      bringYourOwnUserAssignedManagedIdentity: { value: true },
      userAssignedManagedIdentityName: { value: "id-telemetry" },
      userAssignedManagedIdentityResourceGroup: { value: "rg-identities" },
    },
  }),
];
