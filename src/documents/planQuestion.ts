import type { IdentityShape } from "../identity/apiVersion";
import type { Place } from "./textRange";

/** The two shapes of a list of user-assigned identities. */
export type ListShape = Extract<IdentityShape, "array" | "dictionary">;

/** What a change may do beyond the identity block as it stands, because the user has asked for it plainly. */
export type Permission = "raiseApiVersion" | "convertShape" | "editDeclaration" | "replaceExpression";

/** What the user may allow where an expression is in the way. */
export type ExpressionOffers = readonly Extract<Permission, "editDeclaration" | "replaceExpression">[];

/** What can be done to a resource so that it can hold identities, or holds them in another way. */
export type Remedy =
  | { readonly kind: "convertShape"; readonly shape: ListShape }
  | RaiseApiVersion
  /** Has what others do to the identities of the live resource left alone. */
  | { readonly kind: "ignoreChanges" };

/** Gives a resource a newer API version. */
export interface RaiseApiVersion {
  readonly kind: "raiseApiVersion";
  readonly apiVersion: string;
  /** The API profile of Azure Stack Hub that has the version, where that is why it is offered and no newer one. */
  readonly hubProfile?: string;
}

/** An answer that lets a change go on: handed back with the next plan of the same request. */
export type GivenAnswer =
  | { readonly kind: "allow"; readonly permission: Permission }
  | { readonly kind: "shape"; readonly shape: ListShape }
  /** The value that a file of parameters gives is to be changed; see `RelatedDocument`. */
  | { readonly kind: "editElsewhere"; readonly path: string };

/** What the user may answer to a question. `goTo` shows the place in the way instead of making the change. */
export type Answer = GivenAnswer | { readonly kind: "goTo"; readonly range: Place };

/** A variable or parameter, by its name and place; Terraform has local values and input variables. */
export interface DeclaredValue {
  readonly kind: "variable" | "parameter" | "local" | "inputVariable";
  readonly name: string;
  readonly range: Place;
}

/** The API version of a resource, where it is known. */
export interface StatedApiVersion {
  readonly text: string;
  /** The API profile that gives it, where the resource has none of its own. */
  readonly profile: string | undefined;
}

/** What stands in the way of a change. */
export type QuestionFacts =
  | {
      readonly kind: "apiVersionTooOld";
      readonly apiVersion: StatedApiVersion | undefined;
      readonly lowest: string;
      readonly offered: RaiseApiVersion;
    }
  /** The version decides the shape of a list. `profile`: the API profile that would give it, and is not known. */
  | { readonly kind: "apiVersionUnknown"; readonly profile: string | undefined }
  | { readonly kind: "wrongShape"; readonly wants: ListShape }
  | {
      readonly kind: "isExpression";
      readonly what: "block" | "type" | "list";
      readonly text: string;
      readonly declaration: DeclaredValue | undefined;
      readonly offers: ExpressionOffers;
      /** The declaration is not offered because not all who use it could hold the outcome, by their API version or kind. */
      readonly isUnfit: boolean;
    };

/** What has to be asked before a change can be written. */
export type Question = QuestionFacts & {
  /** The most helpful first. */
  readonly answers: readonly Answer[];
};
