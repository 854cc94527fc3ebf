import { atOnce } from "../../../../src/documents/sliced";
import type { IdentityDocument } from "../../../../src/documents/documentLanguage";
import type { PlanOutcome, Request } from "../../../../src/documents/planOutcome";
import type { Permission } from "../../../../src/documents/planQuestion";
import { TerraformDocument } from "../../../../src/documents/terraform/seam/terraformDocument";
import { applyEdits } from "../../../../src/documents/textEdit";
import type { IdentityChange } from "../../../../src/identity/identityChange";
import { readModel } from "./terraformModels";

/** An id as Azure answers it: in casing that the provider refuses. */
export const LIVE_ID =
  "/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourcegroups/rg-new/providers/microsoft.managedidentity/userassignedidentities/id-new";

/** The same as the provider takes it. */
export const ID =
  "/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourceGroups/rg-new/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new";

/** The files beside a document. */
export type Beside = Readonly<Record<string, string>>;

/** Reads a text as the editor does. */
export function open(text: string, beside: Beside = {}): TerraformDocument {
  const related = Object.entries(beside).map(([path, other]) => ({ path, text: other }));
  return new TerraformDocument(readModel(text, related));
}

/** What comes of a request for the only machine of a document. */
export function outcomeOf(
  document: IdentityDocument,
  request: Request,
  allow: readonly Permission[] = [],
): PlanOutcome {
  const [resource] = document.resources;
  if (resource === undefined) {
    throw new Error("There is no machine in the document.");
  }
  const answers = allow.map((permission) => ({ kind: "allow", permission }) as const);
  return atOnce(document.plan(resource, request, answers));
}

/** The text after a request; the outcome where it makes no edits. */
export function after(text: string, request: Request, allow: readonly Permission[] = [], beside: Beside = {}): string {
  const outcome = outcomeOf(open(text, beside), request, allow);
  return outcome.kind === "edits" ? applyEdits(text, outcome.edits) : JSON.stringify(outcome);
}

/** The text after a change. */
export function changed(
  text: string,
  change: IdentityChange,
  allow: readonly Permission[] = [],
  beside: Beside = {},
): string {
  return after(text, { kind: "change", change }, allow, beside);
}
