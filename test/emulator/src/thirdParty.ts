import { isFlexible } from "./compute/machineKinds";
import { resolveIdentities, withIdentity, withProvisioningState } from "./compute/resolveIdentities";
import { isObject, mergePatch, withValue, type JsonObject } from "./json";
import { putIdentity } from "./managedIdentity/putIdentity";
import { applyIdentityPatch } from "./mergeIdentity";
import { type Ending } from "./operations";
import { parseId } from "./resourceId";
import { operationPreempted } from "./serviceErrors";
import { readIdentity } from "./storedIdentity";
import { type World } from "./world";

/** As if another client's PATCH had run to its end: an identity is merged by the rules that hold for everybody. */
export function writeAsThirdParty(world: World, id: string, patch: JsonObject): void {
  world.operations.settle();
  const stored = world.store.get(id);
  const body = mergePatch(stored?.body, withValue(patch, ["identity"], undefined));
  if (stored === undefined || !isObject(body)) {
    throw new Error(`there is no resource ${id}`);
  }
  const before = stored.body;
  const tenantId = world.directory.subscription(parseId(id)?.subscriptionId ?? "")?.tenantId ?? "";
  const identity = applyIdentityPatch(readIdentity(before["identity"]), patch["identity"], {
    apiVersion: "2024-07-01",
    flexible: isFlexible(stored),
    systemAssigned: { principalId: world.newPrincipal(id), tenantId },
  });
  world.store.put(id, withIdentity(body, identity));
  resolveIdentities(world, stored, before);
  const write = { at: world.clock.now(), by: "other", method: "PATCH", resourceId: stored.id } as const;
  world.writes.add({ ...write, operation: undefined }, before, stored.body);
}

/**
 * A newer write by another party takes the place of the operation that runs at a resource, and has run to its end.
 * @returns whether an operation was displaced; where none runs, nothing is written either
 */
export function preemptAsThirdParty(world: World, id: string, patch: JsonObject): boolean {
  const stored = world.store.get(id);
  if (stored === undefined || !world.operations.preempt(id, preempted(world))) {
    return false;
  }
  writeAsThirdParty(world, id, patch);
  stored.body = withProvisioningState(stored.body, "Succeeded");
  return true;
}

/** How an operation ends that a newer one displaces. */
export function preempted({ settings }: World): Ending {
  const { preemptedStatus: status, preemptedModel: model } = settings.variants;
  return { status, model, error: operationPreempted };
}

/**
 * An identity is deleted and made again under its name: it has new ids, and what refers to it still carries the old ones
 * (docs/azure-behaviour.md#a-deleted-identity-leaves-references). Made anew also where there was none.
 */
export function recreateIdentity(world: World, id: string): void {
  const existing = world.store.get(id)?.body;
  for (const one of world.store.within(id)) {
    world.store.remove(one.id);
  }
  putIdentity(world, id, existing ?? { location: "westeurope" });
}
