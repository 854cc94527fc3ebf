import type { TerraformDiagnostic } from "../fix/terraformFix";
import type { TerraformModel } from "../model";
import { resolve } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import { attributeOf, memberOf } from "../syntax/nodes";

/** The version of azurerm that renamed it (docs/azure-behaviour.md#terraform-federated-credentials). */
const SINCE = "4.65.0";
const [MAJOR, MINOR] = [4, 65];

/** Whether a constraint lets no version in that knows the new name. */
function excludesNewer(constraint: string): boolean {
  return constraint.split(",").some((part) => {
    const match = /^\s*(=|<=?|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(part);
    if (match === null) {
      return false;
    }
    const [, operator = "=", major = "0", minor, patch] = match;
    const isOlder = Number(major) < MAJOR || (Number(major) === MAJOR && Number(minor ?? "0") < MINOR);
    switch (operator) {
      case "~>":
        // The last number that is written may grow.
        return patch === undefined ? Number(major) < MAJOR : isOlder;
      case "<":
        return isOlder || (Number(major) === MAJOR && Number(minor ?? "0") === MINOR && Number(patch ?? "0") === 0);
      default:
        return isOlder;
    }
  });
}

/** The constraint on the version of azurerm that a configuration states. */
function constraintOf(configuration: Configuration): string | undefined {
  for (const file of configuration.files) {
    for (const { block } of file.blocks.filter(({ piece }) => piece.type === "terraform")) {
      const required = block?.body.blocks.find(({ type }) => type === "required_providers");
      const value = required && attributeOf(required.body, "azurerm")?.value;
      const version = value?.kind === "object" ? memberOf(value, "version")?.value : undefined;
      const resolved = version && resolve(configuration, version, file).value;
      if (resolved?.kind === "string") {
        return resolved.value;
      }
    }
  }
  return undefined;
}

/** `parent_id` of a federated credential, which has another name now. */
export function renamedAttributes({ configuration }: TerraformModel): readonly TerraformDiagnostic[] {
  const constraint = constraintOf(configuration);
  if (constraint !== undefined && excludesNewer(constraint)) {
    return [];
  }
  return configuration.main.blocks.flatMap(({ block, piece }): readonly TerraformDiagnostic[] => {
    const isCredential = piece.type === "resource" && piece.labels[0] === "azurerm_federated_identity_credential";
    const attribute = block === undefined || !isCredential ? undefined : attributeOf(block.body, "parent_id");
    const replacement = "user_assigned_identity_id";
    if (attribute === undefined || block === undefined || attributeOf(block.body, replacement) !== undefined) {
      return [];
    }
    const { nameRange } = attribute;
    return [
      {
        range: nameRange,
        facts: { code: "renamedAttribute", attribute: "parent_id", replacement, since: SINCE },
        fixes: [{ kind: "renameAttribute", nameRange, replacement }],
      },
    ];
  });
}
