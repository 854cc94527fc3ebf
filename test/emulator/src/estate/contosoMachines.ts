import { type ResourceSeed } from "./estate";
import { groups } from "./groupSeeds";
import { deletedIdentity, identities, idsOf, spelledByPortal } from "./identitySeeds";
import {
  computeId,
  extensionOf,
  identityExtensions,
  retiredExtension,
  scaleSet,
  vm,
  type Place,
  type VmSeed,
} from "./machineSeeds";

/** Scale sets that tests name. */
export const scaleSets = {
  /** Uniform: system-assigned and two user-assigned. */
  webFrontend: computeId(groups.web, "virtualMachineScaleSets", "vmss-web-frontend"),
  /** Uniform: one user-assigned. */
  webApi: computeId(groups.web, "virtualMachineScaleSets", "vmss-web-api"),
  /** Uniform: none. */
  webCanary: computeId(groups.web, "virtualMachineScaleSets", "vmss-web-canary"),
  /** Flexible: two user-assigned, instances with identities of their own. */
  batchWorkers: computeId(groups.batch, "virtualMachineScaleSets", "vmss-batch-workers"),
  /** Flexible: none. */
  batchRender: computeId(groups.batch, "virtualMachineScaleSets", "vmss-batch-render"),
  /** Uniform, system-assigned, still with the retired extension; one instance lags behind the model. */
  legacyAgents: computeId(groups.legacy, "virtualMachineScaleSets", "vmss-legacy-agents"),
  /** Uniform: one user-assigned. AKS manages it. */
  nodes: computeId(groups.nodes, "virtualMachineScaleSets", "aks-default-31415926-vmss"),
  loadTest: computeId(groups.loadTest, "virtualMachineScaleSets", "vmss-loadtest"),
  /** In the locked group. */
  payments: computeId(groups.payments, "virtualMachineScaleSets", "vmss-payments"),
} as const;

/** Virtual machines that tests name. */
export const machines = {
  /** Nothing. */
  plain: computeId(groups.web, "virtualMachines", "vm-web-bastion"),
  /** System-assigned. */
  systemOnly: computeId(groups.web, "virtualMachines", "vm-web-build"),
  /** One user-assigned, in the portal's spelling. */
  oneUser: computeId(groups.data, "virtualMachines", "vm-sql-01"),
  /** Two user-assigned, one from another subscription. */
  twoUsers: computeId(groups.data, "virtualMachines", "vm-sql-02"),
  /** System-assigned and two user-assigned. */
  both: computeId(groups.data, "virtualMachines", "vm-etl-01"),
  /** Lists an identity that no longer exists, beside a good one. */
  deadReference: computeId(groups.data, "virtualMachines", "vm-reports-01"),
  /** In the locked group. */
  locked: computeId(groups.payments, "virtualMachines", "vm-payments-01"),
  /** Still has the retired extension. */
  legacy: computeId(groups.legacy, "virtualMachines", "vm-legacy-01"),
  /** System-assigned and two user-assigned, all of which extensions, disk encryption or policies need. */
  monitored: computeId(groups.appStaging, "virtualMachines", "vm-app-monitor"),
  /** Its id spells `resourcegroups`, and its group in capitals. */
  oddCasing: computeId(oddly(groups.dev), "virtualMachines", "VM-Dev-Odd-01"),
} as const;

/** As older clients spelled ids when they created a machine. */
function oddly(place: Place): Place {
  return { ...place, group: place.group.toUpperCase(), groupsSegment: "resourcegroups" };
}

function vms(place: Place, seeds: readonly VmSeed[]): readonly ResourceSeed[] {
  return seeds.map((seed) => vm(place, seed));
}

function numbered(prefix: string, from: number, to: number, seed: Omit<VmSeed, "name">): readonly VmSeed[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    name: `${prefix}-${String(from + index).padStart(2, "0")}`,
    ...seed,
  }));
}

const production: readonly ResourceSeed[] = [
  ...scaleSet(groups.web, {
    name: "vmss-web-frontend",
    orchestrationMode: "Uniform",
    capacity: 3,
    systemAssigned: true,
    userAssigned: [spelledByPortal(identities.webFrontend), identities.telemetry],
    tags: { app: "web", tier: "frontend" },
  }),
  ...scaleSet(groups.web, {
    name: "vmss-web-api",
    orchestrationMode: "Uniform",
    capacity: 2,
    upgradeMode: "Rolling",
    userAssigned: [identities.webApi],
    tags: { app: "web", tier: "api" },
  }),
  ...scaleSet(groups.web, {
    name: "vmss-web-canary",
    orchestrationMode: "Uniform",
    capacity: 1,
    upgradeMode: "Automatic",
  }),
  ...vms(groups.web, [
    { name: "vm-web-bastion" },
    { name: "vm-web-build", systemAssigned: true, tags: { app: "build" } },
    { name: "vm-web-cache-01", userAssigned: [identities.webFrontend] },
    { name: "vm-web-cache-02", userAssigned: [spelledByPortal(identities.webFrontend)] },
    { name: "vm-web-deploy", userAssigned: [identities.deployment, identities.secrets], size: "Standard_B2s" },
  ]),
  ...vms(groups.data, [
    {
      name: "vm-sql-01",
      windows: true,
      userAssigned: [spelledByPortal(identities.sqlBackup)],
      size: "Standard_E8s_v5",
      zone: "1",
    },
    {
      name: "vm-sql-02",
      windows: true,
      userAssigned: [identities.sqlBackup, identities.telemetry],
      size: "Standard_E8s_v5",
      zone: "2",
    },
    { name: "vm-sql-03", windows: true, systemAssigned: true, size: "Standard_E8s_v5", zone: "3" },
    {
      name: "vm-etl-01",
      systemAssigned: true,
      userAssigned: [identities.dataLake, spelledByPortal(identities.telemetry)],
    },
    { name: "vm-etl-02", systemAssigned: true, userAssigned: [identities.dataLake] },
    { name: "vm-reports-01", userAssigned: [deletedIdentity, identities.telemetry] },
    { name: "vm-reports-02", userAssigned: [identities.dataLake] },
  ]),
  ...scaleSet(groups.batch, {
    name: "vmss-batch-workers",
    orchestrationMode: "Flexible",
    capacity: 4,
    userAssigned: [identities.batch, identities.telemetry],
    tags: { app: "batch" },
  }),
  ...vms(groups.batch, [
    {
      name: "vmss-batch-workers_0a1b2c3d",
      scaleSetId: scaleSets.batchWorkers,
      userAssigned: [identities.batch, identities.telemetry],
    },
    { name: "vmss-batch-workers_1b2c3d4e", scaleSetId: scaleSets.batchWorkers, userAssigned: [identities.batch] },
    {
      name: "vmss-batch-workers_2c3d4e5f",
      scaleSetId: scaleSets.batchWorkers,
      systemAssigned: true,
      userAssigned: [identities.batch, identities.telemetry],
    },
    { name: "vmss-batch-workers_3d4e5f60", scaleSetId: scaleSets.batchWorkers },
  ]),
  ...scaleSet(groups.batch, { name: "vmss-batch-render", orchestrationMode: "Flexible", capacity: 2 }),
  ...vms(groups.batch, [
    { name: "vmss-batch-render_7f8e9d0c", scaleSetId: scaleSets.batchRender, windows: true },
    { name: "vmss-batch-render_8e9d0c1b", scaleSetId: scaleSets.batchRender, windows: true, systemAssigned: true },
  ]),
  ...vms(groups.batch, numbered("vm-queue", 1, 3, { userAssigned: [identities.batch] })),
  ...scaleSet(groups.payments, {
    name: "vmss-payments",
    orchestrationMode: "Uniform",
    capacity: 2,
    userAssigned: [identities.payments],
  }),
  ...vms(groups.payments, numbered("vm-payments", 1, 3, { systemAssigned: true, userAssigned: [identities.payments] })),
  ...scaleSet(groups.legacy, {
    name: "vmss-legacy-agents",
    orchestrationMode: "Uniform",
    capacity: 3,
    windows: true,
    systemAssigned: true,
    extensions: [retiredExtension("Windows")],
  }),
  ...vms(groups.legacy, [
    { name: "vm-legacy-01", systemAssigned: true, tags: { retire: "2026" } },
    { name: "vm-legacy-02", windows: true },
  ]),
  extensionOf(groups.legacy, machines.legacy, retiredExtension("Linux")),
];

const staging: readonly ResourceSeed[] = [
  ...scaleSet(groups.loadTest, {
    name: "vmss-loadtest",
    orchestrationMode: "Uniform",
    capacity: 4,
    systemAssigned: true,
  }),
  ...vms(groups.appStaging, [
    ...numbered("vm-app", 1, 4, { userAssigned: [identities.stagingApp] }),
    {
      name: "vm-app-monitor",
      systemAssigned: true,
      userAssigned: [identities.telemetry, identities.secrets],
      encryptionIdentity: spelledByPortal(identities.secrets),
    },
  ]),
  ...[
    identityExtensions.entraSignIn,
    identityExtensions.machineConfiguration,
    identityExtensions.monitor(identities.telemetry),
    identityExtensions.keyVault(idsOf(identities.secrets).clientId),
  ].map((extension) => extensionOf(groups.appStaging, machines.monitored, extension)),
  ...scaleSet(groups.nodes, {
    name: "aks-default-31415926-vmss",
    orchestrationMode: "Uniform",
    capacity: 2,
    userAssigned: [identities.stagingApp],
    tags: { "aks-managed-poolName": "default" },
  }),
  ...vms(groups.loadTest, numbered("vm-load", 1, 4, {})),
];

const development: readonly ResourceSeed[] = [
  ...vms(groups.dev, numbered("vm-dev", 1, 6, { userAssigned: [identities.devBox], size: "Standard_B2s" })),
  ...vms(groups.dev, numbered("vm-dev-win", 1, 2, { windows: true, systemAssigned: true })),
  ...vms(oddly(groups.dev), [
    { name: "VM-Dev-Odd-01", systemAssigned: true, userAssigned: [identities.devBox.replace("rg-dev", "RG-DEV")] },
    { name: "VM-Dev-Odd-02" },
  ]),
];

const shared: readonly ResourceSeed[] = vms(groups.shared, [
  { name: "vm-dns-01", userAssigned: [identities.telemetry] },
  { name: "vm-dns-02", userAssigned: [identities.telemetry] },
  { name: "vm-jump-01", windows: true, systemAssigned: true, userAssigned: [identities.secrets] },
]);

export const contosoMachines: readonly ResourceSeed[] = [...production, ...staging, ...development, ...shared];
