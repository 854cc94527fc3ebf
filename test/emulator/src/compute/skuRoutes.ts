import { queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { type JsonObject } from "../json";

/**
 * The SKUs of Microsoft.Compute. Path, filter and members are those of the SDK (@azure/arm-compute, ResourceSkus); the names of the
 * capabilities are those of the public lists of sizes (unverified: no recording holds an answer).
 */
export const skuRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/skus",
    action: "Microsoft.Compute/skus/read",
    handle: listSkus,
  },
];

interface SizeSeed {
  readonly name: string;
  readonly vCpus: number;
  readonly memoryGb: number;
  /** All regions without these. */
  readonly notIn?: readonly string[];
  /** Offered there, but not to these subscriptions. */
  readonly closedIn?: readonly string[];
}

const SIZES: readonly SizeSeed[] = [
  { name: "Standard_B1s", vCpus: 1, memoryGb: 1 },
  { name: "Standard_B2s", vCpus: 2, memoryGb: 4 },
  { name: "Standard_B4ms", vCpus: 4, memoryGb: 16 },
  { name: "Standard_D2s_v3", vCpus: 2, memoryGb: 8 },
  { name: "Standard_D2s_v5", vCpus: 2, memoryGb: 8 },
  { name: "Standard_D4s_v5", vCpus: 4, memoryGb: 16, notIn: ["southeastasia"] },
  { name: "Standard_D16s_v5", vCpus: 16, memoryGb: 64, closedIn: ["westeurope"] },
  { name: "Standard_E8s_v5", vCpus: 8, memoryGb: 64, notIn: ["westus"] },
  { name: "Standard_F2s_v2", vCpus: 2, memoryGb: 4 },
  { name: "Standard_NC24ads_A100_v4", vCpus: 24, memoryGb: 220, notIn: ["westeurope", "germanywestcentral"] },
];

function listSkus(request: ArmRequest): Answer {
  const region = /location eq '([^']*)'/i.exec(queryValue(request.url, "$filter") ?? "")?.[1]?.toLowerCase();
  const regions = region === undefined ? request.world.directory.locations.map(({ name }) => name) : [region];
  const skus = regions.flatMap((location) => [
    ...SIZES.filter(({ notIn = [] }) => !notIn.includes(location)).map((size) => sizeBody(size, location)),
    diskBody(location),
  ]);
  return page(request, skus, (sku) => sku);
}

function sizeBody({ name, vCpus, memoryGb, closedIn = [] }: SizeSeed, location: string): JsonObject {
  return {
    resourceType: "virtualMachines",
    name,
    tier: "Standard",
    size: name.replace("Standard_", ""),
    locations: [location],
    locationInfo: [{ location, zones: ["1", "2", "3"], zoneDetails: [] }],
    capabilities: [
      { name: "vCPUs", value: String(vCpus) },
      { name: "MemoryGB", value: String(memoryGb) },
    ],
    restrictions: closedIn.includes(location)
      ? [
          {
            type: "Location",
            values: [location],
            restrictionInfo: { locations: [location] },
            reasonCode: "NotAvailableForSubscription",
          },
        ]
      : [],
  };
}

/** The list holds what is no size, too. */
function diskBody(location: string): JsonObject {
  return { resourceType: "disks", name: "Premium_LRS", tier: "Premium", size: "P10", locations: [location] };
}
