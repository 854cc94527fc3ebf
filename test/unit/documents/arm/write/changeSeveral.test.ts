import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixingAll } from "../../../../../src/documents/arm/fix/fixAll";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { assigningIdentities } from "../../../../../src/documents/arm/reference/assignIdentities";
import { atOnce, type Sliced } from "../../../../../src/documents/sliced";
import { changeIdentity, changingIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { changingSeveral, type ResourceChange } from "../../../../../src/documents/arm/write/changeSeveral";
import { applyEdits } from "../../../../../src/documents/textEdit";
import { id } from "../templates";

const enable: ResourceChange = (template, resource, options) =>
  changingIdentity(template, resource, { kind: "enableSystemAssigned" }, options);

function machines(count: number, identity: (number: number) => unknown): string {
  const resources = Array.from({ length: count }, (_, number) => ({
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2023-03-01",
    name: `vm-${number}`,
    location: "[resourceGroup().location]",
    identity: identity(number),
    properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } },
  }));
  return JSON.stringify({ contentVersion: "1.0.0.0", parameters: {}, resources }, undefined, 2);
}

const wrong = () => ({ type: "UserAssigned" });

/** How often the work can be interrupted: each reading of a text counts once for every 8 K of it, and each resource once. */
function stepsOf(work: Sliced<unknown>): number {
  let steps = 0;
  while (work.next().done !== true) {
    steps++;
  }
  return steps;
}

describe("a change of many resources", () => {
  const identities = [undefined, { type: "None" }, { type: "UserAssigned", userAssignedIdentities: { [id("a")]: {} } }];
  const text = machines(30, (number) => identities[number % 3]);

  it("comes to the same as one after the other", () => {
    const template = readArmTemplate(text);
    const { edits, outcomes } = atOnce(changingSeveral(template, template.resources, enable));
    let sequential = template;
    for (let number = 0; number < 30; number++) {
      const [resource] = sequential.resources.slice(number);
      const outcome = resource && changeIdentity(sequential, resource, { kind: "enableSystemAssigned" });
      sequential = readArmTemplate(outcome?.kind === "edits" ? applyEdits(sequential.text, outcome.edits) : "");
    }
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(Array.from({ length: 30 }, () => "changed"));
    expect(applyEdits(text, edits)).toBe(sequential.text);
  });

  it("declares once what all of them name", () => {
    const template = readArmTemplate(text);
    const { edits, outcomes } = atOnce(
      changingSeveral(template, template.resources, (each, resource, options) =>
        assigningIdentities(
          each,
          resource,
          [{ kind: "parameter", name: "identityId", defaultValue: id("new") }],
          options,
        ),
      ),
    );
    const after = applyEdits(text, edits);
    expect(outcomes.filter(({ outcome }) => outcome.kind === "changed")).toHaveLength(30);
    expect(Object.keys((JSON.parse(after) as { parameters: object }).parameters)).toHaveLength(1);
    expect(after.match(/\[parameters\('identityId'\)\]/g)).toHaveLength(30);
  });

  it("names what it leaves out by its place in the text as it is", () => {
    const broken = text.replace(`"name": "vm-29",`, `"name": "vm-29"`);
    const template = readArmTemplate(broken);
    const last = atOnce(changingSeveral(template, template.resources, enable)).outcomes.at(-1)?.outcome;
    const range = last?.kind === "refused" && "range" in last.refusal ? last.refusal.range : undefined;
    expect(range?.start).toBe(broken.indexOf(`"vm-29"`) + `"vm-29"`.length);
  });

  it("takes twice the work for twice the resources", () => {
    const work = (count: number) => {
      const template = readArmTemplate(machines(count, wrong));
      return stepsOf(changingSeveral(template, template.resources, enable));
    };
    const [once, twice] = [work(100), work(200)];
    expect(twice).toBeLessThan(once * 2.1);
  });
});

describe("the fix of all problems of a kind", () => {
  it("takes twice the work for twice the problems", () => {
    const work = (count: number) =>
      stepsOf(fixingAll(readArmTemplate(machines(count, wrong)), "userAssignedWithoutIdentities"));
    expect(work(200)).toBeLessThan(work(100) * 2.1);
  });

  it("takes away all of one list at once", () => {
    const list = Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`wrong-${number}`, {}]));
    const template = readArmTemplate(
      machines(2, () => ({ type: "UserAssigned", userAssignedIdentities: { [id("a")]: {}, ...list } })),
    );
    const edits = atOnce(fixingAll(template, "malformedIdentityId"));
    const after = readArmTemplate(applyEdits(template.text, edits));
    expect(diagnose(after)).toEqual([]);
    expect(after.text).toContain(id("a"));
    expect(after.text).not.toContain("wrong-");
  });
});
