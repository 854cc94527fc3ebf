import { type Answer, type ArmRequest } from "../http/exchange";
import { type StoredResource } from "../store";
import { acceptedHeaders } from "./asyncHeaders";
import { checkIfMatch } from "./etags";
import { withProvisioningState } from "./resolveIdentities";

/** DELETE: 202 without a body; the resource and what lies below it are gone when the operation ends. */
export function deleteMachine(request: ArmRequest, stored: StoredResource | undefined): Answer {
  if (stored === undefined) {
    return { status: 204 };
  }
  checkIfMatch(request, stored);
  const { store, operations } = request.world;
  const before = stored.body;
  stored.body = withProvisioningState(stored.body, "Deleting");
  const operation = operations.start(stored.id, {
    succeed: () => {
      for (const one of store.within(stored.id)) {
        store.remove(one.id);
      }
    },
    fail: () => {
      stored.body = before;
    },
  });
  return { status: 202, headers: acceptedHeaders(request, stored, operation) };
}
