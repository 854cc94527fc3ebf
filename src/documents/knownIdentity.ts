/** An identity that a document already speaks of, as it can be said where a resource stands. */
export interface KnownIdentity {
  /** `existing`: the document refers to it without creating it. `assigned`: another resource has it. */
  readonly kind:
    "declared" | "existing" | "parameter" | "variable" | "inputVariable" | "local" | "dataSource" | "assigned";
  /** What the document says for it. */
  readonly text: string;
}

/** How an identity that is known by its id may be said. What is declared for it is added where it is not there. */
export type ReferenceForm =
  "text" | "resourceId" | "existing" | "parameter" | "variable" | "inputVariable" | "local" | "dataSource";

/** A way to say an id at a resource. */
export interface FormOfId {
  readonly form: ReferenceForm;
  /** What is written for the id; undefined where that is the name of a declaration. */
  readonly text: string | undefined;
  /** The name that a declaration gets for it; undefined where none is needed. */
  readonly holder: string | undefined;
}

/** An identity that is to be assigned: as the document says it, or by its id in a form. */
export type IdentityToAssign =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "id"; readonly id: string; readonly form: ReferenceForm };

/** What can be wrong with an identity that somebody types. */
export type TypedIdentityProblem = "notAnId" | "notAnExpression" | "otherType";
