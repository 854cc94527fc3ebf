import { describe, expect, it } from "vitest";
import {
  actionsFor,
  actionsOffered,
  isTemplateAction,
  type TemplateAction,
} from "../../../../src/features/templates/templateAction";
import { openArmDocument } from "../../../../src/documents/arm/seam/openArmDocument";
import { atOnce } from "../../../../src/documents/sliced";

const openTemplate = (text: string) => atOnce(openArmDocument(text));

function actions(identity: unknown, apiVersion = "2023-03-01", variables: unknown = {}): readonly string[] {
  const resource = { type: "Microsoft.Compute/virtualMachines", apiVersion, name: "vm-1", identity };
  const template = openTemplate(JSON.stringify({ contentVersion: "1.0.0.0", variables, resources: [resource] }));
  const [first] = template.resources;
  const name = (action: TemplateAction) => (action.kind === "change" ? action.change.kind : action.kind);
  return first === undefined ? [] : actionsFor(template, first, true).map(name);
}

const LIVE = ["importLive", "compareWithLive"];

describe("the actions on a resource of a template", () => {
  it("add where it has nothing", () => {
    expect(actions(undefined)).toEqual(["enableSystemAssigned", "assign", ...LIVE]);
  });

  it("take away what it has, a sole identity by its name", () => {
    const one = { "[parameters('a')]": {} };
    const two = { ...one, "[parameters('b')]": {} };
    const both = "SystemAssigned, UserAssigned";
    expect(actions({ type: both, userAssignedIdentities: two })).toEqual([
      "assign",
      "disableSystemAssigned",
      "remove",
      "removeAllUserAssigned",
      "removeAll",
      ...LIVE,
    ]);
    expect(actions({ type: both, userAssignedIdentities: one })).toEqual([
      "assign",
      "disableSystemAssigned",
      "removeUserAssigned",
      "removeAll",
      ...LIVE,
    ]);
  });

  it("say the same thing once", () => {
    const two = { "[parameters('a')]": {}, "[parameters('b')]": {} };
    expect(actions({ type: "SystemAssigned" })).toEqual(["assign", "disableSystemAssigned", ...LIVE]);
    expect(actions({ type: "UserAssigned", userAssignedIdentities: two })).toEqual([
      "enableSystemAssigned",
      "assign",
      "remove",
      "removeAll",
      ...LIVE,
    ]);
  });

  it("convert and raise where the API version is old", () => {
    const array = { type: "UserAssigned", identityIds: ["[parameters('a')]"] };
    expect(actions(array, "2017-12-01")).toContain("raiseApiVersion");
    expect(actions(array, "2017-12-01")).toContain("convertShape");
    expect(actions({ type: "SystemAssigned" }, "2023-03-01")).not.toContain("raiseApiVersion");
  });

  it("go to the variable that the identity is, and leave open what it does not tell", () => {
    const offered = actions("[variables('identity')]", "2023-03-01", { identity: "[parameters('x')]" });
    expect(offered).toEqual([
      "enableSystemAssigned",
      "assign",
      "disableSystemAssigned",
      "removeAllUserAssigned",
      "removeAll",
      "goToDeclaration",
      ...LIVE,
    ]);
  });

  it("take away what a variable lists, as what the block lists itself", () => {
    const identity = { type: "UserAssigned", userAssignedIdentities: "[variables('ids')]" };
    const ids = { "[parameters('a')]": {}, "[parameters('b')]": {} };
    const offered = ["enableSystemAssigned", "assign", "remove", "removeAll", ...LIVE];
    expect(actions(identity, "2023-03-01", { ids })).toEqual(offered);
  });

  it("are none that change a block which cannot be understood", () => {
    expect(actions({ type: "Sistem" })).toEqual(LIVE);
  });
});

describe("what a command is called with", () => {
  it.each([[undefined], [null], ["assign"], [{ action: "assign" }]])("%j is no action", (value) => {
    expect(isTemplateAction(value)).toBe(false);
  });
});

describe("the actions on a resource whose text does not parse", () => {
  it("are those that write nothing", () => {
    const text = `{ "contentVersion": "1.0.0.0", "resources": [
      { "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01" "name": "vm-1" } ] }`;
    const template = openTemplate(text);
    const [first] = template.resources;
    expect(first && actionsOffered(template, first, true)).toEqual([{ kind: "compareWithLive" }]);
    const whole = openTemplate(text.replace(`01" "`, `01", "`));
    const [same] = whole.resources;
    expect(same && actionsOffered(whole, same, true)).toEqual(same && actionsFor(whole, same, true));
    const withoutLive = same && actionsOffered(whole, same, false).map(({ kind }) => kind);
    expect(withoutLive).toEqual(["change", "assign"]);
  });
});
