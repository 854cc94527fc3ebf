import type { TemplateResource } from "../locate/templateResource";
import type { IdentityBlock } from "../read/identityReading";
import { type DeclaredPart, withDeclared } from "./declaredParts";

/** The block that a change is made on: the resource's own, with these parts as they are declared, or the one that its expression names. */
export function editedBlock(
  { identity }: TemplateResource,
  declared: readonly DeclaredPart[] = [],
): IdentityBlock | undefined {
  if (identity.kind === "block") {
    return withDeclared(identity.block, declared);
  }
  return identity.kind === "expression" ? identity.declared : undefined;
}
