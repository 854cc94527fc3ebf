import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, numberOf } from "../model";
import { blockShape } from "../plan/blockShape";
import { knowledgeOfBlock } from "../../plan/knowledge";
import type { IdentityBlock, ListReading } from "../read/identityReading";
import type { ContainerNode } from "../syntax/syntaxNodes";
import { editedBlock } from "./editedBlock";
import type { RepairOutcome } from "./changeOutcome";
import { otherShape } from "./convertList";
import { DECLARED_PARTS, withDeclared } from "./declaredParts";
import type { StepsResult } from "./steps";

/** What of a block a resource cannot hold, by its API version (docs/azure-behaviour.md#identity-shape-by-api-version) or by its kind. */
type Misfit = "identity" | "userAssigned" | "none" | "shape" | "systemAssigned";

function isThere(list: ListReading): boolean {
  return list.kind === "list" || (list.kind === "expression" && !list.mayBeAbsent);
}

function versionMisfits(resource: TemplateResource, block: IdentityBlock): readonly Misfit[] {
  const { type, dictionary, array } = block;
  const shape = blockShape(resource);
  switch (shape) {
    case undefined:
      return [];
    case "none":
      return ["identity"];
    case "systemAssignedOnly": {
      const namesUser = (type.kind === "known" && type.userAssigned) || isThere(dictionary) || isThere(array);
      const isNone = type.kind === "known" && !type.userAssigned && !type.systemAssigned;
      return [...(namesUser ? (["userAssigned"] as const) : []), ...(isNone ? (["none"] as const) : [])];
    }
    case "array":
    case "dictionary":
      return isThere(block[otherShape(shape)]) ? ["shape"] : [];
  }
}

function misfits(resource: TemplateResource): readonly Misfit[] {
  const edited = editedBlock(resource);
  if (edited === undefined) {
    return [];
  }
  const block = withDeclared(edited, DECLARED_PARTS);
  const known = knowledgeOfBlock(block);
  const isSystemAssigned = known.kind === "known" && known.systemAssigned === true;
  const kind = resource.orchestrationMode === "Flexible" && isSystemAssigned ? (["systemAssigned"] as const) : [];
  return [...versionMisfits(resource, block), ...kind];
}

/** Those of the resources that could hold their identity before and cannot any more; as they were before. */
export function becomeUnfit(
  before: ArmTemplate,
  after: ArmTemplate,
  resources: readonly TemplateResource[],
): readonly TemplateResource[] {
  return resources.filter((resource) => {
    const there = after.resources[numberOf(before, resource)];
    const had = misfits(resource);
    return there === undefined || misfits(there).some((misfit) => !had.includes(misfit));
  });
}

/** The resources by the blocks that they have, of templates that were asked about: for each resource of many, all would be looked at. */
const users = new WeakMap<ArmTemplate, ReadonlyMap<number, readonly TemplateResource[]>>();

/** The resources whose block is this object: one, or all whose identity is the variable or parameter that holds it. */
function usersOf(template: ArmTemplate, { container }: ContainerNode): readonly TemplateResource[] {
  const byBlock = users.get(template) ?? resourcesByBlock(template);
  users.set(template, byBlock);
  return byBlock.get(container) ?? [];
}

function resourcesByBlock({ resources }: ArmTemplate): ReadonlyMap<number, readonly TemplateResource[]> {
  const byBlock = new Map<number, TemplateResource[]>();
  for (const resource of resources) {
    const block = editedBlock(resource)?.node.container;
    const sharing = block === undefined ? undefined : byBlock.get(block);
    if (sharing !== undefined) {
      sharing.push(resource);
    } else if (block !== undefined) {
      byBlock.set(block, [resource]);
    }
  }
  return byBlock;
}

/** Whether the block of a resource is that of others too. */
export function isShared(template: ArmTemplate, resource: TemplateResource): boolean {
  const block = editedBlock(resource);
  return block !== undefined && usersOf(template, block.node).length > 1;
}

/**
 * What steps for a resource come to where its block may be that of others too: refused where one of
 * them could not hold it.
 */
export function forAll(
  before: ArmTemplate,
  resource: TemplateResource,
  { edits, after, isBlockEdited }: Extract<StepsResult, { readonly kind: "edits" }>,
): RepairOutcome {
  const block = isBlockEdited ? editedBlock(resource) : undefined;
  const sharing = block === undefined ? [] : usersOf(before, block.node);
  if (sharing.length < 2) {
    return { kind: "edits", edits };
  }
  const unfit = becomeUnfit(before, after, sharing);
  return unfit.length === 0
    ? { kind: "edits", edits, alsoAffects: sharing.filter((user) => user !== resource) }
    : { kind: "refused", refusal: { reason: "othersWouldNotFit", others: unfit } };
}
