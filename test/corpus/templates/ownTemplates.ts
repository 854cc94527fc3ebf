import type { TemplateFacts, TemplateFile } from "./templateFiles";

/** A template of the project's own, and what is counted in it. */
export interface OwnTemplate extends TemplateFile {
  readonly facts: TemplateFacts;
}

const ID_A =
  "/subscriptions/33333333-3333-4333-8333-333333333333/resourceGroups/rg-own/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-a";
const ID_B = ID_A.replace("id-a", "id-b");
const BY_NAME = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('identityName'))]";
const AS_BICEP = `[format('{0}', ${BY_NAME.slice(1, -1)})]`;

const VM = "Microsoft.Compute/virtualMachines";
const VMSS = "Microsoft.Compute/virtualMachineScaleSets";
const RETIRED = { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" };

type Members = Readonly<Record<string, unknown>>;

function resource(type: string, members: Members = {}, apiVersion = "2023-03-01"): Members {
  return {
    type,
    apiVersion,
    name: "[parameters('name')]",
    location: "[resourceGroup().location]",
    ...members,
    properties: type === VM ? { hardwareProfile: { vmSize: "Standard_B2s" } } : { upgradePolicy: { mode: "Manual" } },
  };
}

function document(resources: unknown, members: Members = {}): Members {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: {
      name: { type: "string" },
      identityName: { type: "string" },
      join: { type: "bool", defaultValue: false },
    },
    ...members,
    resources,
  };
}

function nested(scope: "inner" | "outer", template: Members): Members {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2021-04-01",
    name: `nested-${scope}`,
    properties: { mode: "Incremental", expressionEvaluationOptions: { scope }, template },
  };
}

function dictionary(type: string, ...ids: readonly string[]): Members {
  return { identity: { type, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) } };
}

const onlyType = { identity: { type: "SystemAssigned" } };
const joined = { identity: { type: "[if(parameters('join'), 'SystemAssigned', 'None')]" } };

interface Base {
  readonly name: string;
  readonly value: Members;
  readonly facts: TemplateFacts;
}

function base(name: string, value: Members, [vm, vmss]: readonly [number, number], shape = "", retired = false): Base {
  return { name, value, facts: { vm, vmss, hasIdentity: shape !== "", shape, retired } };
}

/** One form of docs/azure-behaviour.md#forms-of-the-identity-block each. */
const bases: readonly Base[] = [
  base("no identity", document([resource(VM)]), [1, 0]),
  base(
    "no machine",
    document([{ ...resource("Microsoft.Resources/deploymentScripts", onlyType), kind: "AzureCLI" }]),
    [0, 0],
  ),
  base("type only", document([resource(VM, onlyType)]), [1, 0], "type-only"),
  base("small letter", document([resource(VMSS, { identity: { type: "systemAssigned" } })]), [0, 1], "type-only"),
  base("lower-case namespace", document([resource(VM.toLowerCase(), onlyType)]), [1, 0], "type-only"),
  base("no identity at all in the service", document([resource(VM, {}, "2015-06-15")]), [1, 0]),
  base("first version with identities", document([resource(VM, onlyType, "2016-04-30-preview")]), [1, 0], "type-only"),
  base("none", document([resource(VM, { identity: { type: "None" } })]), [1, 0], "type-only"),
  base("literal ids", document([resource(VM, dictionary("UserAssigned", ID_A, ID_B))]), [1, 0], "dict"),
  base("one id", document([resource(VMSS, dictionary("UserAssigned", ID_A))]), [0, 1], "dict"),
  base("both, no blank", document([resource(VM, dictionary("SystemAssigned,UserAssigned", ID_A))]), [1, 0], "dict"),
  base(
    "id of a resource",
    document([resource(VMSS, dictionary("SystemAssigned, UserAssigned", BY_NAME))]),
    [0, 1],
    "dict",
  ),
  base("id as Bicep writes it", document([resource(VM, dictionary("UserAssigned", AS_BICEP, ID_B))]), [1, 0], "dict"),
  base(
    "id of a parameter",
    document([resource(VM, dictionary("UserAssigned", "[parameters('identityName')]"))]),
    [1, 0],
    "dict",
  ),
  base(
    "array",
    document([resource(VM, { identity: { type: "UserAssigned", identityIds: [ID_A, ID_B] } }, "2017-12-01")]),
    [1, 0],
    "ids",
  ),
  base(
    "array before the type",
    document([
      resource(VMSS, { identity: { identityIds: [ID_A], type: "SystemAssigned,UserAssigned" } }, "2018-04-01"),
    ]),
    [0, 1],
    "ids",
  ),
  base("type by expression", document([resource(VM, joined)]), [1, 0], "type-only"),
  base(
    "identity by expression",
    document([
      resource(VM, {
        identity: "[if(parameters('join'), json('{\\\"type\\\":\\\"SystemAssigned\\\"}'), json('null'))]",
      }),
    ]),
    [1, 0],
    "expr",
  ),
  base(
    "identity in a variable",
    document([resource(VM, { identity: "[variables('identity')]" })], {
      variables: { identity: { type: "UserAssigned", userAssignedIdentities: { [ID_A]: {} } } },
    }),
    [1, 0],
    "expr",
  ),
  base(
    "identity in a variable that is an expression",
    document([resource(VMSS, { identity: "[variables('identity')]" })], {
      variables: { identity: "[if(parameters('join'), createObject('type', 'SystemAssigned'), null())]" },
    }),
    [0, 1],
    "expr",
  ),
  base(
    "version in a variable",
    document([resource(VM, onlyType, "[variables('version')]")], { variables: { version: "2022-08-01" } }),
    [1, 0],
    "type-only",
  ),
  base(
    "version that is not known",
    document([resource(VM, {}, "[providers('Microsoft.Compute', 'virtualMachines').apiVersions[0]]")]),
    [1, 0],
  ),
  base(
    "profile in place of a version",
    document([{ ...resource(VM, onlyType), apiVersion: undefined }], { apiProfile: "2020-09-01-hybrid" }),
    [1, 0],
    "type-only",
  ),
  base(
    "loop and condition",
    document([
      resource(VM, { condition: "[parameters('join')]", copy: { name: "each", count: 3 }, ...onlyType }),
      resource(VM, { dependsOn: ["each"], tags: { "a tag": "é" }, zones: ["1"] }),
    ]),
    [2, 0],
    "type-only",
  ),
  base(
    "inner deployment in an outer one",
    document([
      nested("outer", document([nested("inner", document([resource(VM, dictionary("UserAssigned", BY_NAME))]))])),
    ]),
    [1, 0],
    "dict",
  ),
  base(
    "symbolic names",
    document(
      {
        old: { existing: true, type: VM, apiVersion: "2023-03-01", name: "old" },
        vm: resource(VM, dictionary("UserAssigned", "[format('{0}', resourceInfo('mid').id)]")),
        mid: { type: "Microsoft.ManagedIdentity/userAssignedIdentities", apiVersion: "2023-01-31", name: "mid" },
      },
      { languageVersion: "2.0" },
    ),
    [2, 0],
    "dict",
  ),
  base(
    "side by side",
    document([
      resource(VM, dictionary("UserAssigned", ID_A)),
      resource(VMSS, dictionary("UserAssigned", ID_A)),
      resource(VMSS, dictionary("SystemAssigned, UserAssigned", ID_A, ID_B)),
    ]),
    [1, 2],
    "dict",
  ),
  base(
    "an identity that the template deploys",
    document([
      {
        type: "Microsoft.ManagedIdentity/userAssignedIdentities",
        apiVersion: "2023-01-31",
        name: "[parameters('identityName')]",
        location: "[resourceGroup().location]",
      },
      resource(VM, dictionary("UserAssigned", BY_NAME, ID_A)),
      resource(VMSS, dictionary("UserAssigned", ID_B)),
    ]),
    [1, 1],
    "dict",
  ),
  base(
    "retired extension as a resource",
    document([
      resource(VM, onlyType),
      {
        type: `${VM}/extensions`,
        apiVersion: "2017-12-01",
        name: "[concat(parameters('name'), '/msi')]",
        dependsOn: [`[resourceId('${VM}', parameters('name'))]`],
        properties: { ...RETIRED, typeHandlerVersion: "1.0" },
      },
      {
        type: `${VM}/extensions`,
        apiVersion: "2017-12-01",
        name: "[concat(parameters('name'), '/script')]",
        dependsOn: [`[resourceId('${VM}/extensions', parameters('name'), 'msi')]`],
        properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript" },
      },
    ]),
    [1, 0],
    "type-only",
    true,
  ),
  base(
    "identity read by its old path",
    document([resource(VM, onlyType)], {
      outputs: {
        principalId: {
          type: "string",
          value: `[reference(concat(resourceId('${VM}', parameters('name')), '/providers/Microsoft.ManagedIdentity/Identities/default'), '2015-08-31-PREVIEW').principalId]`,
        },
      },
    }),
    [1, 0],
    "type-only",
  ),
  base(
    "retired extension as a child",
    document([
      {
        ...resource(VM, onlyType),
        resources: [{ type: "extensions", apiVersion: "2017-12-01", name: "msi", properties: { ...RETIRED } }],
      },
    ]),
    [1, 0],
    "type-only",
    true,
  ),
  base(
    "retired extension in a profile",
    document([
      {
        ...resource(VMSS, onlyType),
        properties: {
          virtualMachineProfile: {
            extensionProfile: {
              extensions: [
                { name: "msi", properties: { ...RETIRED, settings: { port: 50342 } } },
                { name: "other", properties: { publisher: "Contoso", type: "Agent" } },
              ],
            },
          },
        },
      },
    ]),
    [0, 1],
    "type-only",
    true,
  ),
];

/** How a template is written. */
const layouts: Readonly<Record<string, (value: Members) => string>> = {
  "two blanks": (value) => `${JSON.stringify(value, undefined, 2)}\n`,
  "four blanks, CRLF, byte order mark": (value) =>
    `\uFEFF${JSON.stringify(value, undefined, 4).replaceAll("\n", "\r\n")}\r\n`,
  tabs: (value) => JSON.stringify(value, undefined, "\t"),
  "one line": (value) => JSON.stringify(value),
  "blanks before colons": (value) => JSON.stringify(value, undefined, 3).replaceAll('": ', '"  :  '),
  comments: (value) =>
    `// written by hand\n${JSON.stringify(value, undefined, 2).replace(/^( *"(?:type|name)": .*)$/gm, "$1 // behind")}\n`,
  "trailing commas": (value) => JSON.stringify(value, undefined, 2).replace(/(["\]}el0-9])\n( *[}\]])/g, "$1,\n$2"),
};

/** Texts that no JSON parser reads: what is written here is counted by eye. */
const irregular: readonly OwnTemplate[] = [
  {
    name: "own/string over several lines",
    text: JSON.stringify(
      document([resource(VM, { ...onlyType, tags: { script: "first line@second line" } })]),
      undefined,
      2,
    ).replace("@", "\n"),
    facts: { vm: 1, vmss: 0, hasIdentity: true, shape: "type-only", retired: false },
  },
  {
    name: "own/comma missing",
    text: JSON.stringify(document([resource(VM, onlyType)]), undefined, 2).replace('"1.0.0.0",', '"1.0.0.0"'),
    facts: { vm: 1, vmss: 0, hasIdentity: true, shape: "type-only", retired: false },
  },
  {
    name: "own/braces missing at the end",
    text: JSON.stringify(document([resource(VMSS, dictionary("UserAssigned", ID_A))]), undefined, 2).replace(
      /\}\s*\]\s*\}$/,
      "",
    ),
    facts: { vm: 0, vmss: 1, hasIdentity: true, shape: "dict", retired: false },
  },
];

/** Every form in every layout, and what is not regular. Written for the project. */
export const ownTemplates: readonly OwnTemplate[] = [
  ...bases.flatMap(({ name, value, facts }) =>
    Object.entries(layouts).map(([layout, write]) => ({ name: `own/${name}, ${layout}`, text: write(value), facts })),
  ),
  ...irregular,
];
