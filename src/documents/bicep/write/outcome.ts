import type { DocumentPlan } from "../../plan/planInDocument";
import type { NamedResource } from "../../documentResource";
import type { EditsElsewhere } from "../../planOutcome";
import type { Permission, QuestionFacts, ListShape } from "../../planQuestion";
import type { Refusal } from "../../planRefusal";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import type { BicepFile, BicepResource } from "../model";

/** How a change is to be written. */
export interface ChangeOptions {
  readonly allow: readonly Permission[];
  /** The shape of a new list where the API version is not known. */
  readonly shapeIfUnknown?: ListShape;
  /** The value of a parameter in this file is to be changed. */
  readonly elsewhere?: string;
}

/** What has to be asked, and the place in the way. */
export interface AskedQuestion {
  readonly facts: QuestionFacts;
  /** The files that give the parameter in the way its value. */
  readonly elsewhere?: readonly string[];
  readonly range: TextRange;
}

export type ChangeOutcome =
  | {
      readonly kind: "edits";
      readonly edits: readonly TextEdit[];
      readonly elsewhere?: readonly EditsElsewhere[];
      readonly plan: DocumentPlan;
      readonly after: BicepFile;
      readonly alsoAffects: readonly BicepResource[];
    }
  | { readonly kind: "noOp" }
  | { readonly kind: "asks"; readonly question: AskedQuestion }
  | { readonly kind: "refused"; readonly refusal: Refusal<NamedResource> };
