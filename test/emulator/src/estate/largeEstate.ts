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
  const places = Array.from({ length: size.subscriptions }, (_, index): Place => ({
    subscriptionId: guidFrom(`large estate, subscription ${index}`),
    group: "rg-large",
    location: locationSeeds[index % locationSeeds.length]?.name ?? "westeurope",
    tenantId: tenants.contoso,
  }));
  const spread = <T>(count: number, make: (place: Place, index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => index).flatMap((index) => {
      const place = places[index % places.length];
      return place === undefined ? [] : [make(place, index)];
    });
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
    resources: [
      ...places.flatMap(foundation),
      ...spread(size.machines, machine),
      ...spread(size.scaleSets, set).flat(),
    ],
  };
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
