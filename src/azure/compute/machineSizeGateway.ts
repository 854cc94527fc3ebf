import { isMachineSize } from "../../identity/newMachineChecks";
import { isWire, member, objectMember, textMember, type Wire } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead } from "../http/guarded";
import { listAll } from "../http/listPages";
import type { MachineSize, MachineSizeGateway } from "./machineSizes";

/** Sizes of machines over the resource manager: the list of Microsoft.Compute SKUs (@azure/arm-compute, ResourceSkus). */
export function createMachineSizeGateway(connections: ArmConnections): MachineSizeGateway {
  return {
    list: (subscription, location, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const region = regionKey(location);
        const root = `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}`;
        const filter = encodeURIComponent(`location eq '${region}'`);
        const path = `${root}/providers/Microsoft.Compute/skus?api-version=${apiVersions.computeSkus}&$filter=${filter}`;
        const sizes = await listAll(connection, path, signal, (item) => readSize(item, region));
        return sizes.toSorted((left, right) => left.name.localeCompare(right.name, "en", { numeric: true }));
      }),
  };
}

/** Regions are spelled `westeurope` and `West Europe`. */
const regionKey = (location: string): string => location.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function readSize(item: unknown, region: string): MachineSize | undefined {
  const name = isWire(item) ? textMember(item, "name") : undefined;
  if (
    !isWire(item) ||
    name === undefined ||
    textMember(item, "resourceType")?.toLowerCase() !== "virtualmachines" ||
    !isMachineSize(name) ||
    !textsOf(item, "locations").some((each) => regionKey(each) === region) ||
    isClosed(item, region)
  ) {
    return undefined;
  }
  // The names of these capabilities are those of Microsoft's public lists of sizes (unverified: no recording holds an answer).
  return {
    name,
    vCpus: capability(item, "vCPUsAvailable") ?? capability(item, "vCPUs"),
    memoryGiB: capability(item, "MemoryGB"),
  };
}

/** Whether the whole region is closed to the subscription. Where it is some zones only, a machine without a zone can be made. */
function isClosed(sku: Wire, region: string): boolean {
  return itemsOf(sku, "restrictions").some(
    (restriction) =>
      textMember(restriction, "type")?.toLowerCase() === "location" &&
      [...textsOf(objectMember(restriction, "restrictionInfo"), "locations"), ...textsOf(restriction, "values")].some(
        (each) => regionKey(each) === region,
      ),
  );
}

function capability(sku: Wire, name: string): number | undefined {
  const found = itemsOf(sku, "capabilities").find((each) => textMember(each, "name") === name);
  const value = Number(found === undefined ? Number.NaN : (textMember(found, "value") ?? Number.NaN));
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function itemsOf(wire: Wire, name: string): readonly Wire[] {
  const items = member(wire, name);
  return Array.isArray(items) ? items.filter(isWire) : [];
}

function textsOf(wire: Wire, name: string): readonly string[] {
  const items = member(wire, name);
  return Array.isArray(items) ? items.filter((each) => typeof each === "string") : [];
}
