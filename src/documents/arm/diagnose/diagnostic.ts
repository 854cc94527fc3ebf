import type { DiagnosticFacts, WrongHolder } from "../../documentDiagnostic";
import type { IdentityChange } from "../../../identity/identityChange";
import type { IdentityType } from "../../../identity/identityState";
import type { AnyResource } from "../locate/anyResource";
import type { TemplateScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot, StringNode } from "../syntax/syntaxNodes";
import type { ListShape } from "../../planQuestion";

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
  /** Takes from a block what Azure alone sets in it. */
  | { readonly kind: "removeReadOnly"; readonly resource: TemplateResource; readonly block: IdentityBlock }
  /** Leaves the entries of the dictionary as Azure takes them: as empty objects. */
  | { readonly kind: "emptyValues"; readonly resource: TemplateResource; readonly block: IdentityBlock }
  | {
      readonly kind: "moveOutOfProperties" | "removeFromProperties";
      readonly resource: TemplateResource;
      /** The object that the identity stands in. */
      readonly properties: ContainerNode;
      readonly holder: WrongHolder;
    }
  /** Reads identities from the resources themselves. */
  | { readonly kind: "readFromResource"; readonly node: StringNode; readonly scope: TemplateScope }
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

/** Something wrong with the identities of a template, and where. */
export type TemplateDiagnostic = Found &
  (
    | Exclude<DiagnosticFacts<TemplateResource>, { readonly code: "retiredExtension" }>
    | { readonly code: "retiredExtension"; readonly extension: RetiredExtension }
  );
