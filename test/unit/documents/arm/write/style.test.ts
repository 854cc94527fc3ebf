import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { assignIdentities } from "../../../../../src/documents/arm/reference/assignIdentities";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import type { ChangeOptions } from "../../../../../src/documents/arm/write/changeOutcome";
import { applied, id, only } from "../templates";

function changed(text: string, change: IdentityChange, options: ChangeOptions = {}): string {
  const { template, resource } = only(text);
  return applied(template, changeIdentity(template, resource, change, options));
}

const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("a")] };
const enable: IdentityChange = { kind: "enableSystemAssigned" };

describe("no-break spaces that indent", () => {
  const NBSP = "\u00a0";
  const indented = (text: string) => text.replace(/^ +/gm, (blanks) => NBSP.repeat(blanks.length));
  const template = (identity: string) =>
    indented(`{
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2023-03-01",
      "name": "vm",${identity}
      "properties": {}
    }
  ]
}
`);

  it("indent a new block too", () => {
    const block = `
      "identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "${id("a")}": {}
        }
      },`;
    expect(changed(template(""), assign)).toBe(template(block));
    expect(changed(template(block), { kind: "removeAllUserAssigned" })).toBe(
      template(`
      "identity": {
        "type": "None"
      },`),
    );
  });

  it("are mended nowhere else, and may be mixed with others", () => {
    const mixed = template("").replace(`${NBSP.repeat(6)}"name"`, `  ${NBSP.repeat(2)}  "name"`);
    const added = changed(mixed, enable);
    expect(added.replace(indented(`\n      "identity": {\n        "type": "SystemAssigned"\n      },`), "")).toBe(
      mixed,
    );
  });
});

describe("brackets on their own line", () => {
  const allman = (members: string) => `{
    "contentVersion": "1.0.0.0",
    "resources":
    [
        {
            "type": "Microsoft.Compute/virtualMachines",
            "apiVersion": "2023-03-01",
            "name": "vm",${members}
            "properties":
            {
                "hardwareProfile":
                {
                    "vmSize": "Standard_D2s_v5"
                }
            }
        }
    ]
}
`;
  const block = `
            "identity":
            {
                "type": "UserAssigned",
                "userAssignedIdentities":
                {
                    "${id("a")}": {}
                }
            },`;

  it("are those of a new block too", () => {
    expect(changed(allman(""), assign)).toBe(allman(block));
  });

  it("are those of what takes the place of an expression or of null", () => {
    const options = { allow: ["replaceExpression"] } as const;
    const setTo: IdentityChange = {
      kind: "setTo",
      state: { systemAssigned: undefined, userAssigned: [{ id: id("a") }] },
    };
    for (const value of ["null", `"[parameters('identity')]"`]) {
      for (const gap of [" ", "\n            "]) {
        expect(changed(allman(`\n            "identity":${gap}${value},`), setTo, options)).toBe(allman(block));
      }
    }
  });

  it("are those of a new list in a block", () => {
    const before = block.replace(/,\s*"userAssignedIdentities":\s*\{[^}]*\}\s*\}/, "").replace("UserAssigned", "None");
    expect(changed(allman(before), assign)).toBe(allman(block));
  });

  it("are those of a new parameter too", () => {
    const { template, resource } = only(allman(""));
    const after = applied(
      template,
      assignIdentities(template, resource, [{ kind: "parameter", name: "identityId", defaultValue: id("a") }]),
    );
    expect(after).toContain(`
    "parameters":
    {
        "identityId":
        {
            "type": "string",
            "defaultValue": "${id("a")}"
        }
    },
`);
  });

  it("are followed by most of the neighbours only", () => {
    const text = allman("").replace(`"properties":\n            {`, `"properties": {`);
    expect(changed(text, enable)).toContain(`            "identity": {\n`);
  });
});

describe("blanks around a colon", () => {
  it.each([`:  `, ` :  `, `  : `])("'%s' is followed where the whole neighbourhood has it", (colon) => {
    const plain = `{
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2023-03-01",
      "name": "vm",
      "properties": {}
    }
  ]
}
`;
    const habit = (text: string) => text.replaceAll('": ', `"${colon}`);
    expect(changed(habit(plain), assign)).toBe(
      habit(
        plain.replace(
          `      "properties"`,
          `      "identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "${id("a")}": {}
        }
      },
      "properties"`,
        ),
      ),
    );
  });

  it("is not taken from values in a column", () => {
    const text = `{
  "resources": [
    {
      "type":       "Microsoft.Compute/virtualMachines",
      "apiVersion": "2023-03-01",
      "name":       "vm",
      "tags":       {}
    }
  ]
}
`;
    expect(changed(text, enable)).toContain(`\n      "identity": {\n        "type": "SystemAssigned"\n      }`);
  });
});

it("reads its own blocks back in any of these layouts", () => {
  const text = `{\n\u00a0"resources" :  [\n\u00a0\u00a0{\n\u00a0\u00a0\u00a0"type" :  "Microsoft.Compute/virtualMachines",\n\u00a0\u00a0\u00a0"apiVersion" :  "2023-03-01"\n\u00a0\u00a0}\n\u00a0]\n}`;
  const after = changed(text, assign);
  const [resource] = readArmTemplate(after).resources;
  expect(resource?.identity.kind).toBe("block");
  expect(changed(after, { kind: "removeAll" })).toContain(`"type" :  "None"`);
});
