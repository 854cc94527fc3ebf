import type { Hazard } from "../identity/hazard";
import type { TextRange } from "./textRange";

/** Why the text tells nothing about the identities of a resource that may be relied on. */
export interface Unreadable {
  readonly reason: "notAnObject" | "duplicateMember" | "typeMissing" | "typeNotKnown" | "listMalformed";
  readonly range: TextRange;
}

/** Why a change cannot be written. `Resource` is how the resources of the document are given. */
export type Refusal<Resource> =
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
  | { readonly reason: "othersWouldNotFit"; readonly others: readonly Resource[] }
  /** What the place there waits for would have to be written anew, and the text does not tell what it is. */
  | { readonly reason: "orderNotKnown"; readonly range: TextRange }
  /** A parameter of the module there gives the machine a system-assigned identity wherever it has any. */
  | { readonly reason: "moduleEnablesSystemAssigned"; readonly range: TextRange }
  /** A file of parameters knows no resources: what it lists are ids. */
  | { readonly reason: "idNeeded"; readonly path: string }
  /** Read again, the text would not say what was planned: a fault of this program, found before anything is written. */
  | { readonly reason: "wouldNotReadBack" };
