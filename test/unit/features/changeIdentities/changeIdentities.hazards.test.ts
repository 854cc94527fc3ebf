import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeIdentities, sameChange } from "../../../../src/features/changeIdentities/changeIdentities";
import { checkPolicies } from "../../../../src/features/changeIdentities/policyCheck";
import type { IdentityChange } from "../../../../src/identity/identityChange";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { machines, scaleSets } from "../../../emulator/src/estate/contosoMachines";
import { groups } from "../../../emulator/src/estate/groupSeeds";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const webCache = computeId(groups.web, "virtualMachines", "vm-web-cache-01");
const apps = [1, 2].map((number) => computeId(groups.appStaging, "virtualMachines", `vm-app-0${number}`));

const remove = (id: string): IdentityChange => ({ kind: "removeUserAssigned", ids: [id] });
const assign = (id: string): IdentityChange => ({ kind: "assignUserAssigned", ids: [id] });

/** Makes a change; where the user closes a question nothing is written, and `false` is the answer. */
async function change(what: IdentityChange, ...ids: readonly string[]): Promise<boolean> {
  const deps = emulatedServices(emulated());
  const targets = sameChange(await targetsOf(deps, ids), what);
  emulated().emulator.control.clearRequests();
  try {
    await changeIdentities(deps, targets);
    return true;
  } catch (error) {
    if (error instanceof PromptCancelled) {
      return false;
    }
    throw error;
  }
}

const writes = (): number =>
  emulated()
    .emulator.control.requests()
    .filter(({ method }) => method === "PATCH").length;

/** The preview as it stands first, and the details of the questions. */
const shown = (): string => user.details.join("\n");

beforeEach(() => {
  user.reset();
  user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
});

describe("before a change it is said", () => {
  it("that AKS manages the machine", async () => {
    await change({ kind: "removeAllUserAssigned" }, scaleSets.nodes);
    expect(shown()).toContain("Azure Kubernetes Service manages this resource.");
    expect(writes()).toBe(0);
  });

  it("that disk encryption and an extension use the identity that goes", async () => {
    await change(remove(identities.secrets), machines.monitored);
    expect(shown()).toContain("Disk encryption uses id-keyvault-reader.");
    expect(shown()).toContain("The extension KeyVaultForLinux uses an identity that will be removed.");
    expect(shown()).not.toContain("AADSSHLoginForLinux");
  });

  it("which extensions need the system-assigned identity, each by its name", async () => {
    await change({ kind: "disableSystemAssigned" }, machines.monitored);
    expect(shown()).toContain("The extension AADSSHLoginForLinux needs the system-assigned identity.");
    expect(shown()).toContain("The extension AzurePolicyforLinux needs the system-assigned identity.");
    expect(shown()).not.toContain("AzureMonitorLinuxAgent");
  });

  it("of many, grouped by what it is, with the names of the machines", async () => {
    await change({ kind: "removeAllUserAssigned" }, machines.monitored, scaleSets.nodes, ...apps);
    expect(shown()).toMatch(/Azure Kubernetes Service manages this resource\. aks-default-31415926-vmss\./);
    expect(shown()).toMatch(/Disk encryption uses id-keyvault-reader\. vm-app-monitor\./);
  });
});

describe("a second user-assigned identity", () => {
  it("is asked about, and not written where the question is closed", async () => {
    expect(await change(assign(identities.telemetry), webCache)).toBe(false);
    expect(user.asked.at(-1)).toMatch(
      /^vm-web-cache-01 will have 2 user-assigned identities and no default identity\./,
    );
    expect(writes()).toBe(0);
  });

  it("is assigned once that is agreed to", async () => {
    user.answers.set(/no default identity/, { button: "Assign" });
    expect(await change(assign(identities.telemetry), webCache)).toBe(true);
    expect(writes()).toBe(1);
  });

  it("is asked about for many at once, and not where there is a system-assigned one", async () => {
    expect(await change(assign(identities.telemetry), ...apps)).toBe(false);
    expect(user.asked.at(-1)).toMatch(/^2 resources will have no default identity\./);
    user.reset();
    user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
    expect(await change(assign(identities.webApi), machines.systemOnly)).toBe(true);
    expect(user.asked).toHaveLength(1);
  });
});

describe("an identity of another region that is regional", () => {
  it("is not assigned, and the preview says why", async () => {
    const other = computeId(groups.loadTest, "virtualMachines", "vm-load-01");
    expect(await change(assign(identities.stagingApp), other)).toBe(false);
    expect(user.lines.join("\n")).toContain("id-app-staging can only be used in westeurope");
    expect(writes()).toBe(0);
  });

  it("is read afresh before it stops anything: once for all machines, and assigned where it is regional no longer", async () => {
    const deps = emulatedServices(emulated());
    const load = ["vm-load-01", "vm-load-02"].map((name) => computeId(groups.loadTest, "virtualMachines", name));
    const targets = sameChange(await targetsOf(deps, load), assign(identities.stagingApp));
    const { control } = emulated().emulator;
    const kinds = async () => {
      control.clearRequests();
      const kinds = (await deps.changes.plan(targets, never())).map(({ kind }) => kind);
      const reads = control.requests().filter(({ path }) => path.endsWith("/id-app-staging")).length;
      return { kinds, reads };
    };
    expect(await kinds()).toEqual({ kinds: ["blocked", "blocked"], reads: 1 });
    control.patchAsThirdParty(identities.stagingApp, { properties: { isolationScope: "None" } });
    expect(await kinds()).toEqual({ kinds: ["toChange", "toChange"], reads: 1 });
    expect(deps.inventory.findIdentity(identities.stagingApp)?.limits).toBeUndefined();
  });

  it("stops nothing where it cannot be read: Azure has the last word", async () => {
    const deps = emulatedServices(emulated());
    const other = computeId(groups.loadTest, "virtualMachines", "vm-load-01");
    const targets = sameChange(await targetsOf(deps, [other]), assign(identities.stagingApp));
    emulated().emulator.control.inject({ method: "GET", path: /id-app-staging\?/, status: 403, body: {} });
    expect((await deps.changes.plan(targets, never())).map(({ kind }) => kind)).toEqual(["toChange"]);
  });
});

describe("the policies in force", () => {
  async function policiesOf(what: IdentityChange, ...ids: readonly string[]) {
    const deps = emulatedServices(emulated());
    const targets = sameChange(await targetsOf(deps, ids), what);
    const planned = await deps.changes.plan(targets, never());
    const plans = planned.flatMap((each) => ("plan" in each ? [each.plan] : []));
    emulated().emulator.control.clearRequests();
    const found = await checkPolicies(deps, plans, never());
    return found.map(({ hazard, plans: sharing }) => [
      hazard.kind,
      "policy" in hazard && hazard.policy,
      sharing.length,
    ]);
  }
  const asked = (): readonly string[] =>
    emulated()
      .emulator.control.requests()
      .map(({ path }) => path.slice(path.lastIndexOf("/") + 1))
      .filter((name) => /^policy|^1279/.test(name));

  it("are read at the resource, and an initiative is looked into", async () => {
    expect(await policiesOf({ kind: "disableSystemAssigned" }, machines.monitored)).toEqual([
      ["policyPutsBack", "Machine configuration", 1],
    ]);
    expect(asked()).toEqual(["policyAssignments", "12794019-7a00-42cf-95c2-882eed337cc8"]);
    expect(await policiesOf(remove(identities.telemetry), machines.monitored)).toEqual([
      ["policyPutsBack", "Identity of the monitoring agent", 1],
    ]);
  });

  it("are read once for the machines of a group", async () => {
    expect(await policiesOf({ kind: "enableSystemAssigned" }, ...apps)).toEqual([
      ["policyMayTakeAway", "Identity of the monitoring agent", 2],
    ]);
    expect(asked().filter((name) => name === "policyAssignments")).toHaveLength(1);
  });

  it.each([403, 404, 500])("that cannot be read (%i) are not known, and hinder nothing", async (status) => {
    const body = { error: { code: "AuthorizationFailed", message: "no" } };
    emulated().emulator.control.inject({ path: /policyAssignments/, status, body, times: 9 });
    expect(await policiesOf({ kind: "disableSystemAssigned" }, machines.monitored)).toEqual([]);
  });

  it("whose initiative cannot be read are not known", async () => {
    const body = { error: { code: "AuthorizationFailed", message: "no" } };
    emulated().emulator.control.inject({ path: /policySetDefinitions/, status: 403, body, times: 9 });
    expect(await policiesOf({ kind: "disableSystemAssigned" }, machines.monitored)).toEqual([]);
  });

  it("cost the change itself no request", async () => {
    user.answers.set(/will no longer have/, { button: "Remove" });
    expect(await change(remove(identities.telemetry), machines.monitored)).toBe(true);
    const own = emulated()
      .emulator.control.requests()
      .filter(({ path }) => path.toLowerCase() === machines.monitored.toLowerCase());
    expect(own.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
  });
});
