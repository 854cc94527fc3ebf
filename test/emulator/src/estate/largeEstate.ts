import { guidFrom } from "../guid";
import { type Estate, type ResourceSeed } from "./estate";
import { scaleSet, vm, type Place } from "./machineSeeds";
import { idsOf } from "./identitySeeds";
import { sampleApplication } from "./sampleEstate";
import { locationSeeds, tenantSeeds, tenants } from "./places";

export interface LargeEstateSize {
  readonly subscriptions: number;
  /** Over all subscriptions. */
  readonly machines: number;
  readonly scaleSets: number;
}

/** An estate of any size in one tenant, for benchmarks: one group and three identities a subscription. */
export function largeEstate(size: LargeEstateSize): Estate {
  const places = placesOf(size);
  return { ...emptyEstate(places), resources: places.flatMap((place, index) => resourcesOf(size, place, index)) };
}

/** The same, made subscription by subscription as it is asked for. */
export function lazyLargeEstate(size: LargeEstateSize): Estate {
  const places = placesOf(size);
  const indexes = new Map(places.map(({ subscriptionId }, index) => [subscriptionId.toLowerCase(), index]));
  return {
    ...emptyEstate(places),
    lazy: {
      types: new Set(LAZY_TYPES),
      of: (subscriptionId) => {
        const index = indexes.get(subscriptionId.toLowerCase());
        const place = index === undefined ? undefined : places[index];
        return index === undefined || place === undefined ? [] : resourcesOf(size, place, index);
      },
    },
  };
}

const LAZY_TYPES = [
  "microsoft.resources/resourcegroups",
  "microsoft.managedidentity/userassignedidentities",
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.compute/virtualmachinescalesets/virtualmachines",
];

function placesOf({ subscriptions }: LargeEstateSize): readonly Place[] {
  return Array.from({ length: subscriptions }, (_, index): Place => ({
    subscriptionId: guidFrom(`large estate, subscription ${index}`),
    group: "rg-large",
    location: locationSeeds[index % locationSeeds.length]?.name ?? "westeurope",
    tenantId: tenants.contoso,
  }));
}

function emptyEstate(places: readonly Place[]): Estate {
  return {
    tenants: tenantSeeds,
    subscriptions: places.map(({ subscriptionId }, index) => ({
      subscriptionId,
      tenantId: tenants.contoso,
      displayName: `Large ${String(index + 1).padStart(3, "0")}`,
    })),
    locations: locationSeeds,
    applications: [sampleApplication],
    groups: [],
    resources: [],
  };
}

/** What lies in one of the subscriptions: machines and scale sets are dealt out to them in turn. */
function resourcesOf(size: LargeEstateSize, place: Place, at: number): readonly ResourceSeed[] {
  const dealt = (count: number): readonly number[] =>
    Array.from(
      { length: Math.ceil(Math.max(0, count - at) / size.subscriptions) },
      (_, round) => at + round * size.subscriptions,
    );
  return [
    ...foundation(place),
    ...dealt(size.machines).map((index) => machine(place, index)),
    ...dealt(size.scaleSets).flatMap((index) => set(place, index)),
  ];
}

function identityIds({ subscriptionId, group }: Place): readonly string[] {
  const provider = `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/Microsoft.ManagedIdentity`;
  return ["one", "two", "three"].map((name) => `${provider}/userAssignedIdentities/id-${name}`);
}

function foundation(place: Place): readonly ResourceSeed[] {
  const { subscriptionId, group, location } = place;
  return [
    { id: `/subscriptions/${subscriptionId}/resourceGroups/${group}`, location, tags: {} },
    ...identityIds(place).map((id) => ({
      id,
      location,
      tags: {},
      properties: { isolationScope: "None", tenantId: tenants.contoso, ...idsOf(id) },
    })),
  ];
}

/** None, system-assigned, one or both: every state comes up equally often. */
function carried(
  place: Place,
  index: number,
): { readonly systemAssigned: boolean; readonly userAssigned: readonly string[] } {
  const userAssigned = identityIds(place).slice(0, index % 3);
  return { systemAssigned: index % 4 === 1 || index % 4 === 3, userAssigned };
}

function machine(place: Place, index: number): ResourceSeed {
  return vm(place, {
    name: `vm-${String(index).padStart(5, "0")}`,
    windows: index % 5 === 0,
    ...carried(place, index),
  });
}

function set(place: Place, index: number): readonly ResourceSeed[] {
  return scaleSet(place, {
    name: `vmss-${String(index).padStart(4, "0")}`,
    orchestrationMode: "Uniform",
    capacity: 1,
    ...carried(place, index),
  });
}
