import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixAll, isFixedWithAll } from "../../../../../src/documents/arm/fix/fixAll";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { convertShape, raiseApiVersion } from "../../../../../src/documents/arm/write/convertBlock";
import type { RepairOutcome } from "../../../../../src/documents/arm/write/changeOutcome";
import type { ChangeOptions, ChangeOutcome } from "../../../../../src/documents/arm/write/changeOutcome";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { id } from "../templates";

const enable: IdentityChange = { kind: "enableSystemAssigned" };
const disable: IdentityChange = { kind: "disableSystemAssigned" };
const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("b")] };

const THERE: ChangeOptions = { allow: ["editDeclaration"] };

const system = { type: "SystemAssigned" };
const user = { type: "UserAssigned", userAssignedIdentities: { [id("a")]: {} } };
const userArray = { type: "UserAssigned", identityIds: [id("a")] };
const typed = { type: "[variables('kind')]", userAssignedIdentities: { [id("a")]: {} } };

const machine = (apiVersion: string, identity: unknown = "[variables('who')]") => ({
  type: "Microsoft.Compute/virtualMachines",
  apiVersion,
  identity,
});
const flexible = (identity: unknown = "[variables('who')]") => ({
  ...machine("2023-03-01", identity),
  type: "Microsoft.Compute/virtualMachineScaleSets",
  properties: { orchestrationMode: "Flexible" },
});

interface Setting {
  readonly who: unknown;
  readonly kind?: string;
  readonly outputs?: object;
}

function template({ outputs, ...variables }: Setting, ...resources: object[]): ArmTemplate {
  const named = resources.map((resource, index) => ({ name: `vm-${index}`, ...resource }));
  return readArmTemplate(JSON.stringify({ contentVersion: "1.0.0.0", variables, resources: named, outputs }));
}

function first({ resources }: ArmTemplate) {
  const [resource] = resources;
  if (resource === undefined) {
    throw new Error("a machine is wanted");
  }
  return resource;
}

function offers(read: ArmTemplate, change: IdentityChange): readonly string[] {
  const outcome = changeIdentity(read, first(read), change);
  return outcome.kind === "asks" && outcome.question.kind === "isExpression" ? outcome.question.offers : [outcome.kind];
}

const names = (resources: readonly { readonly name: string | undefined }[] = []) => resources.map(({ name }) => name);

/** The names of the others that edits change too; what came instead of edits. */
function others(outcome: ChangeOutcome | RepairOutcome): readonly (string | undefined)[] | string {
  switch (outcome.kind) {
    case "edits":
      return names(outcome.alsoAffects);
    case "refused":
      return outcome.refusal.reason === "othersWouldNotFit"
        ? `refused for ${names(outcome.refusal.others).join(", ")}`
        : outcome.refusal.reason;
    case "asks":
      return `asks ${outcome.question.kind}`;
    case "noOp":
      return "noOp";
  }
}

describe("a block that a variable holds for several", () => {
  it("is edited there where all of them can hold the outcome, and tells whom that changes", () => {
    const read = template({ who: system }, machine("2023-03-01"), machine("2019-03-01"), machine("2020-06-01", user));
    expect(offers(read, assign)).toContain("editDeclaration");
    expect(others(changeIdentity(read, first(read), assign, THERE))).toEqual(["vm-1"]);
  });

  it.each([
    ["a version without user-assigned identities", system, machine("2017-03-30"), assign],
    ["a version without None", system, machine("2017-03-30"), disable],
    ["a version with the other shape", { type: "None" }, machine("2017-12-01"), assign],
    ["a Flexible scale set", user, flexible(), enable],
  ])("is left alone for %s", (_, who, other, change) => {
    const read = template({ who }, machine("2023-03-01"), other);
    expect(offers(read, change)).toEqual(["replaceExpression"]);
    expect(changeIdentity(read, first(read), change, THERE)).toMatchObject({
      kind: "asks",
      question: { kind: "isExpression", isUnfit: true, offers: ["replaceExpression"] },
    });
    const replaced = changeIdentity(read, first(read), change, { allow: ["editDeclaration", "replaceExpression"] });
    expect(others(replaced)).toEqual([]);
    const after = replaced.kind === "edits" ? JSON.parse(applyEdits(read.text, replaced.edits)) : undefined;
    expect(after).toMatchObject({ variables: { who }, resources: [{}, other] });
  });

  it("is left alone where the API version is raised for one of them only", () => {
    const read = template({ who: system }, machine("2017-03-30"), machine("2017-03-30"));
    expect(offers(read, assign)).toEqual(["replaceExpression"]);
    const alone = template({ who: system }, machine("2017-03-30"));
    expect(offers(alone, assign)).toContain("editDeclaration");
    expect(others(changeIdentity(alone, first(alone), assign, THERE))).toBe("asks apiVersionTooOld");
  });

  it("does not become a None that the version of its only machine lacks", () => {
    const read = template({ who: system }, machine("2017-03-30"));
    expect(offers(read, disable)).toEqual(["replaceExpression"]);
  });

  it("is edited for the one that can hold it where the other could not before either", () => {
    const read = template({ who: user }, machine("2023-03-01"), machine("2017-03-30"));
    expect(others(changeIdentity(read, first(read), assign, THERE))).toEqual(["vm-1"]);
  });

  it("is left alone for the kind of others in its type alone", () => {
    const read = template({ who: {}, kind: "UserAssigned" }, machine("2023-03-01", typed), flexible(typed));
    expect(offers(read, enable)).toEqual(["replaceExpression"]);
    expect(others(changeIdentity(read, first(read), enable, THERE))).toBe("asks isExpression");
  });
});

describe("converting a block that a variable holds for several", () => {
  it("is refused where another one needs the shape that is there", () => {
    const read = template({ who: userArray }, machine("2023-03-01"), machine("2017-12-01"));
    expect(others(convertShape(read, first(read), "dictionary"))).toBe("refused for vm-1");
    const [diagnostic] = diagnose(read);
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix && others(fixDiagnostic(read, fix))).toBe("refused for vm-1");
  });

  it("tells whom it changes", () => {
    const read = template({ who: userArray }, machine("2023-03-01"), machine("2020-06-01"));
    expect(others(convertShape(read, first(read), "dictionary"))).toEqual(["vm-1"]);
  });

  it("is refused when one of them gets a newer API version", () => {
    const read = template({ who: userArray }, machine("2017-12-01"), machine("2017-12-01"));
    expect(others(raiseApiVersion(read, first(read), "2024-07-01"))).toBe("refused for vm-1");
    const plain = template({ who: system }, machine("2017-12-01"), machine("2017-12-01"));
    expect(others(raiseApiVersion(plain, first(plain), "2024-07-01"))).toEqual([]);
  });
});

describe("a fix in a block that a variable holds for several", () => {
  const fixed = (who: unknown, kind: string) => {
    const read = template({ who }, machine("2023-03-01"), machine("2023-03-01"));
    const fix = diagnose(read)[0]?.fixes.find((each) => each.kind === kind);
    return fix === undefined ? [] : others(fixDiagnostic(read, fix));
  };

  it.each([
    ["setType", { type: "SytemAssigned" }],
    ["removeLists", { ...user, type: "SystemAssigned" }],
    ["removeDuplicate", { type: "UserAssigned", userAssignedIdentities: { [id("a")]: {}, [id("A")]: {} } }],
    ["convertShape", userArray],
    ["change", { type: "UserAssigned", userAssignedIdentities: { [id("a")]: {}, bad: {} } }],
  ])("tells whom it changes: %s", (kind, who) => {
    expect(fixed(who, kind)).toHaveLength(1);
  });

  it("is not made where it would give another one what it cannot hold", () => {
    const read = template({ who: { type: "SytemAssigned" } }, machine("2023-03-01"), flexible());
    const [fix] = diagnose(read)[0]?.fixes ?? [];
    expect(fix && others(fixDiagnostic(read, fix))).toBe("refused for vm-1");
  });

  it("asks before it gives others an identity that one of them is read for", () => {
    const value =
      "[reference(resourceId('Microsoft.Compute/virtualMachines', 'vm-0'), '2023-03-01', 'Full').identity.principalId]";
    const setting = { who: user, outputs: { p: { type: "string", value } } };
    const both = (other: object) => {
      const read = template(setting, machine("2023-03-01"), other);
      const [fix] = diagnose(read)[0]?.fixes ?? [];
      return fix && others(fixDiagnostic(read, fix));
    };
    expect(both(machine("2023-03-01"))).toEqual(["vm-1"]);
    expect(both(flexible())).toBe("asks isExpression");
  });

  it("is left to a user when all of a kind are repaired", () => {
    const own = machine("2023-03-01", userArray);
    const read = template({ who: userArray }, machine("2023-03-01"), machine("2023-03-01"), own);
    expect(diagnose(read).filter((found) => isFixedWithAll(read, found))).toHaveLength(1);
    const after = JSON.parse(applyEdits(read.text, fixAll(read, "arrayInsteadOfDictionary"))) as unknown;
    expect(after).toMatchObject({ variables: { who: userArray }, resources: [{}, {}, { identity: user }] });
  });
});
