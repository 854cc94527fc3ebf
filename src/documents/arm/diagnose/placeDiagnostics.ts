import type { AnyResource } from "../locate/anyResource";
import type { TemplateResource } from "../locate/templateResource";
import type { Evaluator } from "../expression/evaluate";
import { knowledgeOfBlock } from "../../plan/knowledge";
import type { IdentityBlock } from "../read/identityReading";
import type { ContainerNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { WrongHolder } from "../../documentDiagnostic";
import type { TemplateDiagnostic } from "./diagnostic";

const MISSPELT = /^(microsoft\.compute\/)virtualMachinesScaleSets(?=\/|$)/i;

/** The typo that Microsoft's own articles hold (docs/azure-behaviour.md#misplaced-identities-and-the-plural-typo). */
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

/** An identity one or two levels too deep: the service does not know it there (docs/azure-behaviour.md#misplaced-identities-and-the-plural-typo). */
export function identityInProperties(tree: SyntaxTree, resource: TemplateResource): readonly TemplateDiagnostic[] {
  const properties = tree.object(resource.resource.node, "properties");
  // A bracket that is missing may have brought the scale set's own identity there.
  const isCertain = resource.kind === "scaleSet" && tree.faults.length === 0;
  const profile = properties === undefined || !isCertain ? undefined : tree.object(properties, "virtualMachineProfile");
  return [
    ...identityIn(tree, resource, properties, "properties"),
    ...identityIn(tree, resource, profile, "virtualMachineProfile"),
  ];
}

function identityIn(
  tree: SyntaxTree,
  resource: TemplateResource,
  properties: ContainerNode | undefined,
  holder: WrongHolder,
): readonly TemplateDiagnostic[] {
  const member = properties === undefined ? undefined : tree.member(properties, "identity");
  if (properties === undefined || member === undefined) {
    return [];
  }
  const kind = resource.identity.kind === "absent" ? "moveOutOfProperties" : "removeFromProperties";
  const fixes = resource.identity.kind === "null" ? [] : [{ kind, resource, properties, holder } as const];
  return [{ code: "identityInProperties", range: member.key ?? member, fixes, holder }];
}

/**
 * A Flexible scale set takes user-assigned identities only (docs/azure-behaviour.md#flexible-scale-sets). Where a variable spells the type out, or the
 * whole identity, it is known too.
 */
export function systemAssignedOnFlexible(
  resource: TemplateResource,
  block: IdentityBlock | undefined,
): readonly TemplateDiagnostic[] {
  const known = block === undefined ? undefined : knowledgeOfBlock(block);
  const isOn = known?.kind === "known" && known.systemAssigned === true;
  if (resource.orchestrationMode !== "Flexible" || block === undefined || !isOn || block.type.kind === "absent") {
    return [];
  }
  const range = block.type.kind === "known" ? block.type.node : (block.type.member.value ?? block.type.member);
  const fixes = [{ kind: "change", resource, change: { kind: "disableSystemAssigned" } }] as const;
  return [{ code: "systemAssignedOnFlexible", range, fixes }];
}
