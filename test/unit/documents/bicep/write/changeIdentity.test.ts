import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { readBicep } from "../../../../../src/documents/bicep/model";
import type { ChangeOptions } from "../../../../../src/documents/bicep/write/outcome";
import { changes, checkChange, identityId, permissions } from "../checkChange";

const system: IdentityChange = { kind: "enableSystemAssigned" };
const assign = (...ids: readonly string[]): IdentityChange => ({ kind: "assignUserAssigned", ids });
const remove = (...ids: readonly string[]): IdentityChange => ({ kind: "removeUserAssigned", ids });

const vm = (members: string, version = "2024-07-01", before = "") =>
  `${before}resource vm 'Microsoft.Compute/virtualMachines@${version}' = {\n${members}}\n`;

/** What a text is after a change, or what came of it. */
function changed(
  text: string,
  change: IdentityChange,
  options?: ChangeOptions,
  surroundings?: Parameters<typeof readBicep>[1],
): unknown {
  const checked = checkChange(readBicep(text, surroundings), 0, change, options);
  const { outcome } = checked;
  switch (outcome.kind) {
    case "edits":
      return checked.text;
    case "noOp":
      return "noOp";
    case "asks":
      return outcome.question.facts;
    case "refused":
      return outcome.refusal.reason;
  }
}

const withBlock = (block: string) => vm(`  name: 'vm'\n  identity: ${block}\n  properties: {}\n`);

describe("a change of a declaration", () => {
  it("writes a block where Bicep's order has it, and keeps comments where they were", () => {
    const text = vm("  name: 'vm'\n  location: l\n  zones: [] // two\n  // the tags\n  tags: {}\n  properties: {}\n");
    expect(changed(text, system)).toBe(
      vm(
        "  name: 'vm'\n  location: l\n  zones: [] // two\n  identity: {\n    type: 'SystemAssigned'\n  }\n  // the tags\n  tags: {}\n  properties: {}\n",
      ),
    );
  });

  it("follows the indentation, the line ends and the commas of the file", () => {
    const text = vm("\tname: 'vm'\n\tproperties: {}\n").replaceAll("\n", "\r\n");
    expect(changed(text, assign("a.id"))).toBe(
      vm(
        "\tname: 'vm'\n\tidentity: {\n\t\ttype: 'UserAssigned'\n\t\tuserAssignedIdentities: {\n\t\t\t'${a.id}': {}\n\t\t}\n\t}\n\tproperties: {}\n",
      ).replaceAll("\n", "\r\n"),
    );
    const line = "resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = { name: 'vm', properties: {} }\n";
    expect(changed(line, system)).toBe(
      "resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = { name: 'vm', identity: { type: 'SystemAssigned' }, properties: {} }\n",
    );
  });

  it("says identities by their symbols, and ids as texts", () => {
    expect(changed(withBlock("{\n    type: 'SystemAssigned'\n  }"), assign("a.id", identityId("id-b")))).toBe(
      withBlock(
        `{\n    type: 'SystemAssigned, UserAssigned'\n    userAssignedIdentities: {\n      '\${a.id}': {}\n      '${identityId("id-b")}': {}\n    }\n  }`,
      ),
    );
  });

  it("takes one identity, and leaves no empty list behind", () => {
    const two =
      "{\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      '${a.id}': {} // web\n      '${b.id}': {}\n    }\n  }";
    expect(changed(withBlock(two), remove("b.id"))).toBe(withBlock(two.replace("      '${b.id}': {}\n", "")));
    expect(changed(withBlock(two), remove("a.id"))).toBe(withBlock(two.replace("'${a.id}': {} // web", "// web")));
    expect(changed(withBlock(two), remove("a.id", "b.id"))).toBe(withBlock("{\n    type: 'None'\n    // web\n  }"));
  });

  it("keeps the spelling of a type that nobody asked to correct", () => {
    expect(changed(withBlock("{\n    type:'systemAssigned'\n  }"), assign("a.id"))).toBe(
      withBlock(
        "{\n    type:'systemAssigned, userAssigned'\n    userAssignedIdentities: {\n      '${a.id}': {}\n    }\n  }",
      ),
    );
  });

  it("is nothing where the file says it already", () => {
    expect(changed(withBlock("{ type: 'SystemAssigned' }"), system)).toBe("noOp");
    expect(changed(vm("  name: 'vm'\n"), { kind: "removeAll" })).toBe("noOp");
  });

  it("asks where the API version cannot hold it, and raises the version where that is allowed", () => {
    const old = vm("  name: 'vm'\n", "2017-03-30");
    expect(changed(old, assign("a.id"))).toMatchObject({ kind: "apiVersionTooOld", lowest: "2017-12-01" });
    expect(changed(old, assign("a.id"), { allow: ["raiseApiVersion"] })).toContain("@2024-07-01' = {");
    const array = vm("  name: 'vm'\n", "2017-12-01");
    expect(changed(array, assign("a.id"))).toContain("    identityIds: [\n      a.id\n    ]\n");
  });

  it("removes the whole member where the version has no None", () => {
    const text = vm("  name: 'vm'\n  identity: { type: 'SystemAssigned' }\n  tags: {}\n", "2017-03-30");
    expect(changed(text, { kind: "removeAll" })).toBe(vm("  name: 'vm'\n  tags: {}\n", "2017-03-30"));
  });

  it("asks about an expression, and replaces or edits what it stands for where that is allowed", () => {
    const before = "var i = {\n  type: 'SystemAssigned'\n}\n";
    const text = vm("  name: 'vm'\n  identity: i\n", undefined, before);
    expect(changed(text, assign("a.id"))).toMatchObject({
      kind: "isExpression",
      what: "block",
      declaration: { kind: "variable", name: "i" },
      offers: ["editDeclaration", "replaceExpression"],
    });
    expect(changed(text, assign("a.id"), { allow: ["editDeclaration"] })).toBe(
      vm(
        "  name: 'vm'\n  identity: i\n",
        undefined,
        "var i = {\n  type: 'SystemAssigned, UserAssigned'\n  userAssignedIdentities: {\n    '${a.id}': {}\n  }\n}\n",
      ),
    );
    expect(changed(text, assign("a.id"), { allow: ["replaceExpression"] })).toContain(
      "  identity: {\n    type: 'System",
    );
    expect(changed(withBlock("{ type: join ? 'SystemAssigned' : 'None' }"), assign("a.id"))).toMatchObject({
      kind: "isExpression",
      what: "type",
      offers: [],
    });
    expect(changed(withBlock("join ? { type: 'SystemAssigned' } : null"), assign("a.id"))).toMatchObject({
      what: "block",
      offers: [],
    });
  });

  it("edits a variable where another one leads to it", () => {
    const text = (value: string) => `var i = j\nvar j = {\n  type: '${value}'\n}\n${withBlock("i")}`;
    expect(changed(text("SystemAssigned"), { kind: "removeAll" })).toMatchObject({
      declaration: { kind: "variable", name: "j" },
    });
    const allowed = { allow: ["editDeclaration"] } as const;
    expect(changed(text("SystemAssigned"), { kind: "removeAll" }, allowed)).toBe(text("None"));
  });

  it("edits a dictionary that is a variable there", () => {
    const before = "var d = {\n  '${a.id}': {}\n}\n";
    const text = vm(
      "  name: 'vm'\n  identity: { type: 'UserAssigned', userAssignedIdentities: d }\n",
      undefined,
      before,
    );
    expect(changed(text, assign("b.id"), { allow: ["editDeclaration"] })).toBe(
      text.replace("{}\n}", "{}\n  '${b.id}': {}\n}"),
    );
  });

  it("is refused where an other that shares the variable could not hold it", () => {
    const flexible =
      "resource set 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {\n  name: 's'\n  identity: i\n  properties: { orchestrationMode: 'Flexible' }\n}\n";
    const text = vm("  name: 'vm'\n  identity: i\n", undefined, "var i = { type: 'None' }\n") + flexible;
    expect(changed(text, system, { allow: ["editDeclaration"] })).toBe("othersWouldNotFit");
  });

  it("is refused for what does not parse in its own members, and only for that", () => {
    expect(changed(vm("  name: 'vm'\n  tags: {\n"), system)).toBe("syntaxError");
    expect(changed(vm("  name: 'vm'\n  identity: { type: }\n"), system)).toBe("syntaxError");
    expect(changed(vm("  name: 'vm'\n  ???\n"), system)).toBe("syntaxError");
    expect(changed(vm("  name: 'vm'\n  properties: {\n    a: \n  }\n"), system)).toContain("identity: {");
  });

  it("is written in loops, conditions and instances", () => {
    const body = "{\n  name: 'vm'\n}";
    for (const around of [`[for i in range(0, 3): ${body}]`, `if (x) ${body}`, `[for i in y: if (i > 0) ${body}]`]) {
      const text = `resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = ${around}\n`;
      expect(changed(text, system)).toBe(
        text.replace("'vm'\n}", "'vm'\n  identity: {\n    type: 'SystemAssigned'\n  }\n}"),
      );
    }
    const nested = `resource set 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' existing = {\n  name: 's'\n  resource one 'virtualMachines' = {\n    name: '0'\n  }\n}\n`;
    expect(changed(nested, system)).toContain("    name: '0'\n    identity: {\n      type: 'SystemAssigned'\n    }\n");
  });
});

const path = "br/public:avm/res/compute/virtual-machine:0.10.0";
const call = (params: string, at = path) => `module vm '${at}' = {\n  name: 'd'\n  params: {\n${params}  }\n}\n`;

describe("a change of the call of a verified module", () => {
  it("adds, changes and removes its identities", () => {
    expect(changed(call("    name: 'vm'\n"), assign("a.outputs.resourceId"))).toBe(
      call(
        "    name: 'vm'\n    managedIdentities: {\n      userAssignedResourceIds: [\n        a.outputs.resourceId\n      ]\n    }\n",
      ),
    );
    const on =
      "    managedIdentities: {\n      systemAssigned: true\n      userAssignedResourceIds: [\n        a.id\n      ]\n    }\n";
    expect(changed(call(on), { kind: "disableSystemAssigned" })).toBe(call(on.replace("true", "false")));
    expect(changed(call(on), { kind: "removeAll" })).toBe(
      call("    managedIdentities: {\n      systemAssigned: false\n    }\n"),
    );
    expect(changed(call("    managedIdentities: {}\n"), system)).toBe(
      call("    managedIdentities: {\n      systemAssigned: true\n    }\n"),
    );
    expect(changed("module vm '" + path + "' = {\n  name: 'd'\n}\n", system)).toBe(
      `module vm '${path}' = {\n  name: 'd'\n  params: {\n    managedIdentities: {\n      systemAssigned: true\n    }\n  }\n}\n`,
    );
  });

  it("refuses a system-assigned identity on a set that is Flexible by default", () => {
    const set = "br/public:avm/res/compute/virtual-machine-scale-set:0.5.0";
    expect(changed(call("    name: 's'\n", set), system)).toBe("hazard");
    expect(changed(call("    orchestrationMode: 'Uniform'\n", set), system)).toContain("systemAssigned: true");
    expect(changed(call("    name: 's'\n", set), assign("a.id"))).toContain("a.id");
  });

  it("says what keeps the system-assigned identity of a machine that joins Microsoft Entra", () => {
    const joined = "    extensionAadJoinConfig: {\n      enabled: true\n    }\n";
    expect(changed(call(joined), assign("a.id"))).toBe("moduleEnablesSystemAssigned");
    const on = `${joined}    managedIdentities: {\n      systemAssigned: true\n    }\n`;
    expect(changed(call(on), assign("a.id"))).toContain("a.id");
    expect(changed(call(on), { kind: "disableSystemAssigned" })).toBe(call(joined));
  });
});

describe("every change of every form", () => {
  const blocks = [
    ...[
      "{\n    type: 'SystemAssigned' // on\n  }",
      "{ type: 'UserAssigned', userAssignedIdentities: { '${a.id}': {} } }",
      "null",
      "{}",
    ],
    ...[
      "{ /* none */ }",
      "{\n    // none\n  }",
      "{\n    userAssignedIdentities: {}\n    type: 'SystemAssigned'\n  }",
      "i",
      "p",
      "any(i)",
    ],
    "{\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      // first\n      '${a.id}': {} // a\n      /* b */ '${b.id}': {}\n    } // end\n  }",
    "{\n    type: t\n    userAssignedIdentities: d\n  }",
    "{\n    type: 'UserAssigned'\n    identityIds: [\n      a.id // a\n      '/x/y'\n    ]\n  }",
    "{\n    type: 'UserAssigned', userAssignedIdentities: {\n      '${a.id}': {}, '${b.id}': {} } }",
  ];
  const before =
    "param p object = { type: 'None' }\nvar i = { // the identity\n  type: 'SystemAssigned'\n}\nvar t = 'UserAssigned'\nvar d = {\n  '${a.id}': {}\n}\n";
  const versions = ["2016-03-30", "2017-12-01", "2024-07-01"];
  it.each(blocks.flatMap((block) => versions.map((version) => [block, version] as const)))(
    "of %j at %s",
    (block, version) => {
      for (const lineEnd of ["\n", "\r\n"]) {
        const text = vm(`  name: 'vm'\n  identity: ${block}\n  tags: {}\n`, version, before).replaceAll("\n", lineEnd);
        const file = readBicep(text);
        for (const change of [...changes, remove("a.id"), remove("b.id")]) {
          for (const options of permissions) {
            checkChange(file, 0, change, options);
          }
        }
      }
    },
  );
});
