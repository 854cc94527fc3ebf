import { type TemplateResource } from "../../../../src/documents/arm/locate/templateResource";
import { type ArmTemplate, readArmTemplate } from "../../../../src/documents/arm/model";
import { type ChangeOutcome } from "../../../../src/documents/arm/write/changeOutcome";
import type { RepairOutcome } from "../../../../src/documents/arm/write/changeOutcome";
import { applyEdits } from "../../../../src/documents/textEdit";

/** The id of a user-assigned identity. */
export function id(name: string): string {
  return `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
}

/** A template with one virtual machine; `members` stand in it between `name` and `properties`, as text. */
export function machine(members: string, apiVersion = `"2023-03-01"`): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": ${apiVersion},
      "name": "vm",
      ${members}"properties": {
        "hardwareProfile": {}
      }
    }
  ]
}
`;
}

/** The only resource of a text, with its template. */
export function only(text: string): { readonly template: ArmTemplate; readonly resource: TemplateResource } {
  const template = readArmTemplate(text);
  const [resource, second] = template.resources;
  if (resource === undefined || second !== undefined) {
    throw new Error(`${template.resources.length} resources`);
  }
  return { template, resource };
}

/** The text after an outcome; what came instead of edits where there are none. */
export function applied(template: ArmTemplate, outcome: ChangeOutcome | RepairOutcome): string {
  switch (outcome.kind) {
    case "edits":
      return applyEdits(template.text, outcome.edits);
    case "noOp":
      return "noOp";
    case "asks":
      return `asks ${outcome.question.kind}`;
    case "refused":
      return `refused ${outcome.refusal.reason}`;
  }
}
