import type { IdentityChange } from "../../../identity/identityChange";
import type { IdentityType } from "../../../identity/identityState";
import type { DiagnosticFacts, FixFacts } from "../../documentDiagnostic";
import type { TextRange } from "../../textRange";
import type { Machine } from "../locate/machines";
import type { IdentityBlock, IdentityEntry, ListPart } from "../read/identityReading";

/** What can be done about a diagnostic. */
export type TerraformFix =
  | { readonly kind: "change"; readonly machine: Machine; readonly change: IdentityChange }
  | { readonly kind: "setType"; readonly machine: Machine; readonly block: IdentityBlock; readonly type: IdentityType }
  | {
      readonly kind: "removeLists";
      readonly machine: Machine;
      readonly block: IdentityBlock;
      readonly isEmpty: boolean;
    }
  | { readonly kind: "removeIdentity"; readonly machine: Machine }
  | {
      readonly kind: "removeDuplicate" | "removeEntry";
      readonly machine: Machine;
      readonly part: ListPart;
      readonly entry: IdentityEntry;
    }
  | {
      readonly kind: "correctCasing";
      readonly entry: IdentityEntry;
      readonly part: ListPart;
      readonly correct: string;
    }
  | { readonly kind: "renameAttribute"; readonly nameRange: TextRange; readonly replacement: string };

/** Something wrong in a configuration, and where. */
export interface TerraformDiagnostic {
  readonly range: TextRange;
  readonly facts: DiagnosticFacts<Machine>;
  /** The best first. */
  readonly fixes: readonly TerraformFix[];
}

/** What a fix does, in the terms of all languages, but for the resource of a change. */
export function factsOf(fix: Exclude<TerraformFix, { readonly kind: "change" }>): FixFacts {
  switch (fix.kind) {
    case "setType":
      return { kind: fix.kind, type: fix.type };
    case "removeLists":
      return { kind: fix.kind, isEmpty: fix.isEmpty };
    case "renameAttribute":
      return { kind: fix.kind, replacement: fix.replacement };
    case "removeIdentity":
    case "removeDuplicate":
    case "removeEntry":
    case "correctCasing":
      return { kind: fix.kind };
  }
}
