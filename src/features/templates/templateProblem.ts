import type { NamedResource } from "../../documents/documentResource";
import type { Refusal } from "../../documents/planRefusal";
import type { TextRange } from "../../documents/textRange";

/** Why something asked for in a template comes to nothing. `line` counts from 1. */
export type ProblemFacts =
  | { readonly reason: "noTemplate" }
  | { readonly reason: "noResources" }
  /** The resource is not where it was when the question was asked. */
  | { readonly reason: "changedMeanwhile" }
  /** The document could not be written, or its window is gone. */
  | { readonly reason: "notWritten" }
  | {
      readonly reason: "refused";
      readonly refusal: Refusal<NamedResource>;
      readonly resource: string;
      readonly line: number | undefined;
    }
  | { readonly reason: "nothingToDo"; readonly resource: string };

/** A place in a document to show with a problem. */
export interface ProblemPlace {
  readonly uri: string;
  readonly range: TextRange;
}

/** Thrown through the flows of the editor, and shown where the user called for them. */
export class TemplateProblem extends Error {
  readonly reason: ProblemFacts["reason"];

  constructor(
    readonly facts: ProblemFacts,
    readonly place?: ProblemPlace,
  ) {
    super(facts.reason);
    this.name = "TemplateProblem";
    this.reason = facts.reason;
  }
}
