import type { Declaration } from "../expression/evaluate";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { ExpressionOffers, ListShape, Permission } from "../../planQuestion";
import type { Refusal as DocumentRefusal } from "../../planRefusal";
import type { DocumentPlan } from "../../plan/planInDocument";
import type { ApiVersionReading } from "../read/apiVersionReading";
import type { TextRange } from "../../textRange";
import type { TextEdit } from "../../textEdit";

/** How a change is to be written. */
export interface ChangeOptions {
  readonly allow?: readonly Permission[];
  /** The change is one of many: what a question about it could offer is not worked out, since nobody is asked. */
  readonly isOneOfMany?: boolean;
  /** The shape of a new list where the API version is not known. */
  readonly shapeIfUnknown?: ListShape;
}

/** What has to be asked before a change can be written; the answer is a permission, or the shape. */
export type Question =
  /** Answer: `raiseApiVersion`, which sets `offered` and converts the list. */
  | {
      readonly kind: "apiVersionTooOld";
      readonly apiVersion: ApiVersionReading;
      readonly lowest: string;
      readonly offered: string;
    }
  /** Answer: `shapeIfUnknown`. */
  | { readonly kind: "apiVersionUnknown"; readonly apiVersion: ApiVersionReading }
  /** Answer: `convertShape`. */
  | { readonly kind: "wrongShape"; readonly has: ListShape; readonly wants: ListShape }
  /** Answers: `editDeclaration` and `replaceExpression`, where they are offered. */
  | {
      readonly kind: "isExpression";
      readonly what: "block" | "type" | "list";
      readonly text: string;
      readonly range: TextRange;
      /** The variable or parameter to go to. */
      readonly declaration: Declaration | undefined;
      readonly offers: ExpressionOffers;
      /** The declaration is not offered because not all who use it could hold the outcome, by their API version or kind. */
      readonly isUnfit: boolean;
    };

/** Why a change cannot be written. */
export type Refusal = DocumentRefusal<TemplateResource>;

/** The edits of a change: sorted, not overlapping, against the text of the template that was given. */
export interface Edits {
  readonly kind: "edits";
  readonly edits: readonly TextEdit[];
}

/** What comes of a change. */
export type ChangeOutcome =
  | (Edits & {
      readonly plan: DocumentPlan;
      /** The template as it is then. */
      readonly after: ArmTemplate;
      /** Other resources whose block, or a part of it, is the same variable or parameter. */
      readonly alsoAffects: readonly TemplateResource[];
    })
  | { readonly kind: "noOp" }
  | { readonly kind: "asks"; readonly question: Question }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** What comes of a conversion or another repair. */
export type RepairOutcome =
  | (Edits & {
      /** Other resources whose block is the same variable or parameter. */
      readonly alsoAffects?: readonly TemplateResource[];
    })
  | { readonly kind: "noOp" }
  | { readonly kind: "refused"; readonly refusal: Refusal };
