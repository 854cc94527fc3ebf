import { grantRole, revokeRoles, type Grant } from "./authorization/grants";
import { type EmulatorControl, type Injection } from "./control";
import { type FaultEffect, type Faults } from "./http/faults";
import { type RequestLog } from "./http/requestLog";
import { type Waiting } from "./http/waiting";
import { objectIdOf } from "./directory";
import { parseId, sameId } from "./resourceId";
import { preemptAsThirdParty, recreateIdentity, writeAsThirdParty } from "./thirdParty";
import { type Variants } from "./variants";
import { type World } from "./world";

/** The control interface of this process. */
export function inProcessControl(
  world: World,
  { faults, log, waiting }: { readonly faults: Faults; readonly log: RequestLog; readonly waiting: Waiting },
): EmulatorControl {
  return {
    resource: (id) => {
      world.operations.settle();
      return structuredClone(world.store.get(id)?.body);
    },
    patchAsThirdParty: (id, patch) => {
      writeAsThirdParty(world, id, patch);
    },
    preemptAsThirdParty: (id, patch) => preemptAsThirdParty(world, id, patch),
    recreateIdentity: (id) => {
      recreateIdentity(world, id);
    },
    setVariants: (variants) => {
      world.settings.variants = { ...world.settings.variants, ...variants };
    },
    writes: () => {
      world.operations.settle();
      return world.writes.list();
    },
    put: (id, body) => {
      world.store.put(id, structuredClone(body));
    },
    remove: (id) => {
      const existed = world.store.get(id) !== undefined;
      for (const one of world.store.within(id)) {
        world.store.remove(one.id);
      }
      return existed;
    },
    inject: (injection) => {
      const { path } = injection;
      faults.add({
        path,
        effect: effectOf(injection, world.settings.variants),
        ...(injection.method === undefined ? {} : { method: injection.method }),
        ...(injection.times === undefined ? {} : { times: injection.times }),
      });
    },
    releaseStalled: () => {
      waiting.release();
    },
    waiting: () => waiting.size,
    clearInjections: () => {
      faults.clear();
    },
    requests: () => log.list(),
    clearRequests: () => {
      log.clear();
    },
    setRoles: (grants) => {
      setRoles(world, grants);
    },
    setLatency: (milliseconds) => {
      world.settings.latencyMs = milliseconds;
    },
    setOperationDuration: (milliseconds) => {
      world.settings.operationMs = milliseconds;
    },
    finishOperations: () => {
      world.operations.finishAll();
      world.registrations.finishAll();
    },
    expireTokens: () => {
      world.tokens.expireAll();
    },
    setOverlappingWrites: (rule) => {
      world.settings.overlappingWrites = rule;
    },
    setReplication: (replication) => {
      world.settings.replication = replication;
    },
    setRegistered: (subscriptionId, namespace, registered) => {
      world.registrations.set(subscriptionId, namespace, registered);
    },
    setGraphAllowed: (allowed) => {
      world.settings.graphAllowed = allowed;
    },
    setResourceGraphDelay: (milliseconds) => {
      world.graphCopy.setDelay(milliseconds);
    },
    groupMembers: (groupId) => [...(world.directory.groups.find(({ id }) => sameId(id, groupId))?.members ?? [])],
    setThrottling: (enforced) => {
      world.settings.throttling = enforced;
    },
  };
}

/** The principal has another object id in each tenant; a grant goes to the one of its scope's tenant. */
function setRoles(world: World, grants: readonly Grant[]): void {
  const application = world.directory.firstApplication;
  for (const { tenantId } of world.directory.tenants) {
    const principalId = objectIdOf(application, tenantId);
    revokeRoles(world.store, principalId);
    const inTenant = grants.filter(
      ({ scope }) => world.directory.subscription(parseId(scope)?.subscriptionId ?? "")?.tenantId === tenantId,
    );
    for (const grant of inTenant) {
      grantRole(world.store, principalId, grant);
    }
  }
}

function effectOf(injection: Injection, variants: Variants): FaultEffect {
  if ("close" in injection) {
    return { kind: injection.close === "after" ? "closeAfter" : "close" };
  }
  if ("part" in injection) {
    return { kind: "part", sent: injection.part, then: injection.then };
  }
  if ("delayMs" in injection) {
    return { kind: "delay", milliseconds: injection.delayMs };
  }
  if ("failOperation" in injection) {
    const { status = "Failed", model = variants.failedModel, ...error } = injection.failOperation;
    return { kind: "endOperation", ending: { status, model, error } };
  }
  if ("preemptOperation" in injection) {
    return { kind: "preemptOperation", patch: injection.preemptOperation };
  }
  const { status, body, headers = {}, isCarriedOut = false } = injection;
  return { kind: "answer", status, body, headers, isCarriedOut };
}
