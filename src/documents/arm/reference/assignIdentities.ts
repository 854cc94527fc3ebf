import type { IdentityChange } from "../../../identity/identityChange";
import { evaluationScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, numberOf } from "../model";
import { changingIdentity } from "../write/changeIdentity";
import { composeEdits } from "../../composeEdits";
import type { ChangeOptions, ChangeOutcome } from "../write/changeOutcome";
import { aloneAtOnce, type Editing } from "../write/editing";
import { type Step, takingSteps } from "../write/steps";
import { sortEdits, type TextEdit } from "../../textEdit";
import { declarationRefusal, declareParameter, declareVariable, openScope, type Section } from "./declare";
import { parameterFor, variableFor } from "./declaredName";
import { dependOnDeclared } from "./dependency";
import { type IdentityReference, resourceIdText } from "./identityReference";

/** What has to be in the template before it can say a reference, and what it then says. */
interface Prepared {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

function prepare(template: ArmTemplate, resource: TemplateResource, reference: IdentityReference): Prepared {
  const { scope } = resource.resource;
  switch (reference.kind) {
    case "text":
      return { text: reference.text, edits: [] };
    case "resourceId":
      return { text: resourceIdText(reference), edits: [] };
    case "parameter": {
      const name = parameterFor(template, scope, reference.name, reference.defaultValue);
      const edits = declareParameter(template, scope, name, reference.defaultValue);
      return { text: `[parameters('${name}')]`, edits };
    }
    case "variable": {
      const { name, isThere } = variableFor(template, scope, reference.name, reference.value);
      const edits = isThere ? [] : declareVariable(template, scope, name, reference.value);
      return { text: `[variables('${name}')]`, edits };
    }
  }
}

/** Where the declaration stands that a reference goes through; undefined for one that needs none. */
function sectionOf({ kind }: IdentityReference): Section | undefined {
  return kind === "parameter" ? "parameters" : kind === "variable" ? "variables" : undefined;
}

/** A step that declares what a reference goes through; `say` is told what the template then says for it. */
function declaring(reference: IdentityReference, say: (text: string) => void): Step {
  return (template, resource) => {
    const { scope } = resource.resource;
    const section = sectionOf(reference);
    const open = section === undefined ? undefined : openScope(scope, section);
    if (open !== undefined) {
      const { start } = open.deployment ?? open.template;
      return { kind: "refused", refusal: { reason: "scopeNotKnown", range: { start, end: start + 1 } } };
    }
    const { text, edits } = prepare(template, resource, reference);
    say(text);
    const refusal =
      edits.length === 0 || section === undefined
        ? undefined
        : declarationRefusal(template.tree, evaluationScope(scope), section);
    return refusal === undefined ? { kind: "edits", edits: sortEdits(edits) } : { kind: "refused", refusal };
  };
}

/**
 * Assigns identities by references: adds or reuses the parameters or variables that they go through, and lets the resource wait for
 * what the template deploys itself. Texts are given as `typedIdentityProblem` lets them pass.
 */
export function* assigningIdentities(
  template: ArmTemplate,
  resource: TemplateResource,
  references: readonly IdentityReference[],
  options: ChangeOptions = {},
): Editing<ChangeOutcome> {
  const texts: string[] = [];
  const declaringAll = references.map((reference) =>
    declaring(reference, (text) => {
      texts.push(text);
    }),
  );
  const declared = yield* takingSteps(template, resource, declaringAll);
  if (declared.kind === "refused") {
    return declared;
  }
  const change: IdentityChange = { kind: "assignUserAssigned", ids: texts };
  const ready = declared.after;
  const there = ready.resources[numberOf(template, resource)];
  if (there === undefined) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const outcome = yield* changingIdentity(ready, there, change, options);
  if (outcome.kind !== "edits") {
    // What is asked or refused has to name places of the text as it is.
    const isMoved = outcome.kind !== "noOp" && ready !== template;
    const plain = isMoved ? yield* changingIdentity(template, resource, change, options) : outcome;
    return plain.kind === "edits" ? outcome : plain;
  }
  const waits = dependOnDeclared(texts);
  const waitAt = (index: number): Step => {
    return (after) => {
      const waiting = after.resources[index];
      return waiting === undefined ? { kind: "edits", edits: [] } : waits(after, waiting);
    };
  };
  const numbers = [there, ...outcome.alsoAffects].map((each) => numberOf(ready, each));
  const changed = outcome.after.resources[numbers[0] ?? 0];
  const waited = changed === undefined ? undefined : yield* takingSteps(outcome.after, changed, numbers.map(waitAt));
  if (waited?.kind !== "edits") {
    return waited ?? { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const edits = [outcome.edits, waited.edits].reduce(composeEdits, declared.edits);
  return { ...outcome, edits, after: waited.after };
}

/** The same in one go. */
export function assignIdentities(
  template: ArmTemplate,
  resource: TemplateResource,
  references: readonly IdentityReference[],
  options: ChangeOptions = {},
): ChangeOutcome {
  return aloneAtOnce(assigningIdentities(template, resource, references, options));
}
