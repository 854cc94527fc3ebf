import { grantRole, revokeRoles, type Grant } from "./authorization/grants";
import { type EmulatorControl, type Injection } from "./control";
import { type FaultEffect, type Faults } from "./http/faults";
import { type RequestLog } from "./http/requestLog";
import { isObject, mergePatch, withValue, type JsonObject } from "./json";
import { applyIdentityPatch } from "./mergeIdentity";
import { readIdentity } from "./storedIdentity";
import { isFlexible } from "./compute/machineKinds";
import { resolveIdentities, withIdentity } from "./compute/resolveIdentities";
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
      writeAsThirdParty(world, id, patch);
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

/** As if another client's PATCH had run to its end: an identity is merged by the rules that hold for everybody. */
function writeAsThirdParty(world: World, id: string, patch: JsonObject): void {
  world.operations.settle();
  const stored = world.store.get(id);
  const body = mergePatch(stored?.body, withValue(patch, ["identity"], undefined));
  if (stored === undefined || !isObject(body)) {
    throw new Error(`there is no resource ${id}`);
  }
  const tenantId = world.directory.subscription(parseId(id)?.subscriptionId ?? "")?.tenantId ?? "";
  const identity = applyIdentityPatch(readIdentity(stored.body["identity"]), patch["identity"], {
    apiVersion: "2024-07-01",
    flexible: isFlexible(stored),
    systemAssigned: { principalId: world.newPrincipal(id), tenantId },
  });
  world.store.put(id, withIdentity(body, identity));
  resolveIdentities(world, stored);
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
