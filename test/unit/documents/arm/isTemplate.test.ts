import { describe, expect, it } from "vitest";
import { HEAD_LENGTH, isArmTemplate } from "../../../../src/documents/arm/isTemplate";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/";

describe("a document is a template", () => {
  it.each([
    `{ "$schema": "${schema}deploymentTemplate.json#" }`,
    `// note\n{ '$schema': '${schema}subscriptionDeploymentTemplate.json' }`,
    `{ "contentVersion": "1.0.0.0", "resources": [] }`,
    `{ "contentVersion": "1.0.0.0", "parameters": { "a": { "type": "secureString" } } }`,
    `"resources": [ { "type": "Microsoft.Compute/virtualMachineScaleSets" } ]`,
    `{ "type":"microsoft.compute/virtualmachines" }`,
  ])("%s", (text) => {
    expect(isArmTemplate(text)).toBe(true);
  });

  it.each([
    `{ "$schema": "${schema}deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": { "variables": { "value": 1 } } }`,
    `{ "contentVersion": "1.0.0.0", "parameters": { "a": { "value": 1 } } }`,
    `{ "resources": { "limits": {} } }`,
    `{ "name": "x", "dependencies": {} }`,
    "",
    " ".repeat(HEAD_LENGTH) + `{ "$schema": "${schema}deploymentTemplate.json#" }`,
  ])("but not %s", (text) => {
    expect(isArmTemplate(text)).toBe(false);
  });
});
