import { type IdentityState, identityType } from "../identity/identityState";
import { formatResourceId, isUserAssignedIdentityId, parseResourceId } from "../identity/resourceId";
import { commentLines } from "./comment";
import { type Declaration, declarations } from "./declarations";
import { newIdentityPlace, newIdentitySymbol } from "./newIdentityPlace";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";

const IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** A quoted string of Terraform: no interpolation, no directive, on one line. */
function terraformString(text: string): string {
  const quoted = JSON.stringify(text).replace(/[\u007f\u0085\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  // Terraform knows neither \b nor \f.
  const known = quoted.replace(/\\(?:\\|b|f)/g, (escape) => {
    return escape === "\\b" ? "\\u0008" : escape === "\\f" ? "\\u000c" : escape;
  });
  // As functions: in a replacement text `$$` would be one `$`.
  return known.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}

/**
 * An id as the provider reads it: it refuses other casing of the words that every such id has (docs/azure-behaviour.md#terraform-resource-ids), and Azure answers
 * in any. What is no id of a user-assigned identity stays as it is.
 */
function identityIdForProvider(id: string): string {
  const parsed = isUserAssignedIdentityId(id) ? parseResourceId(id) : undefined;
  const [name] = parsed?.names ?? [];
  return parsed === undefined || name === undefined
    ? id
    : formatResourceId(parsed.subscriptionId, parsed.resourceGroup, IDENTITY_TYPE, name);
}

function declare(state: IdentityState, { words }: RenderOptions): Declaration {
  const type = identityType(state);
  // The provider's block knows no `None`: without identities there is no block.
  if (type === "None") {
    return { kind: "comment", text: words.leaveBlockOut };
  }
  const ids = state.userAssigned.map((identity) => `    ${terraformString(identityIdForProvider(identity.id))},`);
  const list = ids.length > 0 ? ["  identity_ids = [", ...ids, "  ]"] : [];
  return { kind: "lines", lines: ["identity {", `  type = ${terraformString(type)}`, ...list, "}"] };
}

function declareIdentity(identity: NewUserAssignedIdentity, at: number, { words }: RenderOptions): Declaration {
  // The provider knows this value only, and since 4.59.0 (docs/azure-behaviour.md#terraform-isolation-scope).
  const isRegional = identity.isolationScope === "Regional";
  const { name, resourceGroup } = newIdentityPlace(identity);
  const tags = Object.entries(identity.tags).map(
    ([key, value]) => `    ${terraformString(key)} = ${terraformString(value)}`,
  );
  const lines = [
    ...(isRegional ? commentLines("#", [words.isolationScopeNeedsProvider]) : []),
    `resource "azurerm_user_assigned_identity" "${newIdentitySymbol(at)}" {`,
    `  name                = ${terraformString(name)}`,
    `  resource_group_name = ${terraformString(resourceGroup)}`,
    `  location            = ${terraformString(identity.location)}`,
    ...(isRegional ? ['  isolation_scope     = "Regional"'] : []),
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
