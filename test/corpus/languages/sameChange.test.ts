import { beforeAll, describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { armLanguage } from "../../../src/documents/arm/armLanguage";
import { bicepLanguage } from "../../../src/documents/bicep/bicepLanguage";
import type { OpenDocument } from "../../../src/documents/documentLanguage";
import { atOnce } from "../../../src/documents/sliced";
import { terraformLanguage } from "../../../src/documents/terraform/terraformLanguage";
import { applyEdits } from "../../../src/documents/textEdit";
import { grammarFiles } from "../../unit/documents/terraform/terraformModels";

const id = (name: string) =>
  `/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const [A, B, C] = [id("id-a"), id("id-b"), id("id-c")];

type Kind = "virtualMachine" | "uniform" | "flexible";

/** What a machine has, in the terms of no language. */
interface Has {
  readonly system: boolean;
  readonly user: readonly string[];
}

function typeOf({ system, user }: Has): string {
  return [...(system ? ["SystemAssigned"] : []), ...(user.length > 0 ? ["UserAssigned"] : [])].join(", ");
}

function isNothing({ system, user }: Has): boolean {
  return !system && user.length === 0;
}

const AZURE_TYPE = {
  virtualMachine: "Microsoft.Compute/virtualMachines",
  uniform: "Microsoft.Compute/virtualMachineScaleSets",
  flexible: "Microsoft.Compute/virtualMachineScaleSets",
} as const;

function arm(kind: Kind, has: Has): string {
  const identity = {
    type: typeOf(has),
    ...(has.user.length > 0 ? { userAssignedIdentities: Object.fromEntries(has.user.map((each) => [each, {}])) } : {}),
  };
  const machine = {
    type: AZURE_TYPE[kind],
    apiVersion: "2024-07-01",
    name: "machine",
    ...(isNothing(has) ? {} : { identity }),
    properties: kind === "flexible" ? { orchestrationMode: "Flexible" } : {},
  };
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  return `${JSON.stringify({ $schema, contentVersion: "1.0.0.0", resources: [machine] }, undefined, 2)}\n`;
}

function bicep(kind: Kind, has: Has): string {
  const list = has.user.map((each) => `      '${each}': {}\n`).join("");
  const identity = `  identity: {\n    type: '${typeOf(has)}'\n${list === "" ? "" : `    userAssignedIdentities: {\n${list}    }\n`}  }\n`;
  const mode = kind === "flexible" ? `    orchestrationMode: 'Flexible'\n` : "";
  return `resource machine '${AZURE_TYPE[kind]}@2024-07-01' = {\n  name: 'machine'\n${isNothing(has) ? "" : identity}  properties: {\n${mode}  }\n}\n`;
}

const RESOURCE = {
  virtualMachine: "azurerm_linux_virtual_machine",
  uniform: "azurerm_linux_virtual_machine_scale_set",
  flexible: "azurerm_orchestrated_virtual_machine_scale_set",
} as const;

function terraform(kind: Kind, has: Has): string {
  const list = has.user.map((each) => `      "${each}",\n`).join("");
  const identity = `  identity {\n    type = "${typeOf(has)}"\n${list === "" ? "" : `    identity_ids = [\n${list}    ]\n`}  }\n`;
  return `resource "${RESOURCE[kind]}" "machine" {\n  name = "machine"\n${isNothing(has) ? "" : `\n${identity}`}}\n`;
}

function bicepModule(kind: Kind, has: Has): string {
  const module = kind === "virtualMachine" ? "virtual-machine" : "virtual-machine-scale-set";
  const mode = kind === "uniform" ? "    orchestrationMode: 'Uniform'\n" : "";
  const system = has.system ? "      systemAssigned: true\n" : "";
  const list = has.user.map((each) => `        '${each}'\n`).join("");
  const user = list === "" ? "" : `      userAssignedResourceIds: [\n${list}      ]\n`;
  const identities = isNothing(has) ? "" : `    managedIdentities: {\n${system}${user}    }\n`;
  return `module machine 'br/public:avm/res/compute/${module}:0.10.0' = {\n  params: {\n    name: 'machine'\n${mode}${identities}  }\n}\n`;
}

function terraformModule(kind: Kind, has: Has): string {
  const module = kind === "virtualMachine" ? "virtualmachine" : "virtualmachinescaleset";
  const system = has.system ? "    system_assigned = true\n" : "";
  const list = has.user.map((each) => `      "${each}",\n`).join("");
  const user = list === "" ? "" : `    user_assigned_resource_ids = [\n${list}    ]\n`;
  const identities = isNothing(has) ? "" : `  managed_identities = {\n${system}${user}  }\n`;
  return `module "machine" {\n  source = "Azure/avm-res-compute-${module}/azurerm"\n  name   = "machine"\n${identities}}\n`;
}

function request(kind: Kind, has: Has): string {
  const list = has.user.map((each) => `        "${each}" = {}\n`).join("");
  const user = list === "" ? "" : `      userAssignedIdentities = {\n${list}      }\n`;
  const identity = isNothing(has) ? "" : `    identity = {\n      type = "${typeOf(has)}"\n${user}    }\n`;
  const mode = kind === "flexible" ? `      orchestrationMode = "Flexible"\n` : "";
  return `resource "azapi_resource" "machine" {\n  type = "${AZURE_TYPE[kind]}@2024-07-01"\n  name = "machine"\n  body = {\n${identity}    properties = {\n${mode}    }\n  }\n}\n`;
}

const writers = { arm, bicep, terraform, bicepModule, terraformModule, request } as const;
const inTerraform = terraformLanguage(grammarFiles);
const languages = {
  arm: armLanguage,
  bicep: bicepLanguage,
  terraform: inTerraform,
  bicepModule: bicepLanguage,
  terraformModule: inTerraform,
  request: inTerraform,
} as const;
const names = ["arm", "bicep", "terraform", "bicepModule", "terraformModule", "request"] as const;

/** The forms that have a machine of a kind: Terraform's module knows no Uniform scale set. */
function formsOf(kind: Kind): readonly (typeof names)[number][] {
  return names.filter((name) => kind !== "uniform" || name !== "terraformModule");
}

const states: readonly Has[] = [
  { system: false, user: [] },
  { system: true, user: [] },
  { system: false, user: [A] },
  { system: false, user: [A, B] },
  { system: true, user: [A] },
  { system: true, user: [A, B] },
];

const changes: readonly IdentityChange[] = [
  { kind: "enableSystemAssigned" },
  { kind: "disableSystemAssigned" },
  { kind: "assignUserAssigned", ids: [C] },
  { kind: "assignUserAssigned", ids: [A, C] },
  { kind: "assignUserAssigned", ids: [A.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")] },
  { kind: "removeUserAssigned", ids: [A] },
  { kind: "removeUserAssigned", ids: [B.toLowerCase(), C] },
  { kind: "removeAllUserAssigned" },
  { kind: "removeAll" },
  { kind: "setTo", state: { systemAssigned: {}, userAssigned: [{ id: C }] } },
  { kind: "setTo", state: { systemAssigned: undefined, userAssigned: [{ id: B }, { id: C }] } },
  { kind: "setTo", state: { systemAssigned: undefined, userAssigned: [] } },
  {
    kind: "several",
    changes: [
      { kind: "enableSystemAssigned" },
      { kind: "assignUserAssigned", ids: [C] },
      { kind: "removeUserAssigned", ids: [A] },
    ],
  },
];

const opens = new Map<string, OpenDocument>();

beforeAll(async () => {
  for (const name of names) {
    opens.set(name, await languages[name].load());
  }
});

function open(name: (typeof names)[number], text: string) {
  const opened = opens.get(name);
  if (opened === undefined) {
    throw new Error(`The language ${name} is not loaded.`);
  }
  const document = atOnce(opened(text, undefined, { path: "main", related: [] }));
  const [resource] = document.resources;
  if (resource === undefined) {
    throw new Error(`There is no machine in the text in ${name}.`);
  }
  return { document, resource };
}

/** What the only machine of a text has. */
function read(name: (typeof names)[number], text: string): unknown {
  const { identity } = open(name, text).resource;
  if (identity.kind !== "state" || identity.userAssigned === "unknown") {
    return identity;
  }
  return [identity.systemAssigned, identity.userAssigned.map((each) => each.id).sort()];
}

/** What comes of a change: what the machine has then, or that it is refused, or that nothing is to be done. */
function outcome(name: (typeof names)[number], text: string, change: IdentityChange): unknown {
  const { document, resource } = open(name, text);
  const planned = atOnce(document.plan(resource, { kind: "change", change }, []));
  switch (planned.kind) {
    case "edits":
      return read(name, applyEdits(text, planned.edits));
    case "refused":
      return planned.refusal;
    default:
      return planned.kind;
  }
}

describe.each(["virtualMachine", "uniform", "flexible"] as const)("a machine of the kind %s", (kind) => {
  it.each(states.filter(({ system }) => kind !== "flexible" || !system))(
    "that has $system and $user says so in every language",
    (has) => {
      for (const name of formsOf(kind)) {
        expect(read(name, writers[name](kind, has)), name).toEqual([
          has.system,
          has.user.map((each) => each.toLowerCase()),
        ]);
      }
    },
  );

  it("has the same after the same change in every language and form", () => {
    const kinds = new Set<string>();
    for (const has of states.filter(({ system }) => kind !== "flexible" || !system)) {
      for (const change of changes) {
        const inArm = outcome("arm", writers.arm(kind, has), change);
        for (const name of formsOf(kind)) {
          const message = `${name} ${JSON.stringify(has)} ${JSON.stringify(change)}`;
          expect(outcome(name, writers[name](kind, has), change), message).toEqual(inArm);
        }
        kinds.add(typeof inArm === "string" ? inArm : Array.isArray(inArm) ? "edits" : "refused");
      }
    }
    expect([...kinds].sort()).toEqual(kind === "flexible" ? ["edits", "noOp", "refused"] : ["edits", "noOp"]);
  });
});
