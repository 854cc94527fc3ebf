import { renderIdentity } from "../identityWire";
import { objectAt, present, type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { readIdentity, type StoredIdentity } from "../storedIdentity";
import { type StoredResource } from "../store";
import { etagOf, hasEtag } from "./etags";
import { isFlexible, scaleSetType, vmType, type MachineKind } from "./machineKinds";

export interface View {
  readonly apiVersion: string;
  /** The answer to a PATCH, while the operation runs. */
  readonly immediate: boolean;
  /** An etag is promised for a single resource, not for lists (docs/azure-behaviour.md#etags). */
  readonly withEtag: boolean;
  /** Members of `properties` that only some requests ask for, for instance `instanceView`. */
  readonly properties?: JsonObject;
  /** The extensions of a virtual machine. */
  readonly resources?: readonly JsonObject[];
}

/** A machine or scale set as an API version shows it, with its members in the order of the recordings. */
export function renderMachine(kind: MachineKind, stored: StoredResource, view: View): JsonObject {
  const { id, body } = stored;
  const etag = view.withEtag && hasEtag(view.apiVersion) ? etagOf(stored) : undefined;
  const identity = renderIdentity(shownIdentity(kind, stored, view), view.apiVersion);
  const properties = { ...objectAt(body, "properties"), ...view.properties };
  const head: readonly (readonly [string, unknown])[] = [
    ["name", parseId(id)?.name],
    ["id", id],
    ["type", kind === "virtualMachine" ? vmType : scaleSetType],
    ["location", body["location"]],
    ["tags", body["tags"] ?? {}],
    ["identity", identity],
  ];
  return present(
    kind === "virtualMachine"
      ? [...head, ["zones", body["zones"]], ["properties", properties], ["resources", view.resources], ["etag", etag]]
      : [...head, ["sku", body["sku"]], ["zones", body["zones"]], ["etag", etag], ["properties", properties]],
  );
}

/**
 * Which user-assigned identities show as `{}` although the service knows their principal: those of scale sets at
 * 2018-06-01 always, those of scale sets up to 2020 in the answer to a write (docs/azure-behaviour.md#first-answer-of-a-patch), and those of
 * Flexible scale sets (docs/azure-behaviour.md#flexible-scale-sets).
 */
function shownIdentity(kind: MachineKind, stored: StoredResource, { apiVersion, immediate }: View): StoredIdentity {
  const identity = readIdentity(stored.body["identity"]);
  const bare =
    kind === "scaleSet" &&
    (isFlexible(stored) ||
      (apiVersion >= "2018-06-01" && apiVersion < "2018-10-01") ||
      (immediate && apiVersion < "2021"));
  return bare
    ? { ...identity, userAssigned: new Map([...identity.userAssigned.keys()].map((id) => [id, {}])) }
    : identity;
}
