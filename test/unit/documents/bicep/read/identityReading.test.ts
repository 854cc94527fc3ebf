import { describe, expect, it } from "vitest";
import { readBicep } from "../../../../../src/documents/bicep/model";
import { knowledgeOf } from "../../../../../src/documents/plan/knowledge";
import { identityId } from "../checkChange";

const declared = (identity: string, before = "", version = "2024-07-01") =>
  `${before}\nresource vm 'Microsoft.Compute/virtualMachines@${version}' = {\n  name: 'vm'\n  identity: ${identity}\n}\n`;
const call = (managed: string, before = "", path = "br/public:avm/res/compute/virtual-machine:0.10.0") =>
  `${before}\nmodule vm '${path}' = {\n  params: {\n    name: 'vm'\n    managedIdentities: ${managed}\n  }\n}\n`;

function said(text: string, surroundings?: Parameters<typeof readBicep>[1]): unknown {
  const [resource] = readBicep(text, surroundings).resources;
  if (resource === undefined) {
    return "no resource";
  }
  const known = knowledgeOf(resource.identity);
  return known.kind === "unreadable"
    ? known.reason
    : [
        known.systemAssigned,
        known.userAssigned === "unknown" ? "unknown" : known.userAssigned.map((each) => each.text),
      ];
}

describe("the identity of a declaration", () => {
  const id = identityId("id-a");
  const text = "${a.id}";
  it.each([
    ["{ type: 'SystemAssigned' }", [true, []]],
    ["{\n    type:'systemassigned'\n  }", [true, []]],
    ["null", [false, []]],
    ["{ type: 'None' }", [false, []]],
    [`{ type: 'UserAssigned', userAssignedIdentities: { '${text}': {} } }`, [false, ["a.id"]]],
    [`{ type: 'UserAssigned', userAssignedIdentities: { '${id}': {} } }`, [false, [id]]],
    [`{ type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { '${text}' :{} } }`, [true, ["a.id"]]],
    [
      "{ type: 'UserAssigned', userAssignedIdentities: { '${resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'x')}': {} } }",
      [false, ["resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'x')"]],
    ],
    ["{ type: 'UserAssigned', userAssignedIdentities: toObject(ids, i => i, i => {}) }", [false, "unknown"]],
    ["{ type: 'UserAssigned', userAssignedIdentities: !empty(x) ? x : null }", [false, "unknown"]],
    ["{ type: (join ? 'SystemAssigned' : 'None') }", ["unknown", []]],
    ["{ type: join ? 'SystemAssigned' : 'systemAssigned' }", [true, []]],
    ["join ? { type: 'SystemAssigned' } : null", ["unknown", "unknown"]],
    ["any(identity)", ["unknown", "unknown"]],
    ["union(a, b)", ["unknown", "unknown"]],
    ["{ ...a }", ["unknown", "unknown"]],
    ["{ type: 'Sistem' }", "typeNotKnown"],
    ["'SystemAssigned'", "notAnObject"],
    ["{ type: 'None', type: 'SystemAssigned' }", "duplicateMember"],
  ])("is read from %s", (identity, state) => {
    expect(said(declared(identity))).toEqual(state);
  });

  it("is read from a variable, and not from a parameter that a deployment may set", () => {
    expect(said(declared("i", "var i = { type: 'SystemAssigned' }"))).toEqual([true, []]);
    expect(said(declared("any(i)", "var i = any({\n  type: 'SystemAssigned'\n})"))).toEqual([true, []]);
    expect(said(declared("i", "param i object = { type: 'SystemAssigned' }"))).toEqual(["unknown", "unknown"]);
    expect(said(declared("{ type: t }", "var t = 'SystemAssigned'"))).toEqual([true, []]);
    expect(said(declared("{ type: t }", "param t string = 'SystemAssigned'"))).toEqual(["unknown", []]);
    const dictionary = "{ type: 'UserAssigned', userAssignedIdentities: d }";
    expect(said(declared(dictionary, "var d = { '${a.id}': {} }"))).toEqual([false, ["a.id"]]);
    expect(said(declared("i", "var i = j\nvar j = any(k)\nvar k = { type: 'SystemAssigned' }"))).toEqual([true, []]);
    expect(said(declared("i", "var i = p\nparam p object = { type: 'SystemAssigned' }"))).toEqual([
      "unknown",
      "unknown",
    ]);
    expect(said(declared("i", "var i = j\nvar j = i"))).toEqual(["unknown", "unknown"]);
  });

  it("is never that of an existing one, and is found in loops, conditions and scale sets", () => {
    const type = "'Microsoft.Compute/virtualMachines@2024-07-01'";
    expect(readBicep(`resource vm ${type} existing = {\n  name: 'vm'\n}\n`).resources).toEqual([]);
    const body = "{\n  name: 'vm'\n  identity: { type: 'SystemAssigned' }\n}";
    expect(said(`resource vm ${type} = [for i in range(0, 3): if (x) ${body}]`)).toEqual([true, []]);
    expect(said(`resource vm ${type} = if (a == 'b') ${body}`)).toEqual([true, []]);
    const nested = `resource set 'microsoft.compute/VirtualMachineScaleSets@2024-07-01' existing = {\n  name: 's'\n  resource one 'virtualMachines' = ${body}\n}\n`;
    expect(readBicep(nested).resources).toMatchObject([
      { kind: "scaleSetInstance", symbol: "set::one", apiVersion: "2024-07-01" },
    ]);
  });

  it("knows one identity by its id and by the resource that stands for it", () => {
    const existing =
      "resource a 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {\n  name: 'id-a'\n  scope: resourceGroup('s-1', 'rg-1')\n}\n";
    const { canonical } = readBicep(existing);
    expect(canonical.key("a.id")).toBe(id.toLowerCase());
    expect(canonical.key("'${a.id}'")).toBe(id.toLowerCase());
    expect(canonical.key("b.id")).toBe("[b.id]");
    expect(canonical.key("any( b.id )")).toBe("[b.id]");
  });
});

describe("the identities of a verified module", () => {
  it.each([
    ["{ systemAssigned: true }", [true, []]],
    [
      "{ systemAssigned: false\n userAssignedResourceIds: [\n a.outputs.resourceId\n ] }",
      [false, ["a.outputs.resourceId"]],
    ],
    ["{ userAssignedResourceIds: [a.id, '/x', b] }", [false, ["a.id", "/x", "b"]]],
    ["{ systemAssigned: on }", ["unknown", []]],
    ["{ userAssignedResourceIds: ids }", [false, "unknown"]],
    ["null", [false, []]],
    ["{}", [false, []]],
    ["on ? { systemAssigned: true } : null", ["unknown", "unknown"]],
  ])("are read from %s", (managed, state) => {
    expect(said(call(managed))).toEqual(state);
  });

  it("are found by registry, alias and local path", () => {
    const on = "{ systemAssigned: true }";
    const config =
      '{ // mine\n "moduleAliases": { "br": { "mine": { "registry": "r.azurecr.io", "modulePath": "x/avm/res", }, } } }';
    const around = {
      path: "/w/avm/res/compute/virtual-machine/tests/e2e/a/main.test.bicep",
      related: [{ path: "../bicepconfig.json", text: config }],
    };
    const found = (path: string) => said(call(on, "", path), around);
    expect(found("br:mcr.microsoft.com/bicep/avm/res/compute/virtual-machine:0.1.0")).toEqual([true, []]);
    expect(found("br/mine:compute/virtual-machine:0.1.0")).toEqual([true, []]);
    expect(found("../../../main.bicep")).toEqual([true, []]);
    expect(found("br/public:avm/res/compute/virtual-machine-scale-set:0.1.0")).toEqual([true, []]);
    expect(found("br/public:avm/res/compute/disk:0.1.0")).toBe("no resource");
    expect(found("../main.bicep")).toBe("no resource");
  });

  it("make a Flexible set where the call names no mode", () => {
    const path = "br/public:avm/res/compute/virtual-machine-scale-set:0.1.0";
    expect(readBicep(call("null", "", path)).resources).toMatchObject([
      { kind: "scaleSet", orchestrationMode: "Flexible" },
    ]);
  });

  it("hold a system-assigned one where the machine joins Microsoft Entra and has any", () => {
    const joined = (managed: string, enabled: string) =>
      said(
        `module vm 'br/public:avm/res/compute/virtual-machine:0.1.0' = {\n  params: {\n    extensionAadJoinConfig: { enabled: ${enabled} }\n    managedIdentities: ${managed}\n  }\n}`,
      );
    expect(joined("{ userAssignedResourceIds: [a.id] }", "true")).toEqual([true, ["a.id"]]);
    expect(joined("{ userAssignedResourceIds: [a.id] }", "join")).toEqual(["unknown", ["a.id"]]);
    expect(joined("{ userAssignedResourceIds: [a.id] }", "false")).toEqual([false, ["a.id"]]);
    expect(joined("{}", "true")).toEqual([false, []]);
  });
});
