import type { IdentityChange } from "../identity/identityChange";
import type { DocumentResource, NamedResource } from "./documentResource";
import type { IdentityToAssign } from "./knownIdentity";
import type { GivenAnswer, Question } from "./planQuestion";
import type { Refusal } from "./planRefusal";
import type { TextEdit } from "./textEdit";

/** What is wanted of a resource. */
export type Request =
  /** Ids in the change are as the document says them, or literal. */
  | { readonly kind: "change"; readonly change: IdentityChange }
  | { readonly kind: "assign"; readonly identities: readonly IdentityToAssign[] };

/** The answers to what was asked about a request before. */
export type GivenAnswers = readonly GivenAnswer[];

/** Edits against the text of the document: sorted, not overlapping. */
export interface PlannedEdits {
  readonly kind: "edits";
  readonly edits: readonly TextEdit[];
  /** How many other resources change with it, because they share what is edited. */
  readonly othersAffected: number;
}

/** What comes of a request, a remedy or a fix. */
export type PlanOutcome =
  | PlannedEdits
  | { readonly kind: "noOp" }
  | { readonly kind: "asks"; readonly question: Question }
  | { readonly kind: "refused"; readonly refusal: Refusal<NamedResource> };

/** What came of one of several resources; its edits are among those of all. */
export interface OneOfSeveral {
  readonly resource: DocumentResource;
  readonly outcome: { readonly kind: "changed" } | Exclude<PlanOutcome, PlannedEdits>;
}

/** What a change of several resources comes to. */
export interface SeveralOutcome {
  readonly edits: readonly TextEdit[];
  readonly outcomes: readonly OneOfSeveral[];
}
