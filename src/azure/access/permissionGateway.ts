import type { PermissionSet } from "../../identity/permissions";
import type { PermissionGateway, Self } from "./ownPermissions";
import { armScope } from "../signIn/cloud";
import { isWire, member, textMember, type Wire } from "../../identity/wire";
import { addressPath } from "../http/addressPath";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";

/** The version of the OpenAPI files. */
const API_VERSION = "2022-04-01";

/** Own permissions over Microsoft.Authorization. */
export function createPermissionGateway(connections: ArmConnections): PermissionGateway {
  return {
    listAt: (subscription, scope, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = `/${addressPath(scope, "scope")}/providers/Microsoft.Authorization/permissions`;
        return listAll(connection, `${path}?api-version=${API_VERSION}`, signal, readPermissionSet);
      }),
    self: (subscription, signal) =>
      guardedRead(connections, subscription, signal, async ({ cloud, credential }) => {
        const token = await credential.getToken(armScope(cloud), { abortSignal: signal });
        return readSelf(token?.token ?? "") ?? { kind: "label", label: subscription.tenant.account.label };
      }),
  };
}

function readPermissionSet(item: unknown): PermissionSet | undefined {
  return isWire(item) ? { actions: texts(item, "actions"), notActions: texts(item, "notActions") } : undefined;
}

function texts(wire: Wire, name: string): string[] {
  const value = member(wire, name);
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** The directory's id of whoever a token is for. A token need not be readable (the claims are not promised): then nothing is said. */
export function readSelf(token: string): Self | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const objectId = isWire(claims) ? textMember(claims, "oid") : undefined;
    if (!isWire(claims) || objectId === undefined || !/^[0-9a-f-]{36}$/i.test(objectId)) {
      return undefined;
    }
    const principalType = textMember(claims, "idtyp") === "app" ? "ServicePrincipal" : "User";
    return { kind: "objectId", objectId, principalType };
  } catch {
    return undefined;
  }
}
