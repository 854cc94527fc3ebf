import type { ComputeResourceKind } from "../../identity/computeResourceType";

/** JSON as a policy or a template holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const TYPES: Readonly<Record<ComputeResourceKind, string>> = {
  virtualMachine: "Microsoft.Compute/virtualMachines",
  scaleSet: "Microsoft.Compute/virtualMachineScaleSets",
};

/**
 * The two roles that the assignment's own identity needs: to write machines and to use identities. Their ids stand in Microsoft's documents;
 * that the first is enough for a write that names nothing but location and identity is unverified.
 */
export const POLICY_ROLES = {
  virtualMachineContributor: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
} as const;

/** With what the built-in definitions read and write machines (docs/azure-behaviour.md#azure-policy). */
const COMPUTE_VERSION = "2019-07-01";
/** The version that the templates of Microsoft nest deployments with for this (docs/azure-behaviour.md#azure-policy). */
const DEPLOYMENTS_VERSION = "2020-06-01";
const GROUP_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** The name of the parameter that holds an identity's id, counted from 0. */
export const identityParameter = (at: number): string => `identityId${at + 1}`;

/**
 * The properties of a policy that assigns identities to every machine, or every scale set, of some resource groups that lacks one of them, also
 * to those that come later. Append-only: what a machine has is read in the same deployment and kept, whatever its type. Built as Microsoft's
 * own definitions are, but without their exception for machines with a single identity. Texts in brackets are expressions of the policy.
 */
export function policyDefinition(kind: ComputeResourceKind, count: number, title: string): Json {
  const identities = Array.from({ length: count }, (_, at) => identityParameter(at));
  const type = TYPES[kind];
  return {
    displayName: title,
    policyType: "Custom",
    mode: "Indexed",
    metadata: { category: "Managed Identity" },
    parameters: {
      ...Object.fromEntries(identities.map((name) => [name, { type: "String" }])),
      resourceGroups: { type: "Array" },
      effect: {
        type: "String",
        allowedValues: ["DeployIfNotExists", "AuditIfNotExists", "Disabled"],
        defaultValue: "DeployIfNotExists",
      },
    },
    policyRule: {
      if: {
        allOf: [
          { field: "type", equals: type },
          // Older clients cannot hold user-assigned identities in their requests; Microsoft's definitions leave them out as well.
          { value: "[requestContext().apiVersion]", greaterOrEquals: "2018-10-01" },
          { value: "[toLower(resourceGroup().name)]", in: "[parameters('resourceGroups')]" },
        ],
      },
      then: {
        effect: "[parameters('effect')]",
        details: {
          type,
          name: "[field('name')]",
          evaluationDelay: "AfterProvisioning",
          roleDefinitionIds: Object.values(POLICY_ROLES).map(
            (id) => `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
          ),
          // Whether `containsKey` minds the case of an id is unverified: where it does, a machine is written once more, with what it has.
          existenceCondition: {
            allOf: [
              { field: "identity.type", contains: "UserAssigned" },
              ...identities.map((name) => ({
                field: "identity.userAssignedIdentities",
                containsKey: `[parameters('${name}')]`,
              })),
            ],
          },
          deployment: {
            properties: {
              mode: "incremental",
              parameters: {
                name: { value: "[field('name')]" },
                location: { value: "[field('location')]" },
                ...Object.fromEntries(identities.map((name) => [name, { value: `[parameters('${name}')]` }])),
              },
              template: appendTemplate(type, identities),
            },
          },
        },
      },
    },
  };
}

const texts = (names: readonly string[]): { readonly [name: string]: Json } =>
  Object.fromEntries(names.map((name) => [name, { type: "string" }]));

/** Reads what the machine has in one nested deployment, and writes it with the new identities in the next. */
function appendTemplate(type: string, identities: readonly string[]): Json {
  const full = `reference(resourceId('${type}', parameters('name')), '${COMPUTE_VERSION}', 'Full')`;
  const read = "reference(variables('readName')).outputs.identity.value";
  const added = identities.map((name) => `parameters('${name}')`).join(", ");
  return {
    $schema: GROUP_SCHEMA,
    contentVersion: "1.0.0.0",
    parameters: texts(["name", "location", ...identities]),
    variables: {
      readName: "[concat('readIdentity-', uniqueString(deployment().name))]",
      writeName: "[concat('assignIdentity-', uniqueString(deployment().name))]",
    },
    resources: [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: DEPLOYMENTS_VERSION,
        name: "[variables('readName')]",
        properties: {
          mode: "Incremental",
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { name: { value: "[parameters('name')]" } },
          template: {
            $schema: GROUP_SCHEMA,
            contentVersion: "1.0.0.0",
            parameters: texts(["name"]),
            resources: [],
            outputs: {
              identity: {
                type: "object",
                value: `[if(contains(${full}, 'identity'), ${full}.identity, createObject('type', 'None'))]`,
              },
            },
          },
        },
      },
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: DEPLOYMENTS_VERSION,
        name: "[variables('writeName')]",
        dependsOn: ["[variables('readName')]"],
        properties: {
          mode: "Incremental",
          expressionEvaluationOptions: { scope: "inner" },
          parameters: {
            name: { value: "[parameters('name')]" },
            location: { value: "[parameters('location')]" },
            type: { value: `[${read}.type]` },
            kept: {
              value: `[if(contains(${read}, 'userAssignedIdentities'), ${read}.userAssignedIdentities, createObject())]`,
            },
            added: { value: `[createArray(${added})]` },
          },
          template: {
            $schema: GROUP_SCHEMA,
            contentVersion: "1.0.0.0",
            parameters: {
              ...texts(["name", "location", "type"]),
              kept: { type: "object" },
              added: { type: "array" },
            },
            // An id that is there in another casing is not listed twice, and nothing is sent back but ids: Azure refuses both.
            variables: {
              kept: "[map(items(parameters('kept')), lambda('each', lambdaVariables('each').key))]",
              keptKeys: "[map(variables('kept'), lambda('id', toLower(lambdaVariables('id'))))]",
              new: "[filter(parameters('added'), lambda('id', not(contains(variables('keptKeys'), toLower(lambdaVariables('id'))))))]",
            },
            resources: [
              {
                type,
                apiVersion: COMPUTE_VERSION,
                name: "[parameters('name')]",
                location: "[parameters('location')]",
                identity: {
                  type: "[if(contains(parameters('type'), 'SystemAssigned'), 'SystemAssigned, UserAssigned', 'UserAssigned')]",
                  userAssignedIdentities:
                    "[toObject(concat(variables('kept'), variables('new')), lambda('id', lambdaVariables('id')), lambda('id', createObject()))]",
                },
              },
            ],
          },
        },
      },
    ],
  };
}
