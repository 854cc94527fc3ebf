import { type IdentityState, identityType } from "../identity/identityState";
import { type Declaration, declarations } from "./declarations";
import type { Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";

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

function declare(state: IdentityState, { words }: RenderOptions): Declaration {
  const type = identityType(state);
  // The provider's block knows no `None`: without identities there is no block.
  if (type === "None") {
    return { kind: "comment", text: words.leaveBlockOut };
  }
  const ids = state.userAssigned.map((identity) => `    ${terraformString(identity.id)},`);
  const list = ids.length > 0 ? ["  identity_ids = [", ...ids, "  ]"] : [];
  return { kind: "lines", lines: ["identity {", `  type = ${terraformString(type)}`, ...list, "}"] };
}

/** The planned states as `identity` blocks for a resource of Terraform's azurerm provider. */
export function renderTerraform(operations: readonly Operation[], options: RenderOptions): string {
  const declaring = {
    comment: "#",
    caveat: options.words.terraformOwnsList,
    declare: (state: IdentityState) => declare(state, options),
  };
  return declarations(operations, declaring, options);
}
