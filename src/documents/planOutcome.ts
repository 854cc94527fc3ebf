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

/** Edits of a document that is read with the one that is changed. */
export interface EditsElsewhere {
  /** See `RelatedDocument`. */
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** Edits against the texts that were read: sorted, not overlapping. */
export interface DocumentEdits {
  /** Those of the document itself. */
  readonly edits: readonly TextEdit[];
  /** Those of documents that are read with it, each once. */
  readonly elsewhere?: readonly EditsElsewhere[];
}

/** What is to be written. */
export interface PlannedEdits extends DocumentEdits {
  readonly kind: "edits";
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
export interface SeveralOutcome extends DocumentEdits {
  readonly outcomes: readonly OneOfSeveral[];
}
