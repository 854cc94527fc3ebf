import { type IdentityState, identityType } from "../identity/identityState";
import {
  alignedAttributes,
  identityBlockLines,
  identityIdForProvider,
} from "../documents/terraform/print/identityText";
import { quotedText } from "../documents/terraform/syntax/quotedText";
import { commentLines } from "./comment";
import { type Declaration, declarations } from "./declarations";
import { newIdentityPlace, newIdentitySymbol } from "./newIdentityPlace";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";

function declare(state: IdentityState, { words }: RenderOptions): Declaration {
  const type = identityType(state);
  // The provider's block knows no `None`: without identities there is no block.
  if (type === "None") {
    return { kind: "comment", text: words.leaveBlockOut };
  }
  const lines = identityBlockLines(
    type,
    // In quotes whatever it is: an answer of a server never becomes an expression.
    state.userAssigned.map(({ id }) => quotedText(identityIdForProvider(id))),
  );
  return { kind: "lines", lines };
}

function declareIdentity(identity: NewUserAssignedIdentity, at: number, { words }: RenderOptions): Declaration {
  // The provider knows this value only, and since 4.59.0 (docs/azure-behaviour.md#terraform-isolation-scope).
  const isRegional = identity.isolationScope === "Regional";
  const { name, resourceGroup } = newIdentityPlace(identity);
  const tags = Object.entries(identity.tags).map(([key, value]) => `    ${quotedText(key)} = ${quotedText(value)}`);
  const attributes = alignedAttributes([
    ["name", quotedText(name)],
    ["resource_group_name", quotedText(resourceGroup)],
    ["location", quotedText(identity.location)],
    ...(isRegional ? ([["isolation_scope", quotedText("Regional")]] as const) : []),
  ]);
  const lines = [
    ...(isRegional ? commentLines("#", [words.isolationScopeNeedsProvider]) : []),
    `resource "azurerm_user_assigned_identity" "${newIdentitySymbol(at)}" {`,
    ...attributes.map((line) => `  ${line}`),
    ...(tags.length > 0 ? ["  tags = {", ...tags, "  }"] : []),
    "}",
  ];
  return { kind: "lines", lines };
}

/** The planned states as `identity` blocks for a resource of Terraform's azurerm provider, and new identities as resources. */
export function renderTerraform(operations: readonly Operation[], options: RenderOptions): string {
  const declaring = {
    comment: "#",
    caveat: options.words.terraformOwnsList,
    declare: (state: IdentityState) => declare(state, options),
    declareIdentity: (identity: NewUserAssignedIdentity, at: number) => declareIdentity(identity, at, options),
  };
  return declarations(operations, declaring, options);
}
