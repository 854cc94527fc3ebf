import { describe, expect, it, vi } from "vitest";
import { IdentityAccess } from "../../../src/azure/access/identityAccess";
import { RetiredMarks } from "../../../src/azure/compute/extensionMarks";
import { resourceIdKey } from "../../../src/identity/resourceId";
import { TreeSettings } from "../../../src/ui/treeSettings";
import { identitiesItemOf } from "../../../src/views/identitiesItems";
import { ResourceWarnings } from "../../../src/views/resourceWarnings";
import { treeItemOf } from "../../../src/views/treeItems";
import { machines } from "../../emulator/src/estate/contosoMachines";
import { identities } from "../../emulator/src/estate/identitySeeds";
import { emulatedAzure } from "../azure/emulated";
import { fakeIcons } from "./fakeIcons";
import { emulatedServices } from "../features/support/emulatedServices";

vi.mock("vscode", () => import("./fakeVscode"));

const emulated = emulatedAzure();
const FRESH = { principalId: "10000000-0000-4000-8000-000000000001", clientId: "20000000-0000-4000-8000-000000000002" };

/** What the trees show of a machine, of the identity below it, and of the machine below that identity. */
async function items() {
  const { azure } = emulated();
  const app = emulatedServices(emulated());
  const treeSettings = new TreeSettings({ keys: () => [], get: () => undefined, update: () => Promise.resolve() });
  const retiredMarks = new RetiredMarks(app.inventory, app.retiredExtensions, azure.extensions, () => undefined);
  const warnings = new ResourceWarnings(app);
  const identityAccess = new IdentityAccess(app.roleAssignments, app.roles, app.inventory);
  const shown = Object.assign(app, { identityAccess, treeSettings, retiredMarks, warnings, icons: fakeIcons });
  await app.inventory.load();
  await app.deadReferences.check();
  const owner = app.inventory.subscriptions.find(({ resources }) => resources.has(resourceIdKey(machines.oneUser)));
  const base = { id: "n", subscriptionKey: owner?.key ?? "", resourceId: machines.oneUser };
  const view = { grouping: "kind", filter: { text: "", matches: () => true } } as const;
  return {
    machine: treeItemOf({ ...base, kind: "resource" }, shown, view),
    identity: treeItemOf({ ...base, kind: "userAssigned", identityId: identities.sqlBackup }, shown, view),
    use: identitiesItemOf({ ...base, kind: "use", identityId: identities.sqlBackup }, shown),
  };
}

describe("an identity that was created again since a machine was given it", () => {
  it("is marked wherever it is shown on the machine, with the ids that it has now", async () => {
    const before = await items();
    for (const { contextValue, description } of Object.values(before)) {
      expect(`${String(contextValue)} ${String(description)}`).not.toMatch(/stale|again|reassign/);
    }
    const { control } = emulated().emulator;
    const stored = control.resource(identities.sqlBackup) ?? {};
    control.put(identities.sqlBackup, { ...stored, properties: { ...(stored["properties"] as object), ...FRESH } });
    const { machine, identity, use } = await items();
    expect(machine.contextValue).toMatch(/\bstale\b/);
    expect(machine.description).toMatch(/^1 identity to reassign, /);
    expect(identity.contextValue).toBe("userAssigned stale");
    expect(identity.description).toMatch(/^created again, /);
    expect(JSON.stringify(identity.hover)).toContain(FRESH.clientId);
    expect(JSON.stringify(identity.hover)).toContain(FRESH.principalId);
    expect(use.contextValue).toBe("use refreshable stale");
    expect(use.description).toMatch(/^created again, /);
    for (const { accessibilityInformation } of [machine, identity, use]) {
      expect(accessibilityInformation?.label).toMatch(/created again|to reassign/);
    }
  });
});
