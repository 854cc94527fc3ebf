import type { IdentityShape } from "../../../identity/apiVersion";
import type { Hazard } from "../../../identity/hazard";
import type { Declaration } from "../expression/evaluate";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { Unreadable } from "../plan/knowledge";
import type { TemplatePlan } from "../plan/planInTemplate";
import type { ApiVersionReading } from "../read/apiVersionReading";
import type { TextRange } from "../../textRange";
import type { TextEdit } from "../../textEdit";

/** The two shapes of a list of user-assigned identities. */
export type ListShape = Extract<IdentityShape, "array" | "dictionary">;

/** What a change may do beyond the identity block as it stands, because a person has asked for it plainly. */
export type Permission = "raiseApiVersion" | "convertShape" | "editDeclaration" | "replaceExpression";

/** What a person may allow where an expression is in the way. */
export type ExpressionOffers = readonly Extract<Permission, "editDeclaration" | "replaceExpression">[];

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
export type Refusal =
  /** Text in the way of the change does not parse. */
  | { readonly reason: "syntaxError"; readonly range: TextRange }
  | Unreadable
  /** The plan itself is forbidden. */
  | { readonly reason: "hazard"; readonly hazards: readonly Hazard[] }
  /** The parameters or variables of a template, or the parameters of a deployment, are an expression, or no object. */
  | {
      readonly reason: "declarationsNotAnObject";
      readonly section: "parameters" | "variables";
      readonly range: TextRange;
    }
  /** The comment stands where text would have to be taken away, or where no line could be given to it. */
  | { readonly reason: "commentInTheWay"; readonly range: TextRange }
  /** Whether the nested template there has its own parameters and variables or the outer ones is not known: none can be declared. */
  | { readonly reason: "scopeNotKnown"; readonly range: TextRange }
  /** The API version is an expression whose value the text does not tell: it could be lowered. */
  | { readonly reason: "apiVersionNotKnown"; readonly range: TextRange }
  /** The others whose identity is the same variable or parameter could not hold the outcome, by their API version or kind. */
  | { readonly reason: "othersWouldNotFit"; readonly others: readonly TemplateResource[] }
  /** What the place there waits for would have to be written anew, and the text does not tell what it is. */
  | { readonly reason: "orderNotKnown"; readonly range: TextRange }
  /** Read again, the text would not say what was planned: a fault of this program, found before anything is written. */
  | { readonly reason: "wouldNotReadBack" };

/** The edits of a change: sorted, not overlapping, against the text of the template that was given. */
export interface Edits {
  readonly kind: "edits";
  readonly edits: readonly TextEdit[];
}

/** What comes of a change. */
export type ChangeOutcome =
  | (Edits & {
      readonly plan: TemplatePlan;
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
