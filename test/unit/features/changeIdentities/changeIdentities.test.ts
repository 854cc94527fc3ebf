import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeIdentities, sameChange } from "../../../../src/features/changeIdentities/changeIdentities";
import type { IdentityChange } from "../../../../src/identity/identityChange";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { groups } from "../../../emulator/src/estate/groupSeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const machines = ["vm-queue-01", "vm-queue-02", "vm-queue-03"].map((name) =>
  computeId(groups.batch, "virtualMachines", name),
);
const flexible = computeId(groups.batch, "virtualMachineScaleSets", "vmss-batch-workers");

/** Makes the same change of each resource. */
async function change(what: IdentityChange, ids: readonly string[]) {
  const deps = emulatedServices(emulated());
  const targets = sameChange(await targetsOf(deps, ids), what);
  emulated().emulator.control.clearRequests();
  return await changeIdentities(deps, targets);
}

/** Enables the system-assigned identity, and says what was told at the end. */
async function enable(...ids: readonly string[]) {
  await change({ kind: "enableSystemAssigned" }, ids);
  return user.told.at(-1);
}

beforeEach(() => {
  user.reset();
  user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
});

describe("the end of a batch", () => {
  it("claims no success for a selection that may have gone from the listing", async () => {
    const told = await enable();
    expect(told?.text).toMatch(/^No changes were made: your selection isn't listed at the moment\./);
  });

  it("names what was not done although trying again would not help, and shows why", async () => {
    const [machine = "", odd = ""] = machines;
    const { control } = emulated().emulator;
    const body = { ...control.resource(odd), id: odd, identity: { type: "SomethingNew" } };
    control.inject({ method: "GET", path: /vm-queue-02\?/, status: 200, body });
    const told = await enable(machine, odd, flexible);
    expect(told?.text).toMatch(
      /1 changed, 2 failed\. Not done: vm-queue-02\. Its identities .* Not done: vmss-batch-workers\. A Flexible scale set /,
    );
    expect(told?.level).toBe("warning");
    expect(told?.buttons).toEqual(["Show Changes", "Copy as..."]);
  });

  it("offers another attempt where one of them may succeed by it", async () => {
    const [, , machine = ""] = machines;
    const body = { error: { code: "OperationNotAllowed", message: "Later." } };
    emulated().emulator.control.inject({ method: "PATCH", path: /vm-queue-03/, status: 503, body, times: 100 });
    const told = await enable(machine, flexible);
    emulated().emulator.control.clearInjections();
    expect(told?.text).toMatch(/vm-queue-03/);
    expect(told?.buttons).toEqual(["Retry Failed Changes", "Show Changes", "Copy as..."]);
  });

  it("says why nothing was done, and offers no other attempt where a permission has to come first", async () => {
    const [, , machine = ""] = machines;
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulated().emulator.control.inject({ method: "PATCH", path: /vm-queue-03/, status: 403, body });
    const told = await enable(machine, flexible);
    expect(told?.text).toMatch(/2 failed\. Not done: vm-queue-03\. You don't have permission/);
    expect(told?.buttons).toEqual(["Show Changes", "Copy as..."]);
  });
});

describe("the change of one resource", () => {
  const bastion = computeId(groups.web, "virtualMachines", "vm-web-bastion");
  const build = computeId(groups.web, "virtualMachines", "vm-web-build");

  it("is one GET, one PATCH, what follows it, and one GET; and tells what the resource has then", async () => {
    const read = await change({ kind: "enableSystemAssigned" }, [bastion]);
    const { control } = emulated().emulator;
    const own = control.requests().filter(({ path }) => path.toLowerCase() === bastion.toLowerCase());
    expect(own.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
    expect(read.map(({ name, identity }) => [name, identity.kind])).toEqual([["vm-web-bastion", "state"]]);
    expect(user.told.at(-1)).toMatchObject({
      level: "information",
      buttons: ["Undo", "Grant Access...", "Copy Principal ID"],
    });
    expect(user.texts().at(-1)).toMatch(/^vm-web-bastion now has .*\(verified\)\.$/);
  });

  it("is thrown where Azure refuses it, so that whoever asked for it is told why", async () => {
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulated().emulator.control.inject({ method: "PATCH", path: /vm-web-build/, status: 403, body });
    const refused = change({ kind: "assignUserAssigned", ids: [identities.telemetry] }, [build]);
    await expect(refused).rejects.toMatchObject({ failure: { reason: "forbidden" } });
    expect(user.told).toEqual([]);
  });

  it("is thrown where it cannot be read: nothing is shown, nothing is written", async () => {
    const body = { error: { code: "ResourceNotFound", message: "Gone." } };
    const deps = emulatedServices(emulated());
    const targets = sameChange(await targetsOf(deps, [build]), { kind: "removeAll" });
    emulated().emulator.control.inject({ method: "GET", path: /vm-web-build\?/, status: 404, body });
    await expect(changeIdentities(deps, targets)).rejects.toMatchObject({ failure: { reason: "notFound" } });
    expect(user.asked).toEqual([]);
  });

  it("is shown again where somebody else's change makes more of it, and not made without a new yes", async () => {
    const { control } = emulated().emulator;
    const assignTelemetry = (): void => {
      const before = control.resource(build) ?? {};
      const userAssignedIdentities = { [identities.telemetry]: {} };
      control.put(build, { ...before, identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities } });
    };
    user.answers.set(/will lose its system-assigned identity/, { button: "Disable", first: assignTelemetry });
    await expect(change({ kind: "removeAll" }, [build])).rejects.toThrow(PromptCancelled);
    expect(user.asked).toEqual([
      "Remove all identities from vm-web-build",
      "vm-web-build will lose its system-assigned identity. This can't be undone.",
      "Changed by someone else, review again: Remove all identities from vm-web-build",
    ]);
    expect(JSON.stringify(control.resource(build))).toContain("SystemAssigned, UserAssigned");
    expect(user.told).toEqual([]);
  });
});
