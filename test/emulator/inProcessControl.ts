import { grantRole, revokeRoles, type Grant } from "./authorization/grants";
import { type EmulatorControl, type Injection } from "./control";
import { type FaultEffect, type Faults } from "./http/faults";
import { type RequestLog } from "./http/requestLog";
import { isObject, mergePatch } from "./json";
import { objectIdOf } from "./directory";
import { parseId, sameId } from "./resourceId";
import { type World } from "./world";

/** The control interface of this process. */
export function inProcessControl(world: World, faults: Faults, log: RequestLog): EmulatorControl {
  return {
    resource: (id) => {
      world.operations.settle();
      return structuredClone(world.store.get(id)?.body);
    },
    patchAsThirdParty: (id, patch) => {
      world.operations.settle();
      const stored = world.store.get(id);
      const body = mergePatch(stored?.body, patch);
      if (stored === undefined || !isObject(body)) {
        throw new Error(`there is no resource ${id}`);
      }
      world.store.put(id, body);
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
        effect: effectOf(injection),
        ...(injection.method === undefined ? {} : { method: injection.method }),
        ...(injection.times === undefined ? {} : { times: injection.times }),
      });
    },
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
    setGraphAllowed: (allowed) => {
      world.settings.graphAllowed = allowed;
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

function effectOf(injection: Injection): FaultEffect {
  if ("close" in injection) {
    return { kind: injection.close === "after" ? "closeAfter" : "close" };
  }
  if ("delayMs" in injection) {
    return { kind: "delay", milliseconds: injection.delayMs };
  }
  if ("failOperation" in injection) {
    return { kind: "failOperation", error: injection.failOperation };
  }
  return { kind: "answer", status: injection.status, body: injection.body, headers: injection.headers ?? {} };
}
