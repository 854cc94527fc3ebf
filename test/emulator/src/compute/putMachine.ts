import { bodyObject, type Answer, type ArmRequest } from "../http/exchange";
import { textAt } from "../json";
import { missingParameter } from "../serviceErrors";
import { asyncHeaders } from "./asyncHeaders";
import { completeMachine, createMachine } from "./createMachine";
import { checkIfMatch } from "./etags";
import { type MachineKind } from "./machineKinds";
import { renderMachine } from "./machineWire";
import { checkNotDeleting, etagHeader, makeWay } from "./patchMachine";
import { withProvisioningState } from "./resolveIdentities";

/** PUT: 201 for a new one with Retry-After 10, 200 for a replaced one; the operation follows (docs/azure-behaviour.md#operations-answered-with-202). */
export function putMachine(request: ArmRequest, kind: MachineKind, id: string): Answer {
  const body = bodyObject(request);
  if (textAt(body, "location") === undefined) {
    throw missingParameter("location");
  }
  const existing = request.world.store.get(id);
  if (existing !== undefined) {
    checkIfMatch(request, existing);
    checkNotDeleting(kind, existing);
    makeWay(request, existing);
  }
  const before = existing?.body;
  const stored = createMachine(request, kind, id, body);
  const operation = request.world.operations.start(id, {
    succeed: () => {
      completeMachine(request, kind, stored);
    },
    fail: () => {
      stored.body = withProvisioningState(stored.body, "Failed");
    },
  });
  const at = request.world.clock.now();
  request.world.writes.add({ at, by: "client", method: "PUT", resourceId: id, operation }, before, stored.body);
  const headers = { ...asyncHeaders(request, stored, operation), ...etagHeader(request, stored) };
  return {
    status: existing === undefined ? 201 : 200,
    headers: existing === undefined ? { ...headers, "retry-after": "10" } : headers,
    body: renderMachine(kind, stored, { apiVersion: request.apiVersion, immediate: true, withEtag: true }),
  };
}
