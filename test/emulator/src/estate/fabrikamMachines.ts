import { type ResourceSeed } from "./estate";
import { groups } from "./groupSeeds";
import { identities } from "./identitySeeds";
import { computeId, scaleSet, vm } from "./machineSeeds";

export const fabrikamScaleSets = {
  /** Uniform, in the second tenant. */
  orders: computeId(groups.orders, "virtualMachineScaleSets", "vmss-orders"),
} as const;

export const fabrikamVms = {
  orders: computeId(groups.orders, "virtualMachines", "vm-orders-01"),
} as const;

export const fabrikamMachines: readonly ResourceSeed[] = [
  ...scaleSet(groups.orders, {
    name: "vmss-orders",
    orchestrationMode: "Uniform",
    capacity: 2,
    systemAssigned: true,
    userAssigned: [identities.fabrikamOrders],
  }),
  vm(groups.orders, { name: "vm-orders-01", systemAssigned: true }),
  vm(groups.orders, { name: "vm-orders-02", userAssigned: [identities.fabrikamOrders] }),
  ...scaleSet(groups.lab, {
    name: "vmss-lab",
    orchestrationMode: "Flexible",
    capacity: 0,
    userAssigned: [identities.fabrikamLab],
  }),
  vm(groups.lab, { name: "vm-lab-01", userAssigned: [identities.fabrikamLab] }),
  vm(groups.lab, { name: "vm-lab-02" }),
];
