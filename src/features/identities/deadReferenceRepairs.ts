import { checkIdentity, type DeadReferences } from "../../azure/inventory/deadReferences";
import { forEachBounded } from "../../azure/forEachBounded";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import { resourceIdKey } from "../../identity/resourceId";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import type { RepairDeps } from "./deps";
import { isMeant } from "./meantReferences";
import type { TreeNode } from "../../ui/nodes";

/** A resource with identities that it lists and that no longer exist. */
export interface DeadReference extends ChangeTarget {
  /** In the resource's own spelling. */
  readonly deadIds: readonly string[];
}

/** Identities asked for at the same time. */
const ASKED_AT_ONCE = 4;

/** The dead references that are known and meant, a resource each, by name. */
export function deadReferences(
  deps: {
    readonly deadReferences: Pick<DeadReferences, "dead">;
    readonly usage: Pick<UsageIndex, "usesOf">;
  },
  nodes: readonly TreeNode[],
): readonly DeadReference[] {
  const found = new Map<string, DeadReference>();
  for (const id of deps.deadReferences.dead) {
    for (const { subscription, resource, spelling } of deps.usage.usesOf(id)) {
      const key = resourceIdKey(resource.id);
      if (isMeant(nodes, resource.id, spelling)) {
        found.set(key, { subscription, resource, deadIds: [...(found.get(key)?.deadIds ?? []), spelling] });
      }
    }
  }
  return [...found.values()].sort((left, right) => left.resource.name.localeCompare(right.resource.name));
}

/**
 * What takes dead references off their resources, and nothing else. Each identity is asked for once more: it may have been made anew
 * since it was found dead.
 */
export async function repairsOf(
  deps: RepairDeps,
  references: readonly DeadReference[],
  signal: AbortSignal,
): Promise<readonly BatchTarget[]> {
  const ids = new Map(references.flatMap(({ deadIds }) => deadIds.map((id) => [resourceIdKey(id), id] as const)));
  const stillDead = new Set<string>();
  await forEachBounded([...ids], ASKED_AT_ONCE, async ([key, id]) => {
    const owner = deps.deadReferences.ownerOf(id);
    if (owner && (await checkIdentity(deps.identities, owner.subscription, id, signal)).kind === "dead") {
      stillDead.add(key);
    }
  });
  return references.flatMap(({ subscription, resource, deadIds }) => {
    const dead = deadIds.filter((id) => stillDead.has(resourceIdKey(id)));
    return dead.length === 0 ? [] : [{ subscription, resource, change: { kind: "removeUserAssigned", ids: dead } }];
  });
}
