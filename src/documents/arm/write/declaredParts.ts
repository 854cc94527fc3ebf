import type { IdentityChange } from "../../../identity/identityChange";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { blockShape } from "../plan/blockShape";
import { knowledgeOfBlock } from "../../plan/knowledge";
import type { Demand } from "../../plan/planInDocument";
import { planInTemplate } from "../plan/planInTemplate";
import type { IdentityBlock } from "../read/identityReading";
import type { Slot } from "../syntax/syntaxNodes";

/** A member of a resource's block whose value stands in a variable or in a parameter's default. */
export type DeclaredPart = "type" | "dictionary";

/** All of them. */
export const DECLARED_PARTS: readonly DeclaredPart[] = ["type", "dictionary"];

function declaredPart(block: IdentityBlock, part: DeclaredPart) {
  const reading = block[part];
  return reading.kind === "expression" ? reading.declared : undefined;
}

/** A block with these parts as their declarations hold them: an edit of one is made there. */
export function withDeclared(block: IdentityBlock, parts: readonly DeclaredPart[]): IdentityBlock {
  const { type, dictionary } = block;
  return {
    ...block,
    type: type.kind === "expression" && parts.includes("type") ? (type.declared ?? type) : type,
    dictionary:
      dictionary.kind === "expression" && parts.includes("dictionary")
        ? (dictionary.declared ?? dictionary)
        : dictionary,
  };
}

/** The declarations that a resource's identity, or parts of it, are. */
function declarationSlots(
  { identity }: TemplateResource,
  parts: readonly DeclaredPart[] = DECLARED_PARTS,
): readonly Slot[] {
  const whole = identity.kind === "expression" ? identity.declaration : undefined;
  const block =
    identity.kind === "block" ? identity.block : identity.kind === "expression" ? identity.declared : undefined;
  const held = parts.map((part) => {
    const reading = block?.[part];
    return reading?.kind === "expression" ? reading.declaration : undefined;
  });
  return [whole, ...held].flatMap((declaration) => (declaration === undefined ? [] : [declaration.slot]));
}

/** The other resources whose identity uses what is edited: the declaration of the whole block, or of these parts of it. */
export function sharers(
  { resources }: ArmTemplate,
  resource: TemplateResource,
  parts: readonly DeclaredPart[] = [],
): readonly TemplateResource[] {
  const edited = new Set(declarationSlots(resource, parts));
  return resources.filter((other) => other !== resource && declarationSlots(other).some((slot) => edited.has(slot)));
}

function planWith(
  template: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock,
  change: IdentityChange,
): Demand | undefined {
  const known = knowledgeOfBlock(block);
  return known.kind === "known" ? planInTemplate(resource, known, change, template.canonical) : undefined;
}

/** Whether type and dictionary still fit each other, here and wherever else they are used. */
function staysSound(
  template: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock,
  parts: readonly DeclaredPart[],
  { plan: { before, after } }: Demand,
): boolean {
  const [had, has] = [before.userAssigned.length > 0, after.userAssigned.length > 0];
  const dictionary = parts.includes("dictionary") ? withDeclared(block, parts).dictionary : undefined;
  if (dictionary !== undefined && !has) {
    // No empty dictionary is left behind: the member goes, which is no edit of the declaration.
    return false;
  }
  if (had === has) {
    return true;
  }
  const holdsUncounted = dictionary?.kind === "list" && dictionary.entries.length > 0;
  return !holdsUncounted && sharers(template, resource, parts).length === 0;
}

/**
 * The parts of a resource's block that a change can edit where they are declared. None where that would leave others that use
 * the declaration with a type and a dictionary that do not fit each other, and where two declarations would change by one answer.
 */
export function editableParts(
  template: ArmTemplate,
  resource: TemplateResource,
  change: IdentityChange,
): readonly DeclaredPart[] {
  const { identity } = resource;
  const shape = blockShape(resource);
  if (identity.kind !== "block" || (shape !== undefined && shape !== "dictionary")) {
    return [];
  }
  const { block } = identity;
  const all = DECLARED_PARTS.filter((part) => declaredPart(block, part) !== undefined && block.array.kind === "absent");
  const first = all.length === 0 ? undefined : planWith(template, resource, withDeclared(block, all), change);
  if (first === undefined || first.isNoOp) {
    return first === undefined ? [] : all;
  }
  const parts = all.filter((part) => (part === "type" ? first.type : first.list) !== "keep");
  // A part that is not touched is not relied on either: a deployment may give a parameter another value.
  const demand = parts.length !== 1 ? undefined : planWith(template, resource, withDeclared(block, parts), change);
  return demand !== undefined && staysSound(template, resource, block, parts, demand) ? parts : [];
}
