import { parseTemplateText } from "../expression/parseExpression";
import { evaluationScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, readArmTemplate } from "../model";
import { changeIdentity } from "../write/changeIdentity";
import { composeEdits } from "../write/composeEdits";
import type { ChangeOptions, ChangeOutcome } from "../write/outcome";
import { faultIn } from "../write/syntaxCheck";
import { takeSteps } from "../write/steps";
import { applyEdits, sortEdits, type TextEdit } from "../write/textEdit";
import { declareParameter, declareVariable } from "./declare";
import { dependencyText, dependOn } from "./dependency";
import { type IdentityReference, resourceIdText } from "./identityReference";
import { declaredText } from "./knownIdentities";

/** What has to be in the template before it can say a reference, and what it then says. */
interface Prepared {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** A name that is free, or that stands for the same already. */
function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name.toLowerCase()); count++) {
    name = `${wanted}${count}`;
  }
  return name;
}

function prepare(
  template: ArmTemplate,
  resource: TemplateResource,
  reference: IdentityReference,
): Prepared | undefined {
  const { evaluator, canonical, tree } = template;
  const { scope } = resource.resource;
  switch (reference.kind) {
    case "literal":
      return { text: reference.id, edits: [] };
    case "resourceId":
      return { text: resourceIdText(reference), edits: [] };
    case "declared": {
      const text = declaredText(template, reference.resource);
      return text === undefined ? undefined : { text, edits: [] };
    }
    case "parameter": {
      // A parameter of that name is the one that is meant.
      const edits = declareParameter(template, scope, reference.name, reference.defaultValue);
      return { text: `[parameters('${reference.name}')]`, edits };
    }
    case "variable": {
      const declared = (name: string) =>
        evaluator.declaration({ kind: "call", name: "variables", args: [{ kind: "string", value: name }] }, scope);
      const meansSame = (name: string) => {
        const value = declared(name)?.slot.value;
        return (
          value?.kind === "string" &&
          canonical.key(tree.decoded(value), scope) === canonical.key(reference.value, scope)
        );
      };
      const name = freeName(reference.name, (each) => declared(each) !== undefined && !meansSame(each));
      const edits = meansSame(name) ? [] : declareVariable(template, scope, name, reference.value);
      return { text: `[variables('${name}')]`, edits };
    }
  }
}

/**
 * Assigns one identity by a reference: adds or reuses the parameter or variable that it goes through, and lets the resource wait for
 * an identity that the template declares. Undefined where the reference cannot be said.
 */
export function assignIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  reference: IdentityReference,
  options: ChangeOptions = {},
): ChangeOutcome | undefined {
  const prepared = prepare(template, resource, reference);
  if (prepared === undefined || parseTemplateText(prepared.text).kind === "invalid") {
    return undefined;
  }
  const declared = sortEdits(prepared.edits);
  const fault =
    declared.length === 0 ? undefined : faultIn(template.tree, evaluationScope(resource.resource.scope).template);
  if (fault !== undefined) {
    return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
  }
  const ready = declared.length === 0 ? template : readArmTemplate(applyEdits(template.text, declared));
  const there = ready.resources[template.resources.indexOf(resource)];
  if (there === undefined) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const outcome = changeIdentity(ready, there, { kind: "assignUserAssigned", ids: [prepared.text] }, options);
  if (outcome.kind !== "edits") {
    return outcome;
  }
  const changed = composeEdits(declared, outcome.edits);
  if (reference.kind !== "declared") {
    return { ...outcome, edits: changed };
  }
  const after = readArmTemplate(applyEdits(template.text, changed));
  const at = after.resources[template.resources.indexOf(resource)];
  const waits = dependOn(
    template.allResources.indexOf(reference.resource),
    dependencyText(reference.resource, prepared.text),
  );
  const result = at === undefined ? undefined : takeSteps(after, at, [waits]);
  return { ...outcome, edits: result?.kind === "edits" ? composeEdits(changed, result.edits) : changed };
}
