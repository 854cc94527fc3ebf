import type { IdentityChange } from "../../../identity/identityChange";
import type { IdentityType } from "../../../identity/identityState";
import type { DiagnosticFacts } from "../../documentDiagnostic";
import type { ListShape } from "../../planQuestion";
import type { TextRange } from "../../textRange";
import type { BicepResource } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { Statement } from "../syntax/statements";

/** What can be done about a diagnostic. `fixing` makes the edits. */
export type Fix =
  | { readonly kind: "change"; readonly resource: BicepResource; readonly change: IdentityChange }
  | { readonly kind: "convertShape"; readonly resource: BicepResource; readonly shape: ListShape }
  | { readonly kind: "raiseApiVersion"; readonly resource: BicepResource }
  | {
      readonly kind: "setType";
      readonly resource: BicepResource;
      readonly block: IdentityBlock;
      readonly type: IdentityType;
    }
  | { readonly kind: "removeLists"; readonly resource: BicepResource; readonly block: IdentityBlock }
  | { readonly kind: "removeIdentity"; readonly resource: BicepResource }
  | {
      readonly kind: "removeDuplicate" | "removeEntry";
      readonly resource: BicepResource;
      readonly block: IdentityBlock;
      readonly entries: readonly IdentityEntry[];
    }
  /** Removes the declaration of the retired extension, of which nothing else speaks. */
  | { readonly kind: "removeExtension"; readonly statement: Statement };

/** Something wrong with the identities of a file, and where. */
export interface BicepDiagnostic {
  readonly range: TextRange;
  readonly facts: DiagnosticFacts<BicepResource>;
  /** The best first. */
  readonly fixes: readonly Fix[];
}
