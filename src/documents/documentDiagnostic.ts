import type { IdentityChange } from "../identity/identityChange";
import type { IdentityType } from "../identity/identityState";
import type { DocumentResource, NamedResource } from "./documentResource";
import type { Remedy } from "./planQuestion";
import type { TextRange } from "./textRange";

/** Where an identity stands that belongs to the resource itself. */
export type WrongHolder = "properties" | "virtualMachineProfile";

/** What of a system-assigned identity a document reads. */
export type ReadMember = "principalId" | "tenantId";

interface OfVersion {
  readonly apiVersion: string;
  /** The document's API profile, where the version comes from that. */
  readonly profile: string | undefined;
}

/** What is wrong with the identities of a document. `Resource` is how its resources are given. Codes are stable: they name the documentation. */
export type DiagnosticFacts<Resource> =
  | ({ readonly code: "arrayInsteadOfDictionary" } & OfVersion)
  | ({ readonly code: "dictionaryInsteadOfArray" } & OfVersion)
  | { readonly code: "userAssignedWithoutIdentities"; readonly type: string }
  | { readonly code: "identitiesWithoutUserAssigned"; readonly type: string | undefined; readonly count: number }
  | { readonly code: "typeNotKnown"; readonly type: string }
  /** The type means one that is known, but is not spelled as it has to be. */
  | { readonly code: "typeSpelling"; readonly type: string; readonly correct: IdentityType }
  | { readonly code: "identityInProperties"; readonly holder: WrongHolder }
  | { readonly code: "emptyDictionary"; readonly type: string }
  | { readonly code: "readOnlyMember"; readonly member: string }
  | { readonly code: "identityValueNotEmpty"; readonly id: string }
  | { readonly code: "misspeltScaleSetType"; readonly type: string; readonly correct: string }
  | { readonly code: "systemAssignedOnFlexible" }
  | { readonly code: "malformedIdentityId"; readonly id: string }
  | { readonly code: "notAUserAssignedIdentity"; readonly id: string; readonly type: string }
  /** The id is one, but the fixed words in it are in a casing that is refused. */
  | { readonly code: "identityIdCasing"; readonly id: string; readonly correct: string }
  /** `since`: the version of the provider. */
  | {
      readonly code: "renamedAttribute";
      readonly attribute: string;
      readonly replacement: string;
      readonly since: string;
    }
  | { readonly code: "duplicateIdentity"; readonly id: string; readonly first: TextRange }
  | ({ readonly code: "apiVersionHasNoIdentity"; readonly lowest: string } & OfVersion)
  | ({ readonly code: "apiVersionHasNoUserAssigned"; readonly lowest: string } & OfVersion)
  | { readonly code: "retiredExtension" }
  | {
      readonly code: "principalIdWithoutSystemAssigned";
      readonly resource: Resource;
      readonly member: ReadMember;
    }
  /** A reading of `.../providers/Microsoft.ManagedIdentity/Identities/default` by a preview version, or without one. */
  | { readonly code: "outdatedIdentityReading" };

export type DiagnosticCode = DiagnosticFacts<unknown>["code"];

/** What a fix does. */
export type FixFacts =
  | { readonly kind: "change"; readonly resource: DocumentResource; readonly change: IdentityChange }
  | Remedy
  | { readonly kind: "setType"; readonly type: IdentityType }
  /** `isEmpty`: the list that goes holds nothing. */
  | { readonly kind: "removeLists"; readonly isEmpty: boolean }
  | { readonly kind: "moveOutOfProperties" | "removeFromProperties"; readonly holder: WrongHolder }
  | {
      readonly kind:
        | "removeIdentity"
        | "removeDuplicate"
        | "removeEntry"
        | "removeReadOnly"
        | "emptyValues"
        | "readFromResource"
        | "correctType"
        | "removeExtension"
        | "correctCasing";
    }
  | { readonly kind: "renameAttribute"; readonly replacement: string };

/** A way to repair what a diagnostic says. What it is made of is the language's own: see `IdentityDocument.fix`. */
export interface DocumentFix {
  readonly facts: FixFacts;
}

/** Something wrong in a document, and where. */
export interface DocumentDiagnostic {
  readonly range: TextRange;
  readonly facts: DiagnosticFacts<NamedResource>;
  /** The best first. */
  readonly fixes: readonly DocumentFix[];
  /** Whether it is repaired together with all others of its code. */
  readonly isFixedWithAll: boolean;
}
