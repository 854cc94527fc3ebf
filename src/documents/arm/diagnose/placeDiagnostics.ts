import type { AnyResource } from "../locate/anyResource";
import type { TemplateResource } from "../locate/templateResource";
import type { Evaluator } from "../expression/evaluate";
import { knowledgeOf } from "../plan/knowledge";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { TemplateDiagnostic } from "./diagnostic";

const MISSPELT = /^(microsoft\.compute\/)virtualMachinesScaleSets(?=\/|$)/i;

/** The typo that Microsoft's own articles hold (templates.md section 1). */
export function misspeltType(
  evaluator: Evaluator,
  { type, typeNode, parent, scope }: AnyResource,
): readonly TemplateDiagnostic[] {
  if (type === undefined || typeNode === undefined || !MISSPELT.test(type) || parent !== undefined) {
    return [];
  }
  const correct = type.replace(MISSPELT, "$1virtualMachineScaleSets");
  const spelled = evaluator.resolve(typeNode, scope)?.node;
  const fixes = spelled?.kind === "string" ? ([{ kind: "correctType", typeNode: spelled }] as const) : [];
  return [{ code: "misspeltScaleSetType", range: typeNode, fixes, type, correct }];
}

/** An identity one level too deep: the service does not know it there (templates.md section 2). */
export function identityInProperties(tree: SyntaxTree, resource: TemplateResource): readonly TemplateDiagnostic[] {
  const properties = tree.object(resource.resource.node, "properties");
  const member = properties === undefined ? undefined : tree.member(properties, "identity");
  if (properties === undefined || member === undefined) {
    return [];
  }
  const kind = resource.identity.kind === "absent" ? "moveOutOfProperties" : "removeFromProperties";
  const fixes = resource.identity.kind === "null" ? [] : [{ kind, resource, properties } as const];
  return [{ code: "identityInProperties", range: member.key ?? member, fixes }];
}

/** A Flexible scale set takes user-assigned identities only (azure-behaviour section 7). */
export function systemAssignedOnFlexible(resource: TemplateResource): readonly TemplateDiagnostic[] {
  const known = knowledgeOf(resource.identity);
  if (resource.orchestrationMode !== "Flexible" || known.kind !== "known" || known.systemAssigned !== true) {
    return [];
  }
  const { identity } = resource;
  if (identity.kind !== "block" || identity.block.type.kind !== "known") {
    return [];
  }
  const fixes = [{ kind: "change", resource, change: { kind: "disableSystemAssigned" } }] as const;
  return [{ code: "systemAssignedOnFlexible", range: identity.block.type.node, fixes }];
}
