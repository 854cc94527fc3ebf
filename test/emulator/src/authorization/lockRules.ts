import { valueAt } from "../json";
import { isWithin, parseId } from "../resourceId";
import { type Store } from "../store";

export const lockType = "Microsoft.Authorization/locks";

/** The scopes of the locks that stand in the way. `ReadOnly` stops writing and deleting, `CanNotDelete` deleting. */
export function lockedScopes(store: Store, scope: string, verb: "write" | "delete"): readonly string[] {
  const target = parseId(scope)?.type.toLowerCase() === lockType.toLowerCase() ? undefined : scope;
  if (target === undefined) {
    // A lock never stands in the way of its own removal.
    return [];
  }
  return store
    .ofType(lockType, "")
    .filter(({ body }) => verb === "delete" || valueAt(body, "properties", "level") === "ReadOnly")
    .map(({ id }) => parseId(id)?.parent ?? "")
    .filter((locked) => isWithin(target, locked));
}
