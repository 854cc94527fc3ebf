import { describe, expect, it } from "vitest";
import { atOnce } from "../../../../../src/documents/sliced";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { terraformLanguage } from "../../../../../src/documents/terraform/terraformLanguage";
import { after, changed, ID, LIVE_ID, open, outcomeOf } from "../changes";
import { A, dynamic, firstOf, identity, said, vm } from "../samples";
import { grammarFiles } from "../terraformModels";

describe("what a configuration says of a machine", () => {
  it.each([
    ["nothing", vm(""), [false, []]],
    ["a block", vm(identity("SystemAssigned, UserAssigned", `[${A}, "${ID}"]`)), [true, [A, ID]]],
    ["a type without the blank", vm(identity("SystemAssigned,UserAssigned", `[${A}]`)), [true, [A]]],
    ["ids that its type leaves out", vm(identity("SystemAssigned", `[${A}]`)), [true, []]],
    ["a local list", vm(identity("UserAssigned", "local.ids"), `locals {\n  ids = toset([${A}])\n}\n`), [false, [A]]],
    [
      "a variable list",
      vm(identity("UserAssigned", "var.ids"), `variable "ids" {\n  default = [${A}]\n}\n`),
      [false, "unknown"],
    ],
    ["two blocks", vm(identity("SystemAssigned") + identity("SystemAssigned")), "duplicateMember"],
    ["ids without a type", vm(`  identity {\n    identity_ids = [${A}]\n  }\n\n`), "typeMissing"],
    ["another type", vm(identity("Whatever")), "typeNotKnown"],
    ["a dynamic block that is there once", vm(dynamic("[1]", `type = "SystemAssigned"`)), [true, []]],
    ["a dynamic block that is not there", vm(dynamic("[]", `type = "SystemAssigned"`)), [false, []]],
    [
      "a dynamic block that may be there",
      vm(dynamic("var.on ? [1] : []", `type = "UserAssigned"\n      identity_ids = [${A}]`)),
      [false, "unknown"],
    ],
    [
      "a dynamic block over a local object",
      vm(
        dynamic("[local.identity]", `type = identity.value.type\n      identity_ids = identity.value.ids`),
        `locals {\n  identity = {\n    type = "UserAssigned"\n    ids  = [${A}]\n  }\n}\n`,
      ),
      [false, [A]],
    ],
    [
      "a local value that leads to itself",
      vm(identity("UserAssigned", "local.a"), "locals {\n  a = local.b\n  b = local.a\n}\n"),
      [false, "unknown"],
    ],
  ])("%s", (_what, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it("is read from the other files of the folder, and from values that Terraform loads unasked", () => {
    const text = vm(identity("UserAssigned", "local.ids"));
    expect(said(text, { "locals.tf": `locals {\n  ids = [${A}]\n}\n` })).toEqual([false, [A]]);
    const [declaration] = [firstOf(open(text, { "locals.tf": `locals {\n  ids = [${A}]\n}\n` })).declaration];
    expect(declaration).toEqual({ start: 11, end: 11 + `ids = [${A}]`.length, path: "locals.tf" });
  });

  it("is nothing for data sources, other resources and other modules", () => {
    const text = `data "azurerm_virtual_machine" "x" {\n}\nresource "azurerm_subnet" "y" {\n}\nmodule "z" {\n  source = "./vm"\n}\n`;
    expect(open(text).resources).toEqual([]);
  });
});

describe("a change of a configuration", () => {
  it("writes a block where the documentation has it, laid out as terraform fmt does it", () => {
    expect(changed(vm(""), { kind: "enableSystemAssigned" })).toBe(vm(identity("SystemAssigned")));
    expect(changed(vm(""), { kind: "assignUserAssigned", ids: [A] })).toBe(vm(identity("UserAssigned", `[${A}]`)));
  });

  it("writes a live id in the casing that the provider takes", () => {
    const text = changed(vm(identity("UserAssigned", `[${A}]`)), { kind: "assignUserAssigned", ids: [LIVE_ID] });
    expect(text).toBe(vm(identity("UserAssigned", `[${A}, "${ID}"]`)));
  });

  it("lines up what it changes, and takes back what it lined up", () => {
    const both = vm(identity("SystemAssigned, UserAssigned", `[${A}]`));
    expect(changed(vm(identity("SystemAssigned")), { kind: "assignUserAssigned", ids: [A] })).toBe(both);
    expect(changed(both, { kind: "removeAllUserAssigned" })).toBe(vm(identity("SystemAssigned")));
  });

  it("takes the block with the last identity, and keeps its comments", () => {
    expect(changed(vm(identity("SystemAssigned")), { kind: "disableSystemAssigned" })).toBe(vm(""));
    const commented = vm(`  identity {\n    type = "SystemAssigned" # for the vault\n  }\n\n`);
    expect(changed(commented, { kind: "removeAll" })).toBe(vm("  # for the vault\n\n"));
  });

  it("follows the style of a list of several lines", () => {
    const list = `[\n      ${A}, # the first\n      azurerm_user_assigned_identity.b.id\n    ]`;
    const text = vm(`  identity {\n    type = "UserAssigned"\n    identity_ids = ${list}\n  }\n\n`);
    const more = text.replace("b.id\n", "b.id,\n      var.c\n");
    expect(changed(text, { kind: "assignUserAssigned", ids: ["var.c"] })).toBe(more);
    expect(changed(more, { kind: "removeUserAssigned", ids: ["var.c"] })).toBe(text);
    expect(changed(text, { kind: "removeUserAssigned", ids: [A] })).toBe(text.replace(`${A}, #`, "#"));
  });

  it("goes to a declaration in another file where the user asks for that", () => {
    const text = vm(identity("UserAssigned", "local.ids"));
    const beside = { "locals.tf": `locals {\n  ids = [${A}]\n}\n` };
    const request = { kind: "change", change: { kind: "assignUserAssigned", ids: ["var.b"] } } as const;
    const asked = outcomeOf(open(text, beside), request);
    expect(asked).toMatchObject({
      kind: "asks",
      question: { what: "list", declaration: { kind: "local", name: "ids" } },
    });
    const outcome = outcomeOf(open(text, beside), request, ["editDeclaration"]);
    expect(outcome).toMatchObject({ kind: "edits", edits: [], elsewhere: [{ path: "locals.tf" }] });
    const elsewhere = outcome.kind === "edits" ? (outcome.elsewhere ?? []) : [];
    expect(applyEdits(beside["locals.tf"], elsewhere[0]?.edits ?? [])).toBe(`locals {\n  ids = [${A}, var.b]\n}\n`);
  });

  it("refuses a system-assigned identity of a Flexible scale set, with the reason", () => {
    const text = `resource "azurerm_orchestrated_virtual_machine_scale_set" "x" {\n}\n`;
    const request = { kind: "change", change: { kind: "enableSystemAssigned" } } as const;
    expect(outcomeOf(open(text), request)).toMatchObject({
      kind: "refused",
      refusal: { hazards: [{ kind: "flexibleTakesUserAssignedOnly" }] },
    });
  });

  it("refuses what is the id of something else", () => {
    const change = { kind: "assignUserAssigned", ids: ["azurerm_key_vault.x.id"] } as const;
    expect(outcomeOf(open(vm("")), { kind: "change", change })).toMatchObject({
      kind: "refused",
      refusal: { hazards: [{ kind: "notAUserAssignedIdentity" }] },
    });
  });

  it("touches nothing that does not parse", () => {
    const request = { kind: "change", change: { kind: "enableSystemAssigned" } } as const;
    expect(outcomeOf(open(vm("  ident\n")), request)).toMatchObject({
      kind: "refused",
      refusal: { reason: "syntaxError" },
    });
  });
});

describe("a live identity is said", () => {
  const assign = (form: "dataSource" | "inputVariable" | "local", text: string) =>
    after(text, { kind: "assign", identities: [{ kind: "id", id: LIVE_ID, form }] });
  const block = (reference: string) => identity("UserAssigned", `[${reference}]`);

  it("through a data source, which is used again", () => {
    const data = `data "azurerm_user_assigned_identity" "id_new" {\n  name                = "id-new"\n  resource_group_name = "rg-new"\n}\n\n`;
    const text = assign("dataSource", vm(""));
    expect(text).toBe(data + vm(block("data.azurerm_user_assigned_identity.id_new.id")));
    expect(assign("dataSource", data + vm(""))).toBe(text);
  });

  it("through a variable behind the others, and through a local value among the others", () => {
    const variable = `variable "new_identity_id" {\n  type    = string\n  default = "${ID}"\n}\n`;
    expect(assign("inputVariable", `variable "a" {\n}\n\n${vm("")}`)).toBe(
      `variable "a" {\n}\n\n${variable}\n${vm(block("var.new_identity_id"))}`,
    );
    expect(assign("local", `locals {\n  a = 1\n}\n\n${vm("")}`)).toBe(
      `locals {\n  a               = 1\n  new_identity_id = "${ID}"\n}\n\n${vm(block("local.new_identity_id"))}`,
    );
  });
});

describe("what is wrong in a configuration", () => {
  const codes = (text: string) => atOnce(open(text).diagnose()).map(({ facts }) => facts.code);
  const fixed = (text: string) => {
    const document = open(text);
    const [fix] = atOnce(document.diagnose())[0]?.fixes ?? [];
    const outcome = fix === undefined ? undefined : atOnce(document.fix(fix));
    return outcome?.kind === "edits" ? applyEdits(text, outcome.edits) : JSON.stringify(outcome);
  };
  const read = `output "p" {\n  value = azurerm_linux_virtual_machine.x.identity[0].principal_id\n}\n`;
  const credential = (name: string) => `resource "azurerm_federated_identity_credential" "f" {\n  ${name} = ${A}\n}\n`;
  const wrongCase = LIVE_ID;

  it.each([
    ["typeSpelling", vm(identity("systemAssigned")), vm(identity("SystemAssigned"))],
    [
      "typeSpelling",
      vm(identity("SystemAssigned,UserAssigned", `[${A}]`)),
      vm(identity("SystemAssigned, UserAssigned", `[${A}]`)),
    ],
    ["typeNotKnown", vm(identity("SystemAsigned")), vm(identity("SystemAssigned"))],
    ["typeNotKnown", vm(identity("None")), vm("")],
    ["userAssignedWithoutIdentities", vm(identity("UserAssigned")), vm("")],
    ["userAssignedWithoutIdentities", vm(identity("SystemAssigned, UserAssigned")), vm(identity("SystemAssigned"))],
    [
      "identitiesWithoutUserAssigned",
      vm(identity("SystemAssigned", `[${A}]`)),
      vm(identity("SystemAssigned, UserAssigned", `[${A}]`)),
    ],
    ["identityIdCasing", vm(identity("UserAssigned", `["${wrongCase}"]`)), vm(identity("UserAssigned", `["${ID}"]`))],
    ["duplicateIdentity", vm(identity("UserAssigned", `[${A}, ${A}]`)), vm(identity("UserAssigned", `[${A}]`))],
    ["malformedIdentityId", vm(identity("UserAssigned", `[${A}, "id-a"]`)), vm(identity("UserAssigned", `[${A}]`))],
    [
      "notAUserAssignedIdentity",
      vm(identity("UserAssigned", `[${A}, azurerm_key_vault.x.id]`)),
      vm(identity("UserAssigned", `[${A}]`)),
    ],
    ["principalIdWithoutSystemAssigned", vm("", read), vm(identity("SystemAssigned"), read)],
    ["renamedAttribute", credential("parent_id"), credential("user_assigned_identity_id")],
    [
      "systemAssignedOnFlexible",
      vm(identity("SystemAssigned, UserAssigned", `[${A}]`)).replace(
        "linux_virtual_machine",
        "orchestrated_virtual_machine_scale_set",
      ),
      vm(identity("UserAssigned", `[${A}]`)).replace("linux_virtual_machine", "orchestrated_virtual_machine_scale_set"),
    ],
  ])("%s is found, and fixed", (code, text, repaired) => {
    expect(codes(text)).toEqual([code]);
    expect(fixed(text)).toBe(repaired);
  });

  it.each([
    [
      "a reading with a way out",
      vm("", `output "p" {\n  value = try(azurerm_linux_virtual_machine.x.identity[0].principal_id, null)\n}\n`),
    ],
    [
      "a reading in a comment or text",
      vm(
        "",
        `# azurerm_linux_virtual_machine.x.identity[0].principal_id\noutput "p" {\n  value = "azurerm_linux_virtual_machine.x.identity[0].principal_id"\n}\n`,
      ),
    ],
    [
      "an older provider",
      `terraform {\n  required_providers {\n    azurerm = {\n      source  = "hashicorp/azurerm"\n      version = "~> 4.10.0"\n    }\n  }\n}\n\n${credential("parent_id")}`,
    ],
  ])("%s is left alone", (_what, text) => {
    expect(codes(text)).toEqual([]);
  });

  it("is fixed all at once", () => {
    const text = vm(identity("UserAssigned", `[${A}, ${A}, ${A}]`));
    const document = open(text);
    expect(applyEdits(text, atOnce(document.fixAll("duplicateIdentity")))).toBe(vm(identity("UserAssigned", `[${A}]`)));
  });
});

describe("beside a live machine", () => {
  const live = { systemAssigned: {}, userAssigned: [{ id: LIVE_ID }] };

  it("an apply is said to take what is not named", () => {
    const document = open(
      vm(identity("UserAssigned", `[${A}]`), `resource "azurerm_user_assigned_identity" "a" {\n  name = "other"\n}\n`),
    );
    expect(document.compareWithLive(firstOf(document), live)).toMatchObject({
      systemAssigned: "disabled",
      added: [A],
      dropped: [{ id: LIVE_ID }],
      unknown: [],
    });
  });

  it("a resource of the configuration is the live identity of its name and resource group", () => {
    const made = `resource "azurerm_user_assigned_identity" "a" {\n  name                = "id-new"\n  resource_group_name = "RG-new"\n}\n`;
    const document = open(vm(identity("SystemAssigned, UserAssigned", `[${A}]`), made));
    expect(document.compareWithLive(firstOf(document), live)).toMatchObject({
      systemAssigned: "same",
      added: [],
      dropped: [],
    });
  });

  it("changes can be ignored, which is then all that an apply does", () => {
    const text = vm("");
    const document = open(text);
    expect(document.remedies(firstOf(document))).toEqual([{ kind: "ignoreChanges" }]);
    const outcome = atOnce(document.applyRemedy(firstOf(document), { kind: "ignoreChanges" }));
    const ignored = outcome.kind === "edits" ? applyEdits(text, outcome.edits) : "";
    expect(ignored).toBe(text.replace(/\}\n$/, "\n  lifecycle {\n    ignore_changes = [identity]\n  }\n}\n"));
    const again = open(ignored);
    expect(again.remedies(firstOf(again))).toEqual([]);
    expect(again.compareWithLive(firstOf(again), live)).toMatchObject({ systemAssigned: "same", dropped: [] });
  });
});

describe("the places of a configuration", () => {
  it("tell what is completed there, also in what does not parse yet", () => {
    const at = (text: string) => {
      const offset = text.indexOf("|");
      return open(text.replace("|", "")).completion(offset)?.wants;
    };
    expect(at(vm(`  identity {\n    type = "|"\n  }\n\n`))).toBe("type");
    expect(at(vm(`  identity {\n    type = |\n  }\n\n`))).toBe("type");
    expect(at(vm(`  identity {\n    identity_ids = [|]\n  }\n\n`))).toBe("identity");
    expect(at(vm(`  identity {\n    identity_ids = [${A}, az|\n  }\n\n`))).toBe("identity");
    expect(at(vm(`  identity {\n    identity_ids = toset(concat([${A}], [|]))\n  }\n\n`))).toBe("identity");
    expect(at(vm(`  tags = {\n    type = "|"\n  }\n\n`))).toBeUndefined();
    expect(at(vm(`  identity {\n    # type = "|"\n  }\n\n`))).toBeUndefined();
  });

  it("tell what is completed in a request of azapi, where an identity is a key", () => {
    const at = (keys: string) => {
      const text = `resource "azapi_resource" "x" {\n  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  body = {\n    identity = {\n      type = "UserAssigned"\n      userAssignedIdentities = {\n        ${keys}\n      }\n    }\n  }\n}\n`;
      return open(text.replace("|", "")).completion(text.indexOf("|"));
    };
    expect(at("|")?.written(A)).toBe(`(${A}) = {}`);
    expect(at(`(${A}) = {}\n        |`)?.written(ID)).toBe(`"${ID}" = {}`);
    expect(at(`"|" = {}`)?.written(ID)).toBe(`"${ID}"`);
    expect(at(`"|" = {}`)?.written(A)).toBe(`(${A})`);
    expect(at(`(${A}) = {|}`)).toBeUndefined();
    expect(at(`(${A}) = |`)).toBeUndefined();
  });

  it("tell what is hovered over", () => {
    const text = vm(identity("UserAssigned", `["${ID}"]`));
    const place = open(text).hover(text.indexOf("id-new"));
    expect(place?.listed?.id).toBe(ID.toLowerCase());
    expect(open(text).hover(text.indexOf("os_disk"))).toBeUndefined();
  });
});

it("the language is that of configurations for Azure, and is loaded once", async () => {
  let reads = 0;
  const language = terraformLanguage({
    read(file) {
      reads++;
      return grammarFiles.read(file);
    },
  });
  expect(language.isWrittenIn(vm(""))).toBe(true);
  expect(language.isWrittenIn(`resource "aws_instance" "x" {\n}\n`)).toBe(false);
  expect(reads).toBe(0);
  const [one, two] = await Promise.all([language.load(), language.load()]);
  expect(one).toBe(two);
  expect(reads).toBe(2);
  const document = atOnce(one(vm("")));
  expect(atOnce(one(vm(""), document))).toBe(document);
});

it("a language whose parser cannot be read tries again", async () => {
  let isBroken = true;
  const language = terraformLanguage({
    read: (file) => (isBroken ? Promise.reject(new Error("unreadable")) : grammarFiles.read(file)),
  });
  await expect(language.load()).rejects.toThrow("unreadable");
  isBroken = false;
  await expect(language.load()).resolves.toBeTypeOf("function");
});
