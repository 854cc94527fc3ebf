import { ArmError } from "../armError";
import { bodyObject, param, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { memberAt } from "../json";
import { isWithin, parseId } from "../resourceId";
import { asStored } from "../store";
import { lockType } from "./lockRules";

const locks = "/{scope*}/providers/Microsoft.Authorization/locks";

/** Management locks, at any scope (recorded: PUT 201/200, DELETE 200). */
export const lockRoutes: readonly Route[] = [
  { method: "GET", path: locks, action: "Microsoft.Authorization/locks/read", handle: list },
  { method: "GET", path: `${locks}/{name}`, action: "Microsoft.Authorization/locks/read", handle: get },
  { method: "PUT", path: `${locks}/{name}`, action: "Microsoft.Authorization/locks/write", handle: put },
  { method: "DELETE", path: `${locks}/{name}`, action: "Microsoft.Authorization/locks/delete", handle: remove },
];

/** Locks on the scope, and those above and below it: all of them say something about what may be written there. */
function list(request: ArmRequest): Answer {
  const scope = param(request, "scope");
  const found = request.world.store.ofType(lockType, "").filter(({ id }) => {
    const locked = parseId(id)?.parent ?? "";
    return isWithin(locked, scope) || isWithin(scope, locked);
  });
  return page(request, found, asStored);
}

function get(request: ArmRequest): Answer {
  const found = request.world.store.get(lockId(request));
  if (found === undefined) {
    throw new ArmError(404, "LockNotFound", `The lock '${param(request, "name")}' could not be found.`);
  }
  return { status: 200, body: asStored(found) };
}

function put(request: ArmRequest): Answer {
  const id = lockId(request);
  const existed = request.world.store.get(id) !== undefined;
  const properties = memberAt(bodyObject(request), "properties");
  const stored = request.world.store.put(id, { properties, id, type: lockType, name: param(request, "name") });
  return { status: existed ? 200 : 201, body: asStored(stored) };
}

function remove(request: ArmRequest): Answer {
  return { status: request.world.store.remove(lockId(request)) ? 200 : 204 };
}

function lockId(request: ArmRequest): string {
  return `${param(request, "scope")}/providers/${lockType}/${param(request, "name")}`;
}
