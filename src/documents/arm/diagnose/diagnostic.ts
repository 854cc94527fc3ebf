import type { IdentityChange } from "../../../identity/identityChange";
import type { IdentityType } from "../../../identity/identityState";
import type { AnyResource } from "../locate/anyResource";
import type { TemplateResource } from "../locate/templateResource";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { ContainerNode, Slot, StringNode, TextRange } from "../syntax/nodes";
import type { ListShape } from "../write/outcome";

/** What can be done about a diagnostic. `fixDiagnostic` makes the edits. */
export type Fix =
  | { readonly kind: "change"; readonly resource: TemplateResource; readonly change: IdentityChange }
  | { readonly kind: "convertShape"; readonly resource: TemplateResource; readonly shape: ListShape }
  | { readonly kind: "raiseApiVersion"; readonly resource: TemplateResource; readonly apiVersion: string }
  | {
      readonly kind: "setType";
      readonly resource: TemplateResource;
      readonly block: IdentityBlock;
      readonly type: IdentityType;
    }
  | { readonly kind: "removeLists"; readonly resource: TemplateResource; readonly block: IdentityBlock }
  /** Removes the whole identity of a resource. */
  | { readonly kind: "removeIdentity"; readonly resource: TemplateResource }
  /** Removes what is there besides another entry for the same identity, or what counts for nothing. */
  | {
      readonly kind: "removeDuplicate" | "removeEntry";
      readonly resource: TemplateResource;
      readonly list: ContainerNode;
      readonly entries: readonly IdentityEntry[];
    }
  | { readonly kind: "moveOutOfProperties"; readonly resource: TemplateResource; readonly properties: ContainerNode }
  | { readonly kind: "removeFromProperties"; readonly resource: TemplateResource; readonly properties: ContainerNode }
  /** Corrects a type where it is spelled out: in the resource, or in the variable that it is. */
  | { readonly kind: "correctType"; readonly typeNode: StringNode }
  | { readonly kind: "removeExtension"; readonly extension: RetiredExtension };

/** The retired extension that gave tokens before the instance metadata service did. */
export interface RetiredExtension {
  /** The resource, or the element of a scale set's `extensionProfile.extensions`. */
  readonly node: ContainerNode;
  readonly slot: Slot;
  /** The list that it stands in. */
  readonly list: ContainerNode;
  /** Its name as it stands, in parts for a resource of its own (`machine/extension`). */
  readonly name: string | undefined;
  /** Undefined for an element of a scale set's profile. */
  readonly resource: AnyResource | undefined;
}

interface Found {
  readonly range: TextRange;
  /** The best first. */
  readonly fixes: readonly Fix[];
}

/** Something wrong with the identities of a template. Codes are stable: they name the documentation. */
export type TemplateDiagnostic = Found &
  (
    | { readonly code: "arrayInsteadOfDictionary"; readonly apiVersion: string }
    | { readonly code: "dictionaryInsteadOfArray"; readonly apiVersion: string }
    | { readonly code: "userAssignedWithoutIdentities"; readonly type: string }
    | { readonly code: "identitiesWithoutUserAssigned"; readonly type: string | undefined; readonly count: number }
    | { readonly code: "typeNotKnown"; readonly type: string }
    | { readonly code: "identityInProperties" }
    | { readonly code: "misspeltScaleSetType"; readonly type: string; readonly correct: string }
    | { readonly code: "systemAssignedOnFlexible" }
    | { readonly code: "malformedIdentityId"; readonly id: string }
    | { readonly code: "notAUserAssignedIdentity"; readonly id: string; readonly type: string }
    | { readonly code: "duplicateIdentity"; readonly id: string; readonly first: TextRange }
    | { readonly code: "apiVersionHasNoIdentity"; readonly apiVersion: string; readonly lowest: string }
    | { readonly code: "apiVersionHasNoUserAssigned"; readonly apiVersion: string; readonly lowest: string }
    | { readonly code: "retiredExtension"; readonly extension: RetiredExtension }
    | { readonly code: "principalIdWithoutSystemAssigned"; readonly resource: TemplateResource }
  );

export type DiagnosticCode = TemplateDiagnostic["code"];
