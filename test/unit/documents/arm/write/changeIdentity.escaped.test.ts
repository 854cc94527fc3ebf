import { describe, expect, it } from "vitest";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { type ArmTemplate, readArmTemplate } from "../../../../../src/documents/arm/model";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id } from "../templates";

/** A template that deploys a policy, which deploys a machine: its expressions stand in one more bracket. */
function policy(identity: unknown): ArmTemplate {
  const vm = {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "[[parameters('v')]",
    name: "[[field('name')]",
    identity,
  };
  const deployment = { properties: { template: { contentVersion: "1", resources: [vm] } } };
  const definition = {
    type: "Microsoft.Authorization/policyDefinitions",
    properties: { policyRule: { then: { details: { deployment } } } },
  };
  return readArmTemplate(JSON.stringify({ contentVersion: "1", resources: [definition] }));
}

describe("a machine in a policy that a template deploys", () => {
  it("is read without taking its expressions for text", () => {
    const escaped = { type: "[[parameters('t')]", userAssignedIdentities: { "[[parameters('id')]": {} } };
    for (const identity of [
      escaped,
      "[[variables('identity')]",
      { ...escaped, userAssignedIdentities: "[[parameters('ids')]" },
    ]) {
      const template = policy(identity);
      expect(diagnose(template)).toEqual([]);
      expect(template.resources.map(({ apiVersion, resource }) => [apiVersion.kind, resource.scope.kind])).toEqual([
        ["unknown", "embedded"],
      ]);
    }
  });

  it("gets expressions in one more bracket, and ids as they are", () => {
    const template = policy({ type: "UserAssigned", userAssignedIdentities: { [id("a")]: {} } });
    const ids = ["[parameters('new')]", id("b")];
    const [resource] = template.resources;
    const outcome =
      resource === undefined ? undefined : changeIdentity(template, resource, { kind: "assignUserAssigned", ids });
    const after = outcome === undefined ? "" : applied(template, outcome);
    expect(after).toContain(`"[[parameters('new')]"`);
    expect(after).toContain(`"${id("b")}"`);
    const reread = readArmTemplate(after);
    const [again] = reread.resources;
    expect(again && changeIdentity(reread, again, { kind: "assignUserAssigned", ids }).kind).toBe("noOp");
  });
});
