import type { LockGateway, ResourceLock } from "./locks";
import { isWire, objectMember, textMember } from "../../identity/wire";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";

/** The version of the recordings (locks.jsonl); the OpenAPI files hold none. */
const API_VERSION = "2016-09-01";

const LOCK = "/providers/microsoft.authorization/locks/";

/** Locks over Microsoft.Authorization. */
export function createLockGateway(connections: ArmConnections): LockGateway {
  return {
    list: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const root = `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}`;
        const path = `${root}/providers/Microsoft.Authorization/locks?api-version=${API_VERSION}`;
        return listAll(connection, path, signal, readLock);
      }),
  };
}

/** A lock of a level that is not known is left out: what it forbids cannot be said. */
function readLock(item: unknown): ResourceLock | undefined {
  const id = isWire(item) ? textMember(item, "id") : undefined;
  if (!isWire(item) || id === undefined) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  const level = textMember(properties, "level");
  const at = id.toLowerCase().lastIndexOf(LOCK);
  if (at < 0 || (level !== "ReadOnly" && level !== "CanNotDelete")) {
    return undefined;
  }
  return {
    id,
    name: id.slice(at + LOCK.length),
    level,
    scope: id.slice(0, at),
    notes: textMember(properties, "notes"),
  };
}
