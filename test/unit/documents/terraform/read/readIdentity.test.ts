import { describe, expect, it } from "vitest";
import { atOnce } from "../../../../../src/documents/sliced";
import { firstOf, A, dynamic, identity, said, vm } from "../samples";
import { open } from "../changes";

const B = "azurerm_user_assigned_identity.b.id";

const each = (forEach: string, type: string, list: string) =>
  vm(`  for_each = ${forEach}\n\n  identity {\n    type         = ${type}\n    identity_ids = ${list}\n  }\n\n`);

describe("a resource that is made for each element", () => {
  it("is read with the element where there is one", () => {
    const one = `{ web = { type = "UserAssigned", ids = [${A}] } }`;
    expect(said(each(one, "each.value.type", "each.value.ids"))).toEqual([false, [A]]);
    expect(
      said(each("local.all", "each.value.type", "each.value.ids"), { "locals.tf": `locals {\n  all = ${one}\n}\n` }),
    ).toEqual([false, [A]]);
    expect(
      open(vm("").replace(`"vm"`, "each.key").replace("{\n", `{\n  for_each = toset(["vm-web"])\n`)).resources[0]
        ?.label,
    ).toBe("vm-web");
  });

  it("is open where there are several, or where a variable says which, and can be gone to where they are listed", () => {
    const several = `locals {\n  all = { a = { ids = [${A}] }, b = { ids = [${B}] } }\n}\n`;
    const text = each("local.all", `"UserAssigned"`, "each.value.ids");
    expect(said(text, { "locals.tf": several })).toEqual([false, "unknown"]);
    expect(firstOf(open(text, { "locals.tf": several })).declaration).toMatchObject({ path: "locals.tf", start: 11 });
    const variable = `variable "all" {\n  default = { a = { ids = [${A}] } }\n}\n`;
    expect(said(each("var.all", `"UserAssigned"`, "each.value.ids"), { "variables.tf": variable })).toEqual([
      false,
      "unknown",
    ]);
  });

  it("is read where no element decides, also beside count", () => {
    const counted = vm(
      `  count = 3\n\n${identity("UserAssigned", `[azurerm_user_assigned_identity.a[count.index].id]`)}`,
    );
    expect(said(counted)).toEqual([false, ["azurerm_user_assigned_identity.a[count.index].id"]]);
    expect(said(each("var.all", `"UserAssigned"`, `[${A}]`))).toEqual([false, [A]]);
  });
});

describe("a list that a function puts together", () => {
  it.each([
    ["lists", `concat([${A}], [${B}])`, [A, B]],
    ["a list and a local one", `concat([${A}], local.ids)`, [A, B]],
    ["a distinct set of them", `toset(concat([${A}], local.ids, []))`, [A, B]],
    ["a union", `setunion([${A}], [${B}])`, [A, B]],
    ["a list and a variable", `concat([${A}], var.ids)`, "unknown"],
    ["a list and what is not known", `concat([${A}], module.x.ids)`, "unknown"],
    ["lists that are handed over as one", `concat(local.ids...)`, "unknown"],
  ])("of %s", (_what, list, ids) => {
    const rest = `locals {\n  ids = [${B}]\n}\nvariable "ids" {\n  default = []\n}\n`;
    expect(said(vm(identity("UserAssigned", list), rest))).toEqual([false, ids]);
  });
});

describe("a dynamic block", () => {
  const inner = "type = identity.value.type\n      identity_ids = identity.value.ids";
  const local = (value: string) => `locals {\n  identity = ${value}\n}\n`;
  const object = `{\n    type = "UserAssigned"\n    ids  = [${A}]\n  }`;

  it.each([
    ["over a local value with its splat", "local.identity[*]", local(object), [false, [A]]],
    ["over a local value that is null", "local.identity[*]", local("null"), [false, []]],
    [
      "over a variable with its splat",
      "var.identity[*]",
      `variable "identity" {\n  default = ${object}\n}\n`,
      ["unknown", "unknown"],
    ],
  ])("%s", (_what, forEach, rest, expected) => {
    expect(said(vm(dynamic(forEach, inner), rest))).toEqual(expected);
  });

  it("of a resource that is made for one element is read with that", () => {
    const text = vm(`  for_each = { a = ${object} }\n\n${dynamic("[each.value]", inner)}`);
    expect(said(text)).toEqual([false, [A]]);
  });
});

describe("a request of azapi", () => {
  const azapi = (body: string, rest = "") =>
    `resource "azapi_resource" "x" {\n  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  name = "vm"\n  body = ${body}\n}\n${rest}`;
  const object = (type: string, keys = "") => `{\n    identity = {\n      type = "${type}"\n${keys}    }\n  }`;
  const keys = `      userAssignedIdentities = {\n        (${A}) = {}\n        "\${${B}}" = {}\n      }\n`;

  it("is read in Azure's own form", () => {
    expect(said(azapi(object("SystemAssigned")))).toEqual([true, []]);
    expect(said(azapi(object("SystemAssigned,UserAssigned", keys)))).toEqual([true, [A, `"\${${B}}"`]]);
    expect(said(azapi(`jsonencode(${object("UserAssigned", keys)})`))).toEqual([false, [A, `"\${${B}}"`]]);
    expect(said(azapi("local.body", `locals {\n  body = ${object("SystemAssigned")}\n}\n`))).toEqual([true, []]);
    expect(said(azapi("{}"))).toEqual([false, []]);
  });

  it("has nothing wrong where Azure takes it", () => {
    const document = open(azapi(object("SystemAssigned,UserAssigned", keys)));
    expect(atOnce(document.diagnose())).toEqual([]);
  });
});

describe("identities that no file spells out", () => {
  it.each([
    ["members of a value that is made", "[local.m.a, local.m.b]", "locals {\n  m = merge(var.x, var.y)\n}\n", ""],
    [
      "elements of a value that is made",
      '[local.m["a"], local.m["b"], local.m[0]]',
      "locals {\n  m = merge(var.x, var.y)\n}\n",
      "",
    ],
    ["parts of each of several elements", "[each.value.a, each.value.b, each.key]", "", "  for_each = local.all\n\n"],
    ["parts of each of what is not known", "[each.value.a, each.value.b]", "", "  for_each = module.x.all\n\n"],
  ])("stay apart: %s", (_what, list, rest, head) => {
    const all = "locals {\n  all = { a = { a = var.x }, b = { a = var.y } }\n}\n";
    const text = vm(head + identity("UserAssigned", list), rest);
    const document = open(text, { "all.tf": all });
    expect(atOnce(document.diagnose()).map(({ facts }) => facts.code)).toEqual([]);
    expect(said(text, { "all.tf": all })).toEqual([false, list.slice(1, -1).split(", ")]);
  });
});
