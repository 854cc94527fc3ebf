import { bodyObject, type Answer, type ArmRequest } from "../http/exchange";
import { isObject, mergePatch, valueAt, type JsonObject } from "../json";
import { applyIdentityPatch } from "../mergeIdentity";
import { parseId } from "../resourceId";
import { concurrentRequest, markedForDeletion } from "../serviceErrors";
import { readIdentity } from "../storedIdentity";
import { type StoredResource } from "../store";
import { asyncHeaders } from "./asyncHeaders";
import { preempted } from "../thirdParty";
import { checkIfMatch, etagOf, hasEtag } from "./etags";
import { checkLinkedIdentities } from "./linkedIdentities";
import { isFlexible, scaleSetType, vmType, type MachineKind } from "./machineKinds";
import { renderMachine } from "./machineWire";
import { resolveIdentities, withIdentity, withKnown, withProvisioningState } from "./resolveIdentities";
import { applyModelChange, changesModel } from "./scaleSetModel";

/** Members that a PATCH cannot change. */
const readOnly = new Set(["id", "name", "type", "location", "etag", "identity"]);

/** PATCH of a virtual machine or scale set: 200 at once with the wanted state, the operation follows (docs/azure-behaviour.md#long-running-patch). */
export function patchMachine(request: ArmRequest, kind: MachineKind, stored: StoredResource): Answer {
  const patch = bodyObject(request);
  checkIfMatch(request, stored);
  checkNotDeleting(kind, stored);
  makeWay(request, stored);
  // What makes way may take back what the etag stood for.
  checkIfMatch(request, stored);
  const next = merged(request, kind, stored, patch);
  const before = stored.body;
  const { version } = request.world.store.put(stored.id, withProvisioningState(next, "Updating"));
  const operation = request.world.operations.start(stored.id, {
    succeed: () => {
      resolveIdentities(request.world, stored, before);
      if (kind === "scaleSet" && changesModel(patch)) {
        applyModelChange(request.world.store, stored);
      }
      finish(request, stored, "Succeeded");
    },
    // What goes back goes back only where nobody has written since: that must not be lost.
    fail: (model) => {
      if (model === "keep") {
        resolveIdentities(request.world, stored, before);
      } else if (stored.version === version) {
        request.world.store.put(stored.id, before);
      }
      finish(request, stored, "Failed");
    },
  });
  const { id: resourceId, body: after } = stored;
  const at = request.world.clock.now();
  request.world.writes.add({ at, by: "client", method: "PATCH", resourceId, operation }, before, after);
  const view = { apiVersion: request.apiVersion, immediate: true, withEtag: true };
  return {
    status: 200,
    headers: { ...asyncHeaders(request, stored, operation), ...etagHeader(request, stored) },
    body: renderMachine(kind, stored, view),
  };
}

export function etagHeader(request: ArmRequest, stored: StoredResource): Readonly<Record<string, string>> {
  return hasEtag(request.apiVersion) ? { etag: etagOf(stored) } : {};
}

function merged(request: ArmRequest, kind: MachineKind, stored: StoredResource, patch: JsonObject): JsonObject {
  const changes = Object.fromEntries(Object.entries(patch).filter(([key]) => !readOnly.has(key)));
  const body = mergePatch(stored.body, changes);
  const identity = patch["identity"];
  if (!isObject(body) || !isObject(identity)) {
    return isObject(body) ? body : stored.body;
  }
  const type = kind === "virtualMachine" ? vmType : scaleSetType;
  const wanted = applyIdentityPatch(readIdentity(stored.body["identity"]), identity, {
    apiVersion: request.apiVersion,
    flexible: isFlexible(stored),
    systemAssigned: { principalId: request.world.newPrincipal(stored.id), tenantId: request.caller.tenantId },
  });
  checkLinkedIdentities(request, `${type}/write`, stored.id, identity);
  return withIdentity(body, kind === "virtualMachine" ? withKnown(stored, wanted) : wanted);
}

function finish(request: ArmRequest, stored: StoredResource, state: string): void {
  if (request.world.operations.running(stored.id).length === 0) {
    stored.body = withProvisioningState(stored.body, state);
  }
}

export function checkNotDeleting(kind: MachineKind, stored: StoredResource): void {
  if (valueAt(stored.body, "properties", "provisioningState") === "Deleting") {
    const label = kind === "virtualMachine" ? "Virtual Machine" : "Virtual Machine Scale Set";
    throw markedForDeletion(label, parseId(stored.id)?.name ?? "");
  }
}

/** What happens to a write while another one runs is not the same on every day; the control interface says which. */
export function makeWay(request: ArmRequest, stored: StoredResource): void {
  const { settings, operations } = request.world;
  if (operations.running(stored.id).length === 0 || settings.overlappingWrites === "accept") {
    return;
  }
  if (settings.overlappingWrites === "conflict") {
    throw concurrentRequest();
  }
  operations.preempt(stored.id, preempted(request.world));
}
